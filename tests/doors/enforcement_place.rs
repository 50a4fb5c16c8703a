//! A database with judgments and cases, and what a test asks of it.

use dragonfly_tests::{Answer, Caller};
use serde_json::{Value, json};

use crate::place::Door;

/// Whoever may do everything.
pub const SERVICE: Caller = Caller::Role("service_role");

/// A plaintiff that has judgments 101 and 104.
pub const PLAINTIFF: &str = "aaaaaaaa-0000-4000-8000-000000000001";

const ROWS: &str = "
insert into public.plaintiffs (id, name) values ('aaaaaaaa-0000-4000-8000-000000000001', 'Acme');
insert into public.judgments (id, case_number, plaintiff_id, judgment_amount) values
(101, 'J-101', 'aaaaaaaa-0000-4000-8000-000000000001', 1200.50), (102, 'J-102', null, 60000),
(103, 'J-103', null, null), (104, 'J-104', 'aaaaaaaa-0000-4000-8000-000000000001', 100)";

/// Every table that a function of enforcement may write, row by row.
const STATE: &str = "
select pg_catalog.md5(pg_catalog.string_agg(line, ',' order by line)) from (
    select its::text as line from public.judgments as its union all
    select its::text from public.enforcement_cases as its union all
    select its::text from public.enforcement_events as its union all
    select its::text from public.enforcement_history as its union all
    select its::text from public.enforcement_actions as its union all
    select its::text from public.enforcement_documents as its union all
    select its::text from public.enforcement_stage_lookup as its union all
    select its::text from public.plaintiff_tasks as its) as lines";

/// A database with judgments, of which 101 has an open case.
pub struct Office {
    /// Database and `PostgREST`.
    pub door: Door,
    /// The case of judgment 101.
    pub case: String,
}

impl Office {
    /// A new database of that name.
    pub fn open(database: &'static str) -> Self {
        let door = Door::open(database);
        door.client().batch_execute(ROWS).unwrap();
        let case = open_case(&door, 101);
        Self { door, case }
    }

    /// Opens a case.
    pub fn open_case(&self, judgment: i64) -> String {
        open_case(&self.door, judgment)
    }

    /// POST as `service_role`; `CASE` in the body stands for the case.
    pub fn post(&self, function: &str, body: &str) -> Answer {
        self.post_as(SERVICE, function, body)
    }

    /// POST as `caller`.
    pub fn post_as(&self, caller: Caller, function: &str, body: &str) -> Answer {
        self.door.call(function, caller, &body.replace("CASE", &self.case))
    }

    /// The JSON of an answer that must be 200.
    #[track_caller]
    pub fn answer(&self, function: &str, body: &str) -> Value {
        let answer = self.post(function, body);
        assert_eq!(answer.status, 200, "{function} {body}: {}", answer.body);
        answer.json()
    }

    /// Changes whenever a row of any of the tables does.
    pub fn state(&self) -> String {
        self.door.client().query_one(STATE, &[]).unwrap().get(0)
    }

    /// The one value of a query, as JSON.
    pub fn value(&self, sql: &str) -> Value {
        let sql = format!("select to_jsonb(({}))", sql.replace("CASE", &self.case));
        self.door.client().query_one(&sql, &[]).unwrap().get::<_, Option<Value>>(0).into()
    }
}

fn open_case(door: &Door, judgment: i64) -> String {
    let body = json!({"judgment_id": judgment, "created_by": "set-up"}).to_string();
    let answer = door.call("open_enforcement_case", SERVICE, &body);
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json().as_str().unwrap().to_owned()
}

/// A function, its smallest flat body, and its flat body with every option; `CASE` is the case.
pub struct Call {
    /// Its name.
    pub function: &'static str,
    /// What must be sent.
    pub required: &'static [(&'static str, &'static str)],
    /// What may be: a name and a value.
    pub optional: &'static [(&'static str, &'static str)],
}

