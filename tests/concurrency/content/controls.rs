//! Negative controls: with a protection taken away, the verdict of the storms finds something.

use super::verdict;
use super::worker::{create, dequeue, is_open, reclaim};
use crate::support::check::Violations;
use crate::support::{Place, repeat};

/// complete_stage as PL/pgSQL would have it that trusts its caller: neither message nor row are asked
/// whose the stage is.
const TRUSTING: &str = "
create or replace function public.complete_stage(p_queue text, p_msg_id bigint, p_job_id uuid, p_stage text,
    p_result jsonb default null, p_next_stage text default null)
returns jsonb language plpgsql as $$
declare next_id bigint;
begin
    perform pgmq.archive(p_queue, p_msg_id);
    update content_job_stages set status = 'completed', finished_at = now()
    where job_id = p_job_id and stage = p_stage;
    insert into content_job_events (job_id, stage, status, metadata)
    values (p_job_id, p_stage, 'completed', jsonb_build_object('queue', p_queue, 'msg_id', p_msg_id));
    if p_next_stage is not null then
        next_id := enqueue_stage(p_queue, p_job_id, p_next_stage, p_result);
    else
        update content_jobs set status = 'completed' where id = p_job_id;
    end if;
    return jsonb_build_object('job_status', 'queued', 'next_msg_id', next_id);
end $$";

/// Workers without a visibility timeout, so that all of them get the same messages.
fn overtaking_storm(place: &Place) -> Violations {
    create(&mut place.connect(), 6, 100_000);
    place.storm(8, |_, client| {
        repeat(|| {
            // The stand-in deadlocks now and then, with whoever reads beside it too.
            let Ok(Some(taken)) = dequeue(client, 0) else { return is_open(client).unwrap() };
            client.batch_execute("select pg_sleep(0.003)").unwrap();
            let _ = taken.complete(client);
            is_open(client).unwrap()
        });
    });
    verdict::of(&mut place.connect())
}

#[test]
fn without_the_fence_stages_are_completed_and_queued_more_than_once() {
    let place = Place::new();
    place.run(TRUSTING);
    let found = overtaking_storm(&place);
    for what in ["completed more than once", "queued more than once"] {
        assert!(found.iter().any(|violation| violation.starts_with(what)), "{what}: {found:?}");
    }
    assert_eq!(overtaking_storm(&Place::new()), Violations::new());
}

#[test]
fn a_lost_message_a_taken_slot_and_a_doubled_message_are_noticed() {
    for (damage, what) in [
        ("delete from pgmq.a_content where msg_id = 1", "neither on the queue nor in the archive"),
        ("insert into pgmq.a_content select * from pgmq.a_content limit 1", "archived twice"),
        (
            "update content_job_stages set status = 'processing', finished_at = null, last_dequeued_at = now()",
            "still takes a slot or waits",
        ),
        ("update content_jobs set status = 'processing'", "has not ended"),
        ("update content_job_events set stage = null where id = 1", "an event without a stage"),
    ] {
        let place = Place::new();
        let mut client = place.connect();
        create(&mut client, 1, 5);
        while let Some(taken) = dequeue(&mut client, 600).unwrap() {
            assert!(taken.complete(&mut client).unwrap());
        }
        assert_eq!(verdict::of(&mut client), Violations::new());
        if what == "archived twice" {
            place.run("alter table pgmq.a_content drop constraint if exists a_content_pkey");
        }
        place.run(damage);
        let found = verdict::of(&mut client);
        assert!(found.iter().any(|violation| violation.starts_with(what)), "{what}: {found:?}");
    }
}

#[test]
fn a_worker_that_did_not_come_back_keeps_its_slot_until_it_is_taken_back() {
    let place = Place::new();
    let mut client = place.connect();
    create(&mut client, 1, 5);
    let taken = dequeue(&mut client, 0).unwrap().unwrap();
    taken.start(&mut client).unwrap();
    let in_flight = "select sum(inflight_count)::bigint from get_content_stage_backlog()";
    assert_eq!(place.number(in_flight), 1);
    assert_eq!(reclaim(&mut client).unwrap(), 1);
    assert_eq!(place.number(in_flight), 0);
    assert_eq!(place.number("select count(*) from pgmq.q_content"), 1);
}
