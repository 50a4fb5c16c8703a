//! What `PostgREST` makes of the tables and views: embedding, ordering, filters.

use serde_json::{Value, json};

use crate::enforcement_place::{Office, SERVICE};

fn get(office: &Office, path: &str) -> Value {
    let answer = office.door.rest.get(&path.replace("CASE", &office.case), SERVICE);
    assert_eq!(answer.status, 200, "{path} {}", answer.body);
    answer.json()
}

#[test]
fn the_history_embeds_its_judgment_and_the_case_its_children() {
    let office = Office::open("enforcement_embedding");
    let issue = r#"{"case_id": "CASE", "target": "Bank", "document_path": "s.pdf"}"#;
    office.answer("issue_subpoena", issue);
    let history = get(&office, "/enforcement_history?select=stage,judgments(case_number)");
    assert_eq!(
        history,
        json!([{"stage": "pre_enforcement", "judgments": {"case_number": "J-101"}}])
    );
    let of_judgment =
        get(&office, "/judgments?id=eq.101&select=id,enforcement_history(changed_by)");
    assert_eq!(
        of_judgment,
        json!([{"id": 101, "enforcement_history": [{"changed_by": "set-up"}]}])
    );
    let case = get(
        &office,
        "/enforcement_cases?select=judgments(id),enforcement_stage_lookup(ordinal),\
         enforcement_events(event_kind),enforcement_actions(status),enforcement_documents(doc_kind)\
         &enforcement_events.order=event_kind",
    );
    assert_eq!(
        case,
        json!([{
            "judgments": {"id": 101},
            "enforcement_stage_lookup": {"ordinal": 0},
            "enforcement_events": [
                {"event_kind": "subpoena_issued"}, {"event_kind": "case_stage_changed"},
            ],
            "enforcement_actions": [{"status": "pending"}],
            "enforcement_documents": [{"doc_kind": "subpoena"}],
        }])
    );
}

#[test]
fn views_are_ordered_and_filtered() {
    let office = Office::open("enforcement_view_queries");
    office.open_case(102);
    let recent = get(&office, "/v_enforcement_recent?select=judgment_id&limit=2");
    assert_eq!(recent, json!([{"judgment_id": 104}, {"judgment_id": 103}]));
    let open = get(
        &office,
        "/v_enforcement_overview?select=judgment_id,tier,days_in_stage,sla_breached\
         &current_stage=eq.pre_enforcement&tier=eq.tier3",
    );
    assert_eq!(
        open,
        json!([{"judgment_id": 102, "tier": "tier3", "days_in_stage": 0, "sla_breached": false}])
    );
}

#[test]
fn views_sum_up() {
    let office = Office::open("enforcement_view_sums");
    office.open_case(102);
    let totals =
        get(&office, "/v_enforcement_summary?select=tier,case_count&is_total=is.true&order=tier");
    assert_eq!(
        totals,
        json!([{"tier": "tier0", "case_count": 1}, {"tier": "tier3", "case_count": 1}])
    );
    let judgments = get(&office, "/v_enforcement_stage_totals");
    assert_eq!(
        judgments,
        json!([{
            "enforcement_stage": "pre_enforcement", "collectability_tier": null,
            "case_count": 4, "total_judgment_amount": 61300.50,
        }])
    );
    let timeline =
        get(&office, "/v_enforcement_timeline?case_id=eq.CASE&select=item_kind&order=item_kind");
    assert_eq!(timeline, json!([{"item_kind": "event"}, {"item_kind": "history"}]));
    let summary = get(
        &office,
        "/v_enforcement_case_summary?select=judgment_id,latest_event_type&order=judgment_id",
    );
    assert_eq!(
        summary,
        json!([
            {"judgment_id": 101, "latest_event_type": "case_stage_changed"},
            {"judgment_id": 102, "latest_event_type": "case_stage_changed"},
        ])
    );
}
