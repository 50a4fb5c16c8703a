//! `dragonfly doctor` and PostgREST, a real one and one that is not well

use dragonfly_tests::Caller;

use crate::dragonfly::{Database, Run};
use crate::stub::{Reply, Stub};

const KEY: &str = "s3cret-key";

/// The doctor with a PostgREST of our own, whose answer to the root is fine unless it is given.
fn doctor(database: &Database, stub: &Stub, more: &[&str]) -> Run {
    let mut arguments = vec!["doctor", "--rest-url", &stub.url, "--api-key", KEY];
    arguments.extend(more);
    let run = database.operator().run(&arguments);
    assert!(!run.all().contains(KEY), "{run:?}");
    run
}

/// Fine at the root, and this for functions.
fn answers_rpc(status: u16, body: &'static str) -> Stub {
    Stub::start(move |asked, _| {
        if asked.path == "/" { Reply::Status(200, "{}") } else { Reply::Status(status, body) }
    })
}

#[test]
fn a_real_postgrest_passes_and_nothing_is_queued_without_ping() {
    let mut database = Database::new();
    let rest = database.rest();
    let key = rest.token(Caller::Role("service_role")).unwrap();
    let operator = database.operator().variable("SUPABASE_SERVICE_ROLE_KEY", &key);
    let said = operator.run(&["doctor", "--rest-url", &rest.url]).ok();
    assert!(said.contains("[PASS] PostgREST: it answers"), "{said}");
    assert!(said.contains("[PASS] queue_job over HTTP: it is visible and callable"), "{said}");
    assert_eq!(database.depth("enrich"), 0);
    let said = operator.run(&["doctor", "--ping", "--rest-url", &rest.url]).ok();
    assert!(said.contains("[PASS] ping: job doctor:ping is message 1 of enrich"), "{said}");
    assert_eq!(database.depth("enrich"), 1);
}

#[test]
fn a_function_that_postgrest_does_not_see_is_no_network_trouble() {
    let mut database = Database::new();
    let rest = database.rest();
    let key = rest.token(Caller::Role("service_role")).unwrap();
    database.execute(
        "do $$ declare f regprocedure; begin
           for f in select oid::regprocedure from pg_proc where proname = 'queue_job' loop
             execute format('alter extension dragonfly_queue drop function %s', f);
             execute format('drop function %s', f);
           end loop;
         end $$",
    );
    rest.reload();
    let arguments = ["doctor", "--rest-url", &rest.url, "--api-key", &key];
    let said = database.operator().run(&arguments);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.stdout.contains("[PASS] PostgREST: it answers"), "{said:?}");
    assert!(said.stdout.contains("[FAIL] queue_job over HTTP: it answers 404"), "{said:?}");
    assert!(said.stdout.contains("NOTIFY pgrst, 'reload schema'"), "{said:?}");
}

#[test]
fn the_project_s_url_is_enough_and_its_path_is_supabase_s() {
    let database = Database::new();
    let said = "{\"code\":\"P0001\",\"message\":\"queue_job: missing kind in payload\"}";
    let stub = Stub::start(move |asked, _| match asked.path.as_str() {
        "/rest/v1/" => Reply::Status(200, "{}"),
        "/rest/v1/rpc/queue_job" => Reply::Status(400, said),
        "/rest/v1/rpc/queue_job_status?kind=enrich&idempotency_key=doctor:ping" => {
            Reply::Status(200, "null")
        }
        _ => Reply::Status(404, "{}"),
    });
    let operator = database
        .operator()
        .variable("SUPABASE_URL", &format!("{}/", stub.url))
        .variable("SUPABASE_SERVICE_ROLE_KEY", KEY);
    let said = operator.run(&["doctor"]).ok();
    assert!(said.contains("[PASS] queue_job over HTTP"), "{said}");
    let asked = stub.asked();
    assert_eq!(asked.len(), 3);
    assert_eq!(asked[1].body, "{\"payload\":{}}");
    assert_eq!(asked[1].authorization.as_deref(), Some("Bearer s3cret-key"));
}

#[test]
fn nobody_at_the_address_is_network_trouble() {
    let database = Database::new();
    let arguments = ["doctor", "--rest-url", "http://127.0.0.1:1", "--api-key", KEY];
    let said = database.operator().run(&arguments);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.stdout.contains("[FAIL] PostgREST: cannot connect"), "{said:?}");
    assert!(said.stdout.contains("this is the network, not a missing function"), "{said:?}");
    assert!(!said.all().contains(KEY), "{said:?}");
}

