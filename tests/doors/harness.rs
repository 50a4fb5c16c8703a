//! The harness itself: cluster, PostgREST, gateway and crash recovery do what the other tests assume.

use dragonfly_tests::{Caller, Cluster, ClusterOptions, Gateway, Rest, supabase_defaults};

#[test]
fn postgrest_answers_as_each_caller_and_follows_a_reload() {
    let cluster = Cluster::start(ClusterOptions::default());
    cluster.create_database("app");
    let mut client = cluster.connect("app", "postgres");
    supabase_defaults(&mut client);
    let rest = Rest::start(&cluster, "app");
    let body = r#"{"a": 1}"#;
    assert_eq!(rest.rpc("who", Caller::Anon, body).status, 404);
    client
        .batch_execute(
            "create function public.who(a int) returns text language sql
             as $$select current_setting('role')$$",
        )
        .unwrap();
    rest.reload();
    assert_eq!(rest.rpc("who", Caller::Anon, body).json(), "anon");
    assert_eq!(rest.rpc("who", Caller::Role("service_role"), body).json(), "service_role");
    let claims = serde_json::json!({"role": "authenticated", "sub": "someone"});
    assert_eq!(rest.rpc("who", Caller::Claims(claims), body).json(), "authenticated");

    let gateway = Gateway::start(&rest.url);
    let through = Rest::agent_get(&format!("{}/rest/v1/rpc/who?a=1", gateway.url));
    assert_eq!((through.status, through.body.as_str()), (200, "\"anon\""));
}

#[test]
fn a_killed_cluster_comes_back_with_what_was_committed() {
    let options =
        ClusterOptions::default().setting("fsync", "on").setting("full_page_writes", "on");
    let mut cluster = Cluster::start(options);
    cluster
        .connect("postgres", "postgres")
        .batch_execute("create table kept as select 1 as n")
        .unwrap();
    cluster.kill_postmaster();
    cluster.restart();
    let output = cluster.psql_with("postgres", "postgres", "select n from kept", &["-At"]);
    assert_eq!(output.ok(), "1\n");
}

#[test]
fn a_dump_can_be_restored_and_errors_show_their_sqlstate() {
    let cluster = Cluster::start_default();
    cluster
        .connect("postgres", "postgres")
        .batch_execute("create table kept as select 1 as n")
        .unwrap();
    let dump = cluster.dump("postgres", &[]);
    assert!(!dump.contains("restrict "));
    cluster.create_database("copy");
    assert_eq!(cluster.restore("copy", &dump).status, 0);
    let refused = cluster.psql_verbose("copy", "postgres", "select 1/0");
    assert_eq!(refused.status, 3);
    assert!(refused.stderr.contains("22012"), "{}", refused.stderr);
}