/// The eight functions of the contract. The optional fields of `set_enforcement_stage`, `override` aside,
/// must be sent to its flat door, null where they are not set.
pub const CALLS: [Call; 8] = [
    Call {
        function: "open_enforcement_case",
        required: &[("judgment_id", "104"), ("created_by", "\"anna\"")],
        optional: &[
            ("plaintiff_id", "\"aaaaaaaa-0000-4000-8000-000000000001\""),
            ("tier", "\"tier1\""),
            ("collectability_score", "82.50"),
            ("notes", "\"by hand\""),
        ],
    },
    Call {
        function: "set_enforcement_stage",
        required: &[
            ("case_id", "\"CASE\""),
            ("stage", "\"marshal\""),
            ("actor", "null"),
            ("note", "null"),
            ("metadata", "null"),
        ],
        optional: &[("override", "true")],
    },
    Call {
        function: "log_enforcement_event",
        required: &[("case_id", "\"CASE\""), ("event_kind", "\"marshal_assigned\"")],
        optional: &[
            ("payload", "{\"case_id\": \"CASE\", \"event_kind\": \"marshal_result\", \"n\": 1.10}"),
            ("document_path", "\"d.pdf\""),
            ("related_task_id", "null"),
            ("actor", "\"anna\""),
            ("note", "\"x\""),
        ],
    },
    Call {
        function: "queue_enforcement_action",
        required: &[("case_id", "\"CASE\""), ("action_type", "\"marshal\"")],
        optional: &[
            ("status", "\"pending\""),
            ("metadata", "{\"case_id\": \"CASE\", \"action_type\": \"bank_levy\"}"),
            ("actor", "\"anna\""),
            ("status_reason", "\"x\""),
        ],
    },
    Call {
        function: "record_enforcement_payment",
        required: &[("case_id", "\"CASE\""), ("amount", "10.10")],
        optional: &[
            ("judgment_id", "101"),
            ("received_at", "\"2026-01-02T03:04:05Z\""),
            ("source", "\"cash\""),
            ("document_path", "\"r.pdf\""),
            ("actor", "\"anna\""),
            ("allow_overpayment", "true"),
            ("idempotency_key", "\"k\""),
        ],
    },
    Call {
        function: "issue_subpoena",
        required: &[
            ("case_id", "\"CASE\""),
            ("target", "\"Bank\""),
            ("document_path", "\"s.pdf\""),
        ],
        optional: &[
            ("due_date", "\"2031-01-31\""),
            ("documents_requested", "[\"statements\"]"),
            ("actor", "\"anna\""),
        ],
    },
    Call {
        function: "record_subpoena_response",
        required: &[("case_id", "\"CASE\""), ("complied", "false")],
        optional: &[
            ("action_id", "null"),
            ("note", "\"x\""),
            ("document_path", "\"a.pdf\""),
            ("actor", "\"anna\""),
        ],
    },
    Call {
        function: "close_enforcement_case",
        required: &[("case_id", "\"CASE\""), ("status", "\"withdrawn\"")],
        optional: &[("note", "\"done\""), ("closed_by", "\"anna\"")],
    },
];

impl Call {
    /// Only what must be sent.
    pub fn least(&self) -> String {
        body(self.required.iter().copied())
    }

    /// Every option with an explicit null.
    pub fn with_nulls(&self) -> String {
        let optional = self.optional.iter().map(|(name, _)| (*name, "null"));
        body(self.required.iter().copied().chain(optional))
    }

    /// Every option set.
    pub fn full(&self) -> String {
        body(self.required.iter().chain(self.optional).copied())
    }

    /// Every body that differs from the full and the smallest one by one name.
    pub fn misspelled(&self) -> Vec<String> {
        let full: Vec<_> = self.required.iter().chain(self.optional).copied().collect();
        let mut bodies = vec![body(full.iter().copied().chain([("extra", "1")]))];
        for fields in [&full[..], self.required] {
            for wrong in 0..fields.len() {
                let misspelled = format!("{}_", fields[wrong].0);
                let names = fields.iter().enumerate().map(|(place, (name, value))| {
                    (if place == wrong { misspelled.as_str() } else { *name }, *value)
                });
                bodies.push(body(names));
            }
        }
        bodies
    }
}

fn body<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let fields: Vec<_> = fields.map(|(name, value)| format!("\"{name}\": {value}")).collect();
    format!("{{{}}}", fields.join(", "))
}
