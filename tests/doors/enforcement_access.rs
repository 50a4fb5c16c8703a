//! Who may call the functions of enforcement, and who finds what in its tables and views.

use dragonfly_tests::Caller;
use serde_json::json;

use crate::enforcement_place::{CALLS, Office, SERVICE};
use crate::place::{operator_by_claim, refusal};

const AUTHENTICATED: Caller = Caller::Role("authenticated");
const OPERATOR: Caller = Caller::Role("enforcement_operator");

const RELATIONS: [&str; 14] = [
    "judgments",
    "enforcement_cases",
    "enforcement_events",
    "enforcement_history",
    "enforcement_actions",
    "enforcement_documents",
    "enforcement_stage_lookup",
    "enforcement_tier_lookup",
    "v_enforcement_overview",
    "v_enforcement_stage_totals",
    "v_enforcement_summary",
    "v_enforcement_recent",
    "v_enforcement_timeline",
    "v_enforcement_case_summary",
];

#[test]
fn callers_without_the_rank_get_401_and_403() {
    let office = Office::open("enforcement_refused");
    let before = office.state();
    let mut bodies: Vec<_> = CALLS
        .iter()
        .flat_map(|call| {
            let wrapped = format!("{{\"payload\": {}}}", call.least());
            [call.least(), call.full(), wrapped, "{}".to_owned()].map(|body| (call.function, body))
        })
        .collect();
    for (function, body) in [
        ("set_tier_override", r#"{"case_id": "CASE", "tier": "tier1"}"#),
        ("set_enforcement_stage", r#"{"_judgment_id": 101, "_new_stage": "collected"}"#),
        ("refresh_enforcement_metrics", "{}"),
    ] {
        bodies.push((function, body.to_owned()));
    }
    let user_metadata = Caller::Claims(json!({
        "role": "authenticated", "user_metadata": {"role": "enforcement_operator"},
    }));
    for (function, body) in bodies {
        for (caller, status) in
            [(Caller::Anon, 401), (AUTHENTICATED, 403), (user_metadata.clone(), 403)]
        {
            let said = refusal(&office.post_as(caller, function, &body));
            assert_eq!((said.status, said.code.as_str()), (status, "42501"), "{function} {body}");
        }
    }
    assert_eq!(office.state(), before);
}

#[test]
fn operators_by_role_and_by_claim_are_served() {
    for (database, caller) in [
        ("enforcement_by_role", OPERATOR),
        ("enforcement_by_claim", operator_by_claim()),
        ("enforcement_by_service", SERVICE),
    ] {
        let office = Office::open(database);
        for call in &CALLS {
            let answer = office.post_as(caller.clone(), call.function, &call.full());
            let nothing_to_answer =
                call.function == "record_subpoena_response" && answer.status == 404;
            assert!(answer.status == 200 || nothing_to_answer, "{} {}", call.function, answer.body);
            if call.function == "issue_subpoena" {
                let body = r#"{"case_id": "CASE", "complied": true}"#;
                let answer = office.post_as(caller.clone(), "record_subpoena_response", body);
                assert_eq!(answer.status, 200, "{}", answer.body);
            }
        }
    }
}

#[test]
fn the_actor_is_the_one_named_else_the_subject_else_the_role() {
    let office = Office::open("enforcement_actors");
    let log = |caller, actor: &str| {
        let body = format!(
            r#"{{"case_id": "CASE", "event_kind": "asset_search_requested", "actor": {actor}}}"#
        );
        let answer = office.post_as(caller, "log_enforcement_event", &body);
        let id = answer.json().as_str().unwrap().to_owned();
        let sql =
            format!("select metadata ->> 'actor' from public.enforcement_events where id = '{id}'");
        office.value(&sql)
    };
    assert_eq!(log(operator_by_claim(), "\"anna\""), "anna");
    assert_eq!(log(operator_by_claim(), "null"), "7");
    assert_eq!(log(OPERATOR, "null"), "enforcement_operator");
    assert_eq!(log(SERVICE, "\"  \""), "service_role");
}

#[test]
fn tables_and_views_show_each_caller_its_own() {
    let office = Office::open("enforcement_reading");
    let issue = r#"{"case_id": "CASE", "target": "Bank", "document_path": "s.pdf"}"#;
    office.answer("issue_subpoena", issue);
    for relation in RELATIONS {
        let path = format!("/{relation}");
        let read = |caller| office.door.rest.get(&path, caller);
        assert_eq!(read(Caller::Anon).status, 401, "{relation}");
        let plain = read(AUTHENTICATED);
        assert_eq!((plain.status, plain.body.as_str()), (200, "[]"), "{relation}");
        let all = read(SERVICE).json();
        assert!(all.as_array().is_some_and(|rows| !rows.is_empty()), "{relation} {all}");
        for operator in [OPERATOR, operator_by_claim()] {
            assert_eq!(read(operator).json(), all, "{relation}");
        }
    }
}

#[test]
fn only_service_role_writes_tables() {
    let office = Office::open("enforcement_writing");
    let row = r#"{"judgment_id": 102, "status": "open"}"#;
    let insert = |caller| office.door.rest.request("POST", "/enforcement_cases", caller, &[], row);
    for (caller, status) in
        [(Caller::Anon, 401), (AUTHENTICATED, 403), (OPERATOR, 403), (operator_by_claim(), 403)]
    {
        assert_eq!(insert(caller).status, status);
    }
    assert_eq!(insert(SERVICE).status, 201);
    let change = |caller| {
        let path = "/enforcement_cases?judgment_id=eq.102";
        office.door.rest.request("PATCH", path, caller, &[], r#"{"status": "closed"}"#).status
    };
    assert_eq!((change(OPERATOR), change(SERVICE)), (403, 204));
    let closed =
        "select closed_at is not null from public.enforcement_cases where judgment_id = 102";
    assert_eq!(office.value(closed), true);
}

#[test]
fn the_older_form_is_open_to_anon_only_where_the_setting_says_so() {
    let office = Office::open("enforcement_anon");
    let body =
        r#"{"_judgment_id": 101, "_new_stage": "collected", "_note": null, "_changed_by": null}"#;
    assert_eq!(office.post_as(Caller::Anon, "set_enforcement_stage", body).status, 401);
    let on = "alter database enforcement_anon set dragonfly_queue.anon_may_set_stage = on";
    office.door.client().batch_execute(on).unwrap();
    // New connections have it.
    let rest = dragonfly_tests::Rest::start(crate::place::cluster(), "enforcement_anon");
    let answer = rest.rpc("set_enforcement_stage", Caller::Anon, body);
    assert_eq!((answer.status, &answer.json()["enforcement_stage"]), (200, &json!("collected")));
    assert_eq!(rest.rpc("set_enforcement_stage", AUTHENTICATED, body).status, 403);
    let of_case = format!(r#"{{"payload": {{"case_id": "{}", "stage": "marshal"}}}}"#, office.case);
    assert_eq!(rest.rpc("set_enforcement_stage", Caller::Anon, &of_case).status, 401);
    let by = "select changed_by from public.enforcement_history order by id desc limit 1";
    assert_eq!(office.value(by), "anon");
}

const TENANTS: &str = "
update public.judgments set metadata = '{\"tenant\": \"b\"}' where id = 104;
update public.judgments set metadata = '{\"tenant\": \"a\"}' where id <> 104;
create policy tenants on public.enforcement_cases as restrictive to public using (
    current_setting('role') in ('none', 'service_role')
    or exists (select from public.judgments as judgment where judgment.id = judgment_id
        and judgment.metadata ->> 'tenant' =
            nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'tenant'))";

#[test]
fn another_tenants_case_is_not_there() {
    let office = Office::open("enforcement_tenants");
    let other = office.open_case(104);
    for case in [&office.case, &other] {
        let body = json!({"case_id": case, "target": "Bank", "document_path": "s.pdf"}).to_string();
        office.answer("issue_subpoena", &body);
    }
    office.door.client().batch_execute(TENANTS).unwrap();
    let tenant = Caller::Claims(json!({"role": "enforcement_operator", "tenant": "a"}));
    let before = office.state();
    for call in CALLS.iter().filter(|call| call.required[0].0 == "case_id") {
        let body = call.full().replace("CASE", &other);
        let answer = office.post_as(tenant.clone(), call.function, &body);
        assert_eq!(answer.status, 404, "{} {}", call.function, answer.body);
    }
    assert_eq!(office.state(), before);
    for relation in ["enforcement_cases", "enforcement_documents", "v_enforcement_timeline"] {
        let rows = office.door.rest.get(&format!("/{relation}"), tenant.clone()).body;
        assert!(rows.contains(&office.case) && !rows.contains(&other), "{relation} {rows}");
    }
    let overview = office.door.rest.get("/v_enforcement_overview", tenant.clone()).body;
    assert!(!overview.contains(&other), "{overview}");
    assert_eq!(office.answer("refresh_enforcement_metrics", "{}")["cases_examined"], 2);
    let mine =
        r#"{"case_id": "CASE", "stage": "marshal", "actor": null, "note": null, "metadata": null}"#;
    assert_eq!(office.post_as(tenant, "set_enforcement_stage", mine).status, 200);
}
