//! Above READ COMMITTED a wait for a lock would be 40001, which PostgREST repeats without end: every
//! function that locks refuses such a transaction before it has done anything.

use postgres::IsolationLevel;

use crate::support::cases::{ask, one_case, refusal};

const LEVELS: [IsolationLevel; 2] = [IsolationLevel::RepeatableRead, IsolationLevel::Serializable];

#[test]
fn above_read_committed_every_call_is_refused() {
    let (place, case) = one_case("1000");
    let calls = [
        "open_enforcement_case(1, 'test')".to_owned(),
        format!("close_enforcement_case('{case}', 'withdrawn')"),
        format!("set_enforcement_stage('{case}', 'marshal', 'test', null, null)"),
        format!("log_enforcement_event('{case}', 'marshal_attempted')"),
        format!("queue_enforcement_action('{case}', 'marshal')"),
        format!("record_enforcement_payment('{case}', 1)"),
        format!("issue_subpoena('{case}', 'Bank', document_path => 's.pdf')"),
        format!("record_subpoena_response('{case}', true)"),
        format!("set_tier_override('{case}', 'tier0')"),
        "set_enforcement_stage(1, 'payment_plan')".to_owned(),
        "refresh_enforcement_metrics()".to_owned(),
    ];
    let mut client = place.connect();
    for (level, call) in
        LEVELS.into_iter().flat_map(|level| calls.iter().map(move |it| (level, it)))
    {
        let mut transaction = client.build_transaction().isolation_level(level).start().unwrap();
        let (code, message, _) = refusal(ask(&mut transaction, call));
        assert_eq!((code.as_str(), message.as_str()), ("P0001", "needs READ COMMITTED"), "{call}");
    }
    assert_eq!(place.number("select count(*) from enforcement_history"), 1);
}
