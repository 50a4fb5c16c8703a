//! Queues full of messages that are done with: readers archive them and never lock each other out.

use super::worker::{create, dequeue, dequeue_batch, reclaim};
use crate::support::{Dice, Place, repeat};

const READERS: usize = 8;

/// Jobs whose stage was queued many times over: only the last message of each counts.
fn with_stale_messages(jobs: i32) -> Place {
    let place = Place::new();
    let mut client = place.connect();
    create(&mut client, jobs, 5);
    for _ in 0..8 {
        client
            .batch_execute(
                "select enqueue_stage('content', id, 'research') from content_jobs order by md5(id::text || random())",
            )
            .unwrap();
    }
    place
}

#[test]
fn readers_pass_by_stale_messages_and_get_each_stage_once() {
    for by_batch in [false, true] {
        let jobs = 60;
        let place = with_stale_messages(jobs);
        let mut handed_out: usize = place
            .storm(READERS, |_, client| {
                let mut handed_out = 0;
                repeat(|| {
                    let taken = if by_batch {
                        dequeue_batch(client, 600, 7).unwrap()
                    } else {
                        dequeue(client, 600).unwrap().into_iter().collect()
                    };
                    handed_out += taken.len();
                    !taken.is_empty()
                });
                handed_out
            })
            .iter()
            .sum();
        // A reader that holds jobs passes by those in other hands, and may end before they are free.
        let mut client = place.connect();
        while let taken @ 1.. = dequeue_batch(&mut client, 600, 1000).unwrap().len() {
            handed_out += taken;
        }
        assert_eq!(handed_out, usize::try_from(jobs).unwrap());
        let live = "select count(*) from pgmq.q_content";
        assert_eq!(place.number(live), i64::from(jobs));
        let not_theirs = "select count(*) from content_job_stages as stage where not exists (
            select from pgmq.q_content as message where message.msg_id = stage.msg_id)";
        assert_eq!(place.number(not_theirs), 0);
    }
}

#[test]
fn readers_of_exhausted_and_cancelled_jobs_never_deadlock() {
    let place = with_stale_messages(80);
    // Two stages each, all of them given up or cancelled, in any order of messages.
    place.run(
        "select enqueue_stage('content', id, 'outline') from content_jobs order by md5(id::text);
         update content_job_stages set status = 'processing', attempt_count = 9;
         update content_jobs set status = 'cancelled' where id in (select id from content_jobs limit 20)",
    );
    place.storm(READERS, |session, client| {
        let mut dice = Dice::of_session(session);
        for _ in 0..20 {
            let quantity = i32::try_from(dice.roll(6) + 1).unwrap();
            assert!(dequeue_batch(client, 600, quantity).unwrap().is_empty());
        }
    });
    let mut client = place.connect();
    while !dequeue_batch(&mut client, 600, 1000).unwrap().is_empty() {}
    assert_eq!(place.number("select count(*) from pgmq.q_content"), 0);
    assert_eq!(reclaim(&mut client).unwrap(), 0);
    let letters = "select count(*) - count(distinct (job_id, stage)) from content_dead_letters";
    assert_eq!(place.number(letters), 0, "a stage was given up twice");
}
