//! What belongs to tables and is missing: the doctor sees each by its name.

use crate::doctor::{Case, INSTALL, case, seen};

const OBJECTS: &[Case] = &[
    case(
        "drop view public.v_enforcement_timeline",
        "views",
        "fail",
        "public.v_enforcement_timeline is missing",
        INSTALL,
    ),
    case(
        "drop function public.set_enforcement_stage(bigint, text, text, text)",
        "helpers",
        "fail",
        "public.set_enforcement_stage(bigint,text,text,text) is missing",
        INSTALL,
    ),
    case(
        "drop index public.enforcement_cases_judgment_id_idx",
        "indexes",
        "fail",
        "public.enforcement_cases_judgment_id_idx on public.enforcement_cases is missing",
        INSTALL,
    ),
    case(
        "drop trigger enforcement_cases_know_stage on public.enforcement_cases",
        "triggers",
        "fail",
        "enforcement_cases_know_stage on public.enforcement_cases is missing",
        INSTALL,
    ),
    case(
        "drop policy enforcement_documents_operator on public.enforcement_documents",
        "policies",
        "fail",
        "enforcement_documents_operator on public.enforcement_documents is missing",
        INSTALL,
    ),
    case(
        "drop policy judgments_owner on public.judgments",
        "policies",
        "fail",
        "judgments_owner on public.judgments is missing",
        INSTALL,
    ),
    case(
        "drop policy service_role_all on pgmq.q_enrich",
        "policies",
        "fail",
        "service_role_all on pgmq.q_enrich is missing",
        INSTALL,
    ),
    // Their policies are the application's own affair; ours is not.
    case(
        "alter table public.judgments owner to application;
         drop policy judgments_operator on public.judgments;
         grant all on public.judgments to dragonfly_owner;
         drop policy judgments_owner on public.judgments",
        "policies",
        "fail",
        "judgments_owner on public.judgments is missing",
        INSTALL,
    ),
];

const FOREIGN: &[Case] = &[
    case(
        "create schema dragonfly_legacy; create view dragonfly_legacy.v_x as select 1 as one",
        "legacy views",
        "warn",
        "dragonfly_legacy.v_x was set aside",
        "DROP SCHEMA dragonfly_legacy",
    ),
    case(
        "create function public.dequeue_job(kind text, n integer default 1) returns jsonb
         language sql as 'select null::jsonb'",
        "overloads",
        "fail",
        "public.dequeue_job(text,integer) is not ours",
        "CREATE SCHEMA dragonfly_legacy; ALTER FUNCTION public.dequeue_job(text,integer) SET SCHEMA dragonfly_legacy;",
    ),
    case(
        "drop view public.v_enforcement_timeline;
         create view public.v_enforcement_timeline as select 1 as one;
         create view public.v_mine as select * from public.v_enforcement_timeline",
        "own views",
        "warn",
        "public.v_enforcement_timeline is an application's own; ours was not made",
        INSTALL,
    ),
];

#[test]
fn views_and_functions_of_an_application_are_seen() {
    seen(FOREIGN);
}

#[test]
fn views_helpers_indexes_triggers_and_policies_that_are_missing_are_seen() {
    seen(OBJECTS);
}
