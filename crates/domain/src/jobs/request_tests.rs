use super::*;
use crate::size::SizeFault;

fn bytes(jsonb: usize) -> Size {
    Size { jsonb, ..Size::default() }
}

#[test]
fn a_claim_that_sets_nothing_asks_for_five_of_any_type() {
    let claim = Claim::read(None, None, None, None).unwrap();
    assert_eq!((claim.types, claim.quantity, claim.lease_seconds), (None, 5, 300));
    let some = Claim::read(Some(vec![Some("a".into()), None]), None, None, None).unwrap();
    assert_eq!(some.types, Some(vec!["a".to_owned()]));
}

#[test]
fn bounds_are_inclusive() {
    let claim = |quantity, lease| Claim::read(None, Some(quantity), None, Some(lease));
    assert!(claim(1, 1).is_ok() && claim(1000, 86_400).is_ok());
    assert_eq!(claim(0, 1), Err(JobFault::BadQuantity(0)));
    assert_eq!(claim(1001, 1), Err(JobFault::BadQuantity(1001)));
    assert_eq!(claim(1, 0), Err(JobFault::BadLease(0)));
    assert_eq!(claim(1, 86_401), Err(JobFault::BadLease(86_401)));
    let longest = "ä".repeat(255);
    assert!(Claim::read(None, None, Some(&longest), None).is_ok());
    let fault = Claim::read(None, None, Some(&format!("{longest}ä")), None).unwrap_err();
    assert_eq!(fault, JobFault::TooLong { field: "worker", limit: 255, length: 256 });
}

#[test]
fn what_a_user_sends_is_bounded() {
    let job = |company_id, user_id| NewJob { company_id, user_id };
    let (longest, too_long) = ("x".repeat(255), "x".repeat(256));
    assert!(job(Some(&longest), Some(&longest)).check(bytes(1024 * 1024)).is_ok());
    assert!(job(None, None).check(bytes(0)).is_ok());
    for refused in [job(Some(&too_long), None), job(None, Some(&too_long))] {
        assert!(matches!(refused.check(bytes(0)), Err(JobFault::TooLong { length: 256, .. })));
    }
    let fault = job(None, None).check(bytes(1024 * 1024 + 1)).unwrap_err();
    assert_eq!(fault.to_string(), "payload exceeds 1048576 bytes");
}

#[test]
fn progress_is_an_object_or_nothing() {
    let object = "{}".to_owned();
    for accepted in [Field::Absent, Field::Null, Field::Object(&object)] {
        assert!(progress(&accepted, bytes(2)).is_ok());
    }
    let array = "[1]".to_owned();
    for refused in [Field::from_text(Some("x")), Field::Boolean(true), Field::Array(&array)] {
        assert!(matches!(progress(&refused, bytes(2)), Err(JobFault::NotObject("progress", _))));
    }
    let large = progress(&Field::Object(&object), bytes(16 * 1024 * 1024 + 1));
    let too_large = SizeFault::TooLarge {
        field: "progress",
        limit: 16 * 1024 * 1024,
        bytes: 16 * 1024 * 1024 + 1,
    };
    assert_eq!(large, Err(too_large.into()));
}

#[test]
fn an_artifact_has_a_name() {
    assert_eq!(artifact_type(Some("report"), bytes(9)), Ok("report"));
    for blank in [None, Some(""), Some(" \n")] {
        assert_eq!(artifact_type(blank, bytes(9)), Err(JobFault::Missing("artifact_type")));
    }
    let object = "{}".to_owned();
    let named =
        |names: &[&'static str]| artifacts(&Field::Object(&object), bytes(2), names.to_vec());
    assert!(named(&["result", "report"]).is_ok());
    assert_eq!(named(&["result", ""]), Err(JobFault::Missing("artifact_type")));
}

#[test]
fn a_failure_always_has_a_text() {
    assert_eq!(failure(Some(" boom\n")), "boom");
    for silent in [None, Some(""), Some("  ")] {
        assert_eq!(failure(silent), "failed without a reason");
    }
    assert_eq!(failure(Some(&"ä".repeat(10_001))).chars().count(), 10_000);
}

#[test]
fn every_fault_says_what_to_do() {
    for fault in [
        JobFault::Missing("run_id"),
        JobFault::Missing("job_id"),
        JobFault::Missing("artifact_type"),
        JobFault::NotObject("artifacts", "1".into()),
        JobFault::NotObject("progress", "1".into()),
        JobFault::BadQuantity(0),
        JobFault::BadLease(0),
    ] {
        assert!(!fault.hint().is_empty());
        assert_eq!(fault.detail().is_none(), matches!(fault, JobFault::Missing(_)), "{fault}");
    }
}