#[test]
fn a_postgrest_that_hangs_is_given_up_on() {
    let (database, stub) = (Database::new(), Stub::always(Reply::Nothing));
    let said = doctor(&database, &stub, &["--timeout", "1"]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.stdout.contains("[FAIL] PostgREST: no answer within 1 s"), "{said:?}");
    assert!(said.stdout.contains("this is the network"), "{said:?}");
}

#[test]
fn a_path_without_postgrest_is_named() {
    let (database, stub) = (Database::new(), Stub::always(Reply::Status(404, "not here")));
    let said = doctor(&database, &stub, &[]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.stdout.contains("[FAIL] PostgREST: it answers 404 Not Found"), "{said:?}");
    assert!(said.stdout.contains("no PostgREST at this path: check --rest-url"), "{said:?}");
}

#[test]
fn a_postgrest_without_its_database_is_told_from_a_missing_function() {
    let body = "{\"code\":\"PGRST002\",\"message\":\"Could not query the database\"}";
    let (database, stub) = (Database::new(), Stub::always(Reply::Status(503, body)));
    let said = doctor(&database, &stub, &[]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.stdout.contains("it answers 503 Service Unavailable: Could not query"));
    assert!(said.stdout.contains("PostgREST is there but has no database"), "{said:?}");
}

#[test]
fn a_key_that_is_refused_is_blamed_and_not_shown() {
    let body = "{\"code\":\"PGRST301\",\"message\":\"JWSError JWSInvalidSignature\"}";
    let (database, stub) = (Database::new(), Stub::always(Reply::Status(401, body)));
    let said = doctor(&database, &stub, &[]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.stdout.contains("the key is refused: give the service role's key"), "{said:?}");
}

#[test]
fn an_answer_in_other_words_is_no_pass() {
    let database = Database::new();
    // A queue_job that swallows an empty job would have queued it.
    for (status, body, hint) in [
        (200, "1", "run dragonfly install"),
        (
            400,
            "{\"code\":\"P0001\",\"message\":\"queue_job: something else\"}",
            "dragonfly install",
        ),
        (
            404,
            "{\"code\":\"42883\",\"message\":\"function does not exist\"}",
            "stands in its place",
        ),
        (300, "{\"code\":\"PGRST203\",\"message\":\"Could not choose\"}", "install --adopt"),
        (500, "{\"code\":\"XX000\",\"message\":\"boom\"}", "PostgREST's log"),
    ] {
        let said = doctor(&database, &answers_rpc(status, body), &["--ping"]);
        assert_eq!(said.code, 1, "{said:?}");
        assert!(said.stdout.contains("[FAIL] queue_job over HTTP"), "{said:?}");
        assert!(said.stdout.contains(hint), "{hint} {said:?}");
        assert!(!said.stdout.contains("ping:"), "{said:?}");
    }
}

#[test]
fn the_anon_key_is_no_service_key() {
    let mut database = Database::new();
    let rest = database.rest();
    for role in ["anon", "authenticated"] {
        let key = rest.token(Caller::Role(role)).unwrap();
        let arguments = ["doctor", "--ping", "--rest-url", &rest.url, "--api-key", &key];
        let said = database.operator().run(&arguments);
        assert_eq!(said.code, 1, "{said:?}");
        let line =
            format!("[FAIL] service key: the key given is that of role {role}\n       -> give");
        assert!(said.stdout.contains(&line), "{said:?}");
        assert!(!said.all().contains(&key), "{said:?}");
    }
    assert_eq!(database.depth("enrich"), 0);
}

#[test]
fn a_key_that_says_nothing_of_its_role_is_tried() {
    let database = Database::new();
    let stub = Stub::start(|asked, _| match asked.path.as_str() {
        "/" => Reply::Status(200, "{}"),
        "/rpc/queue_job" => Reply::Status(
            400,
            "{\"code\":\"P0001\",\"message\":\"queue_job: missing kind in payload\"}",
        ),
        _ => Reply::Status(403, "{\"code\":\"42501\",\"message\":\"permission denied\"}"),
    });
    let said = doctor(&database, &stub, &[]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.stdout.contains("[PASS] queue_job over HTTP"), "{said:?}");
    assert!(said.stdout.contains("[FAIL] service key: it answers 403 Forbidden"), "{said:?}");
    assert!(said.stdout.contains("not the anon key"), "{said:?}");
}

#[test]
fn a_url_without_a_key_asks_for_one() {
    let operator = Database::new().operator();
    let said = operator.run(&["doctor", "--rest-url", "http://127.0.0.1:1"]).refused(2);
    assert!(said.contains("error: SUPABASE_SERVICE_ROLE_KEY is not set"), "{said}");
    assert!(said.contains("hint: give --api-key"), "{said}");
}
