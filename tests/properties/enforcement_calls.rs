//! Every call on cases by everybody who may, one case from its opening to its end.

use std::sync::atomic::{AtomicU32, Ordering};

use postgres::Client;

use crate::roles;
use crate::support::{Db, refusal, text, texts};

pub const VIEWS: [&str; 6] = [
    "public.v_enforcement_overview",
    "public.v_enforcement_stage_totals",
    "public.v_enforcement_summary",
    "public.v_enforcement_recent",
    "public.v_enforcement_timeline",
    "public.v_enforcement_case_summary",
];

/// A judgment over that amount; its id.
#[track_caller]
pub fn judgment(db: &Db<'_>, amount: &str) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = format!("T-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    db.text(&format!(
        "insert into public.judgments (case_number, judgment_amount)
         values ('{number}', {amount}) returning id"
    ))
}

/// Opens a case as an operator; its id.
#[track_caller]
pub fn open(client: &mut Client, judgment: &str) -> String {
    text(client, &format!("select open_enforcement_case({judgment}, 'op')"))
}

/// All of the calls work, and views show what they did to those who may look.
#[track_caller]
pub fn everything_works(db: &Db<'_>) {
    works(db);
    open(&mut roles::session(db, "enforcement_operator"), &judgment(db, "50"));
    let mut client = roles::session(db, "service_role");
    for view in VIEWS {
        let rows: i64 = text(&mut client, &format!("select count(*) from {view}")).parse().unwrap();
        assert!(rows > 0, "{view} is empty");
    }
}

/// All of the calls work.
#[track_caller]
pub fn works(db: &Db<'_>) {
    let judgment = judgment(db, "1000");
    let mut client = roles::session(db, "enforcement_operator");
    let case = open(&mut client, &judgment);
    moves(&mut client, &case);
    acts(&mut client, &case);
    is_paid(&mut client, &case, &judgment);
    is_subpoenaed(&mut client, &case);
    let legacy =
        format!("select enforcement_stage from set_enforcement_stage({judgment}, 'levy_issued')");
    assert_eq!(text(&mut client, &legacy), "levy_issued");
    let close = format!("select close_enforcement_case('{case}', 'satisfied')->>'status'");
    assert_eq!(text(&mut client, &close), "satisfied");
    left_behind(db, &case, &judgment);
    refreshes(db);
    others_may_not(db, &judgment);
}

fn moves(client: &mut Client, case: &str) {
    let stage = format!(
        "select set_enforcement_stage('{{\"case_id\": \"{case}\", \"stage\": \"Bank_Levy\"}}')->>'stage'"
    );
    assert_eq!(text(client, &stage), "bank_levy");
    let back =
        format!("select set_enforcement_stage('{case}', 'asset_discovery', null, null, null)");
    assert_eq!(refusal(client.batch_execute(&back)).code, "23505");
    let event = format!(
        "select log_enforcement_event('{case}', 'bank_levy_filed', document_path => 'levy.pdf') is not null"
    );
    assert_eq!(text(client, &event), "t");
    let tier = format!("select set_tier_override('{case}', 'tier3', note => 'n')->>'tier'");
    assert_eq!(text(client, &tier), "tier3");
}

fn acts(client: &mut Client, case: &str) {
    for (status, created) in
        [("planned", "true"), ("served", "false"), ("completed", "false"), ("pending", "true")]
    {
        let sql = format!(
            "select queue_enforcement_action('{case}', 'marshal', '{status}', '{{\"a\": 1}}')->>'created'"
        );
        assert_eq!(text(client, &sql), created, "{status}");
    }
}

fn is_paid(client: &mut Client, case: &str, judgment: &str) {
    let pay = format!(
        "select record_enforcement_payment('{case}', 250.25, {judgment}, idempotency_key => 'k')->>'balance_due'"
    );
    assert_eq!(text(client, &pay), "749.75");
    assert_eq!(text(client, &pay), "749.75", "the same key is the same payment");
}

fn is_subpoenaed(client: &mut Client, case: &str) {
    let issue = format!(
        "select issue_subpoena('{case}', 'Bank', document_path => 's.pdf')->>'document_id' is not null"
    );
    assert_eq!(text(client, &issue), "t");
    for complied in ["false", "true"] {
        let answer = format!(
            "select record_subpoena_response('{case}', {complied})->>'event_id' is not null"
        );
        assert_eq!(text(client, &answer), "t");
    }
}

/// The columns, events, history and actions of the case that went through all of it.
fn left_behind(db: &Db<'_>, case: &str, judgment: &str) {
    let state = format!(
        "select concat_ws('|', status, current_stage, closed_at is not null, closure_reason, tier,
             tier_override, levy_status, current_balance::numeric(14,2), stage_floor,
             (select balance_due::numeric(14,2) from public.judgments where id = {judgment}))
         from public.enforcement_cases where id = '{case}'"
    );
    let expected = "closed|closed|t|satisfied|tier3|tier3|filed|749.75|6|749.75";
    assert_eq!(db.text(&state), expected);
    let events = format!(
        "select string_agg(event_kind::text, ' ' order by event_kind::text)
         from public.enforcement_events where case_id = '{case}'"
    );
    assert_eq!(
        db.text(&events),
        "action_updated action_updated bank_levy_filed case_stage_changed case_stage_changed \
         case_stage_changed payment_received subpoena_complied subpoena_issued"
    );
    let history = format!(
        "select count(*) || ' ' || count(enforcement_case_id) || ' ' || count(delta)
         from public.enforcement_history where judgment_id = {judgment}"
    );
    // open, stage, event, tier, payment, the older form, close
    assert_eq!(db.text(&history), "7 7 7");
    let actions = format!(
        "select string_agg(action_type || ' ' || status, ', ' order by action_type, status)
         from public.enforcement_actions where enforcement_case_id = '{case}'"
    );
    assert_eq!(db.text(&actions), "marshal cancelled, marshal completed, subpoena completed");
}

fn refreshes(db: &Db<'_>) {
    let mut service = roles::session(db, "service_role");
    service.batch_execute("select refresh_enforcement_metrics()").unwrap();
    let again = "select concat_ws(' ', answer->'tiers_changed', answer->'overrides_expired')
                 from refresh_enforcement_metrics() as answer";
    assert_eq!(text(&mut service, again), "0 0");
}

fn others_may_not(db: &Db<'_>, judgment: &str) {
    for role in ["anon", "authenticated"] {
        let mut client = roles::session(db, role);
        let calls = [
            format!("select open_enforcement_case({judgment}, 'x')"),
            format!("select * from set_enforcement_stage({judgment}, 'collected')"),
            "select refresh_enforcement_metrics()".to_owned(),
        ];
        for call in calls {
            assert_eq!(refusal(client.batch_execute(&call)).code, "42501", "{role}: {call}");
        }
    }
}

/// Rows of the lookup that are not the shipped ones.
pub fn own_stages(db: &Db<'_>) -> Vec<String> {
    texts(
        &mut db.connect(),
        "select stage from public.enforcement_stage_lookup where ordinal is null order by stage",
    )
}
