//! TLS to the database: what each sslmode encrypts and whom it trusts; passwords and what is said of them

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::LazyLock;

use dragonfly_tests::cluster::SUPERUSER;
use dragonfly_tests::{Cluster, ClusterOptions, account, install};
use rcgen::{CertificateParams, CertifiedIssuer, KeyPair};
use tempfile::TempDir;

use crate::dragonfly::{Operator, Run};

const HBA: &str = "
local   all all                trust
host    all ann   127.0.0.1/32 scram-sha-256
hostssl all tls   127.0.0.1/32 trust
host    all postgres all       trust
";

static SECURE: LazyLock<(TempDir, Cluster)> = LazyLock::new(secure);

/// A cluster with a certificate for `db.test`, signed by a root that only we know.
fn secure() -> (TempDir, Cluster) {
    let dir = tempfile::Builder::new().prefix("dragonfly-tls-").tempdir().unwrap();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    write_certificates(dir.path());
    fs::write(dir.path().join("hba"), HBA).unwrap();
    let file = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    for name in ["server.key", "server.pem", "hba"] {
        account::hand_over(Path::new(&file(name)));
    }
    let options = ClusterOptions::default()
        .setting("ssl", "on")
        .setting("ssl_cert_file", &file("server.pem"))
        .setting("ssl_key_file", &file("server.key"))
        .setting("hba_file", &file("hba"));
    let cluster = Cluster::start(options);
    cluster.create_database("tls");
    let mut admin = cluster.connect("tls", SUPERUSER);
    install(&mut admin);
    let roles = "create role ann login password 's3cret' in role service_role;
                 create role tls login in role service_role";
    admin.batch_execute(roles).unwrap();
    (dir, cluster)
}

fn write_certificates(dir: &Path) {
    let mut root = CertificateParams::new(Vec::new()).unwrap();
    root.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let root = CertifiedIssuer::self_signed(root, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let server = CertificateParams::new(vec!["db.test".to_owned()]).unwrap();
    let server = server.signed_by(&key, &root).unwrap();
    fs::write(dir.join("root.pem"), root.pem()).unwrap();
    fs::write(dir.join("server.pem"), server.pem()).unwrap();
    fs::write(dir.join("server.key"), key.serialize_pem()).unwrap();
    fs::set_permissions(dir.join("server.key"), fs::Permissions::from_mode(0o600)).unwrap();
}

/// The doctor as `user`, over the host name `host`, with these options.
fn doctor(user: &str, options: &str) -> Run {
    let (dir, cluster) = &*SECURE;
    let root = dir.path().join("root.pem");
    let options = options.replace("$root", root.to_str().unwrap());
    let url = format!(
        "host=db.test hostaddr=127.0.0.1 port={} dbname=tls {user} {options}",
        cluster.port
    );
    Operator::of(&url).run(&["doctor"])
}

#[track_caller]
fn connects(options: &str) {
    let run = doctor("user=tls", options);
    assert!(run.stdout.starts_with("[PASS] database"), "{options}: {run:?}");
}

#[track_caller]
fn refused(options: &str, why: &str) {
    let run = doctor("user=tls", options);
    assert_eq!(run.code, 2, "{options}: {run:?}");
    assert!(run.stdout.contains(why), "{options}: {run:?}");
}

#[test]
fn a_server_that_wants_tls_gets_it_unless_it_is_disabled() {
    connects("");
    connects("sslmode=prefer");
    connects("sslmode=require");
    refused("sslmode=disable", "no encryption");
}

#[test]
fn verifying_modes_trust_the_given_root_and_no_stranger() {
    connects("sslmode=verify-full sslrootcert=$root");
    connects("sslmode=verify-ca sslrootcert=$root");
    refused("sslmode=verify-full", "UnknownIssuer");
    refused("sslmode=verify-ca sslrootcert=system", "UnknownIssuer");
    refused("sslmode=require sslrootcert=/no/such.pem", "sslrootcert /no/such.pem");
}

#[test]
fn only_verify_full_asks_for_the_name() {
    let (dir, cluster) = &*SECURE;
    let root = dir.path().join("root.pem");
    let run = |mode: &str| {
        let url = format!(
            "postgres://tls@127.0.0.1:{}/tls?sslmode={mode}&sslrootcert={}",
            cluster.port,
            root.display()
        );
        Operator::of(&url).run(&["doctor"])
    };
    assert!(run("verify-ca").stdout.starts_with("[PASS] database"));
    let refused = run("verify-full");
    assert_eq!(refused.code, 2, "{refused:?}");
    assert!(refused.stdout.contains("not valid for name"), "{refused:?}");
}

#[test]
fn a_server_without_tls_is_refused_by_require_only() {
    let plain = crate::dragonfly::Database::new();
    let url = |mode: &str| format!("{}?sslmode={mode}", plain.url());
    Operator::of(&url("prefer")).run(&["doctor"]).ok();
    let run = Operator::of(&url("require")).run(&["doctor"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stdout.contains("server does not support TLS"), "{run:?}");
    let said = Operator::of(&url("always")).run(&["queues"]).refused(2);
    assert!(said.contains("DATABASE_URL is not a connection string"), "{said}");
}

#[test]
fn a_wrong_password_is_told_and_not_shown() {
    assert!(doctor("user=ann password=s3cret", "").stdout.starts_with("[PASS] database"));
    let run = doctor("user=ann password=wr0ng", "");
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stdout.contains("password authentication failed for user \"ann\""), "{run:?}");
    assert!(run.stdout.contains("-> check host, port and password"), "{run:?}");
    assert!(!run.all().contains("wr0ng"), "{run:?}");
}
