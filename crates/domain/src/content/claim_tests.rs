use super::*;

const MINE: Ticket<'static> = Ticket { queue: "content", msg_id: 7 };

fn row(status: &str, attempt_count: i32) -> StageRow {
    StageRow {
        status: status.to_owned(),
        queue: Some("content".to_owned()),
        msg_id: Some(7),
        attempt_count,
        max_attempts: 3,
        dead_lettered: false,
        retry_delay_seconds: 60,
        priority: 0,
    }
}

#[test]
fn a_holder_may_act_on_what_is_not_finished() {
    for status in ["pending", "queued", "processing", "error", "failed"] {
        assert!(row(status, 1).is_held_by(MINE, JobState::Alive), "{status}");
    }
    for status in ["completed", "cancelled"] {
        assert!(!row(status, 1).is_held_by(MINE, JobState::Alive), "{status}");
    }
    let dead = StageRow { dead_lettered: true, ..row("failed", 1) };
    assert!(!dead.is_held_by(MINE, JobState::Alive));
}

#[test]
fn another_message_or_a_cancelled_job_ends_the_claim() {
    let processing = row("processing", 1);
    assert!(!processing.is_held_by(Ticket { msg_id: 8, ..MINE }, JobState::Alive));
    assert!(!processing.is_held_by(Ticket { queue: "tsv", ..MINE }, JobState::Alive));
    assert!(!processing.is_held_by(MINE, JobState::Cancelled));
    assert!(!processing.is_held_by(MINE, JobState::Unknown));
    // A worker that writes rows itself leaves the message out.
    let unnamed = StageRow { msg_id: None, queue: None, ..row("processing", 1) };
    assert!(unnamed.is_held_by(MINE, JobState::Alive));
}

#[test]
fn readers_hand_out_what_is_open() {
    for status in ["pending", "queued", "error", "failed"] {
        assert_eq!(row(status, 9).delivery(JobState::Alive, false), Delivery::HandOut, "{status}");
    }
    assert_eq!(row("processing", 2).delivery(JobState::Alive, false), Delivery::HandOut);
    assert_eq!(row("queued", 0).delivery(JobState::Alive, true), Delivery::Archive);
    assert_eq!(row("completed", 1).delivery(JobState::Alive, false), Delivery::Archive);
    assert_eq!(row("queued", 0).delivery(JobState::Cancelled, false), Delivery::Archive);
    assert_eq!(
        row("processing", 3).delivery(JobState::Alive, false),
        Delivery::DeadLetter("max_attempts_exceeded")
    );
    assert_eq!(
        row("queued", 0).delivery(JobState::Unknown, false),
        Delivery::DeadLetter("unknown_job")
    );
}

#[test]
fn failures_are_retried_while_attempts_are_left() {
    assert_eq!(row("processing", 1).failure(true), Failure::Retry(60));
    assert_eq!(row("processing", 2).failure(true), Failure::Retry(120));
    assert_eq!(row("processing", 3).failure(true), Failure::GiveUp("max_attempts_exceeded"));
    assert_eq!(row("processing", 1).failure(false), Failure::GiveUp("not_retryable"));
    let limitless = StageRow { max_attempts: -4, ..row("processing", 0) };
    assert_eq!(limitless.failure(true), Failure::Retry(60));
}

#[test]
fn only_a_stage_that_still_waits_for_its_worker_is_taken_back() {
    assert_eq!(row("processing", 1).stall(Some(MINE), JobState::Alive), Stall::Requeue);
    assert_eq!(
        row("processing", 3).stall(Some(MINE), JobState::Alive),
        Stall::GiveUp("max_attempts_exceeded")
    );
    for status in ["queued", "completed", "error", "cancelled"] {
        assert_eq!(row(status, 1).stall(Some(MINE), JobState::Alive), Stall::Leave, "{status}");
    }
    assert_eq!(row("processing", 1).stall(Some(MINE), JobState::Cancelled), Stall::Leave);
    let other = Ticket { msg_id: 9, ..MINE };
    assert_eq!(row("processing", 1).stall(Some(other), JobState::Alive), Stall::Leave);
    assert_eq!(row("processing", 1).stall(None, JobState::Alive), Stall::Leave);
    let unnamed = StageRow { msg_id: None, queue: None, ..row("processing", 1) };
    assert_eq!(unnamed.stall(None, JobState::Alive), Stall::Requeue);
}
