//! The functions of the catalogue that take JSON, and plausible values for what else they take.

use std::collections::BTreeSet;

use crate::support::Db;

/// What a call may find: ids of a case, of a run, of a stage and of a message in their workers' hands.
pub const PLACE: &str = r#"
create table bombs.place (name text primary key, value text);
create function bombs.at(wanted text) returns text language sql stable
    as $$ select value from bombs.place where name = wanted $$;
create function bombs.renew() returns void language plpgsql as $$
declare
    judgment_id bigint; free_judgment_id bigint; court_case_id uuid; case_id uuid; made uuid; run uuid; content_id uuid; content_message bigint;
    key text := gen_random_uuid(); message bigint; worker uuid := '00000000-0000-4000-8000-000000000001';
begin
    insert into judgments (case_number, judgment_amount) values (key, 1000) returning id into judgment_id;
    case_id := open_enforcement_case(judgment_id, 'op');
    insert into judgments (case_number, judgment_amount) values (key || ' free', 1000) returning id into free_judgment_id;
    court_case_id := insert_or_get_case_with_entities(
        jsonb_build_object('case', jsonb_build_object('case_number', key))) ->> 'case_id';
    made := create_job('tech_rfp_report', '{"package_id": "p"}');
    select claimed.run_id into run from claim_jobs(quantity => 1000) as claimed
    where claimed.job_id = made;
    content_id := create_content_job('article', 'a@example.org', '{}');
    select taken.msg_id into content_message from dequeue_stage_batch('content', 600, 100) as taken
    where taken.message ->> 'job_id' = content_id::text;
    perform start_stage(content_id, 'research');
    perform workers.enqueue('ingest_raw', jsonb_build_object('org_id', gen_random_uuid(), 'idempotency_key', key,
        'entity_type', 'b', 'entity_id', 'b', 'payload', '{}'::jsonb));
    select taken.msg_id into message from workers.poll('ingest_raw', worker, 100) as taken
    where taken.envelope ->> 'idempotency_key' = key;
    truncate bombs.place;
    insert into bombs.place values ('judgment', free_judgment_id), ('court case', court_case_id), ('case', case_id), ('run', run), ('job', content_id),
        ('stage message', content_message), ('key', key), ('message', message), ('worker', worker);
    if exists (select from bombs.place where value is null) then
        raise exception 'no %', (select string_agg(name, ', ') from bombs.place where value is null);
    end if;
end $$;
"#;

/// Values for arguments of these names, in functions of these names where those differ; NULL for the others.
const VALUES: &[(&str, &str)] = &[
    ("action_type", "'garnishment'"),
    ("artifact_type", "'result'"),
    ("case_id", "bombs.at('case')::uuid"),
    ("created_by", "'op'"),
    ("delay_seconds", "0"),
    ("err", "'it broke'"),
    ("event_kind", "'asset_search_requested'"),
    ("heartbeat.status", "'healthy'"),
    ("host", "'h'"),
    ("hostname", "'h'"),
    ("idempotency_key", "gen_random_uuid()::text"),
    ("judgment_id", "bombs.at('judgment')::bigint"),
    ("key", "bombs.at('key')"),
    ("kind", "'enrich'"),
    ("msg", "bombs.at('message')::bigint"),
    ("msg_id", "bombs.at('message')::bigint"),
    ("msg_ids", "array[bombs.at('message')::bigint]"),
    ("p_case_id", "bombs.at('court case')::uuid"),
    ("p_failure_reason", "'it broke'"),
    ("p_job_id", "bombs.at('job')::uuid"),
    ("p_job_type", "'article'"),
    ("p_metric_type", "'tokens'"),
    ("p_metric_value", "1.5"),
    ("p_msg_id", "bombs.at('stage message')::bigint"),
    ("p_queue", "'content'"),
    ("p_stage", "'research'"),
    ("p_worker_endpoint", "'https://example.org/research'"),
    ("pid", "7"),
    ("queue", "'ingest_raw'"),
    ("run_at", "now()"),
    ("run_id", "bombs.at('run')::uuid"),
    ("stage", "'bank_levy'"),
    ("status", "'pending'"),
    ("type", "'tech_rfp_report'"),
    ("upsert_heartbeat.status", "'healthy'"),
    ("version", "'1.0'"),
    ("worker", "bombs.at('worker')::uuid"),
    ("worker_id", "bombs.at('worker')::uuid"),
    ("worker_status", "'healthy'::workers.worker_status"),
];

const ENVELOPE: [&str; 6] = [
    r#"{"org_id": "770e8400-e29b-41d4-a716-446655440002", "idempotency_key": "k", "entity_type": "b", "entity_id": "b", "payload": %}"#,
    r#"{"org_id": %}"#,
    r#"{"org_id": "770e8400-e29b-41d4-a716-446655440002", "idempotency_key": %}"#,
    r#"{"entity_type": %, "entity_id": "b"}"#,
    r#"{"entity_id": %}"#,
    r#"{"unknown": %}"#,
];

/// Bodies of functions that have no other form; % is where the bomb goes.
const BODIES: [(&str, &[&str]); 7] = [
    ("enqueue", &ENVELOPE),
    ("validate_envelope", &ENVELOPE),
    (
        "queue_jobs",
        &[
            r#"[{"kind": "enrich", "idempotency_key": "k", "payload": {"a": %}}]"#,
            r#"[{"kind": "enrich", "idempotency_key": "k", "payload": %}]"#,
            r#"[{"kind": "enrich", "idempotency_key": %}]"#,
            r#"[{"kind": %}]"#,
            r#"[{"kind": "enrich", "idempotency_key": "k", "run_at": %}]"#,
            r#"[{"kind": "enrich", "idempotency_key": "k", "delay_seconds": %}]"#,
        ],
    ),
    (
        "create_job",
        &[r#"{"package_id": %}"#, r#"{"package_id": "p", "metadata": {"rfp_variant": %}}"#],
    ),
    (
        "insert_or_get_entity",
        &[r#"{"case_id": %}"#, r#"{"case_id": "00000000-0000-4000-8000-000000000001", "name": %}"#],
    ),
    (
        "insert_or_get_case_with_entities",
        &[
            r#"{"case": %}"#,
            r#"{"case": {"case_number": %}}"#,
            r#"{"case": {"case_number": "1", "amount_awarded": %}}"#,
            r#"{"case": {"case_number": "1"}, "entities": %}"#,
            r#"{"case": {"case_number": "1"}, "entities": [{"name": "A", "address": %}]}"#,
        ],
    ),
    (
        "upsert_enrichment_bundle",
        &[
            r#"{"case_id": %}"#,
            r#"{"case_id": "00000000-0000-4000-8000-000000000001", "contacts": %}"#,
            r#"{"case_id": "00000000-0000-4000-8000-000000000001", "contacts": [%]}"#,
            r#"{"case_id": "00000000-0000-4000-8000-000000000001", "assets": [{"asset_type": "vehicle", "meta_json": %}]}"#,
        ],
    ),
];

/// A function of the extension.
pub struct Function {
    pub schema: String,
    pub name: String,
    /// Names and types.
    pub arguments: Vec<(String, String)>,
}

impl Function {
    /// Those of the extension that take one of these types.
    pub fn taking(db: &Db<'_>, types: &[&str]) -> Vec<Self> {
        let sql = "
            select pronamespace::regnamespace::text, proname::text,
                   array(select coalesce(proargnames[place], '') from generate_series(1, pronargs) as place
                         order by place),
                   array(select format_type(type, null) from unnest(proargtypes) with ordinality as it (type, place)
                         order by place)
            from pg_proc join pg_depend on objid = pg_proc.oid and classid = 'pg_proc'::regclass and deptype = 'e'
            join pg_extension on pg_extension.oid = refobjid and extname = 'dragonfly_queue'
            where refclassid = 'pg_extension'::regclass
              and proargtypes::oid[] && $1::text[]::regtype[]::oid[]
            order by pg_proc.oid::regprocedure::text";
        let read = |row: postgres::Row| {
            let (names, types): (Vec<String>, Vec<String>) = (row.get(2), row.get(3));
            let arguments = names.into_iter().zip(types).collect();
            Self { schema: row.get(0), name: row.get(1), arguments }
        };
        db.connect().query(sql, &[&types]).unwrap().into_iter().map(read).collect()
    }

    /// The places of its arguments of these types.
    pub fn doors(&self, types: &[&str]) -> Vec<usize> {
        let fits = |place: &usize| types.contains(&self.arguments[*place].1.as_str());
        (0..self.arguments.len()).filter(fits).collect()
    }

    /// A call with `value` in one place and plausible values in the others.
    pub fn call(&self, door: usize, value: &str) -> String {
        let argument = |(place, (name, type_name)): (usize, &(String, String))| {
            let plain =
                plausible(&self.name, name).map_or_else(|| "null".to_owned(), str::to_owned);
            let value = if place == door { value.to_owned() } else { plain };
            if type_name == "anyenum" { value } else { format!("({value})::{type_name}") }
        };
        let arguments: Vec<_> = self.arguments.iter().enumerate().map(argument).collect();
        format!("select {}.{}({})", self.schema, self.name, arguments.join(", "))
    }
}

/// Bodies of a function that carry `bomb`, a JSON text, in one field each, with plausible values in the others.
/// Where the first argument is the whole request, its fields are the arguments of the function's other forms.
pub fn bodies(functions: &[Function], function: &Function, bomb: &str) -> Vec<String> {
    let name = function.name.as_str();
    let forms = functions.iter().filter(|form| form.name == name && form.schema == function.schema);
    let fields = forms.flat_map(|form| &form.arguments).map(|(field, _)| field.as_str());
    let mut fields: BTreeSet<&str> = fields.filter(|field| !field.is_empty()).collect();
    if !function.arguments[0].1.starts_with("json") {
        fields.clear();
    }
    let known: Vec<_> =
        fields.iter().filter_map(|field| Some((*field, plausible(name, field)?))).collect();
    let body = |wanted: &&str| {
        let others = known.iter().filter(|(field, _)| field != wanted);
        let others: Vec<_> = others.map(|(field, value)| format!("'{field}', {value}")).collect();
        let beginning = match others.as_slice() {
            [] => "'{'".to_owned(),
            others => {
                format!("rtrim(jsonb_build_object({})::text, '}}') || ', '", others.join(", "))
            }
        };
        format!("concat({beginning}, '\"{wanted}\": ', {bomb}, '}}')")
    };
    fields.iter().map(body).chain(bodies_by_hand(name, bomb)).collect()
}

fn bodies_by_hand(name: &str, bomb: &str) -> Vec<String> {
    let of =
        BODIES.iter().filter(|(function, _)| *function == name).flat_map(|(_, bodies)| *bodies);
    of.map(|body| format!("replace('{body}', '%', {bomb})")).collect()
}

fn plausible(function: &str, argument: &str) -> Option<&'static str> {
    let of = |name: &str| VALUES.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    of(&format!("{function}.{argument}")).or_else(|| of(argument))
}
