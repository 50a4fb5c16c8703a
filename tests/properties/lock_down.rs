//! Rights on adopted tables: what the trusted roles gain, and that locking down opens nothing.

use crate::roles;
use crate::support::{Db, From, NOTHING, database, refusal};

const TABLE: &str = "
create table public.plaintiffs (id uuid primary key default gen_random_uuid(), name text);
insert into public.plaintiffs (name) values ('Ada');
alter table public.plaintiffs owner to application;
revoke all on public.plaintiffs from anon, authenticated, service_role;";
const LOCK_DOWN: &str = "select action || ' ' || object from dragonfly.install(lock_down => true)";

fn adopted(more: &str) -> (Db<'static>, Vec<String>) {
    let db = database(From::Pgmq);
    db.run(TABLE);
    db.run(more);
    db.run("create extension dragonfly_queue");
    let report = db.install();
    (db, report)
}

fn of_table(report: &[String]) -> Vec<&str> {
    let granted = |row: &&str| row.starts_with("granted") || row.starts_with("revoked");
    report
        .iter()
        .map(String::as_str)
        .filter(granted)
        .filter(|row| row.contains("plaintiffs "))
        .collect()
}

#[test]
fn trusted_roles_gain_what_the_table_of_grants_says_and_nobody_else() {
    let (db, report) = adopted("");
    assert_eq!(
        of_table(&report),
        [
            "granted delete, insert, select, update on table public.plaintiffs to dragonfly_owner",
            "granted select on table public.plaintiffs to enforcement_operator",
            "granted delete, insert, select, update on table public.plaintiffs to service_role",
        ]
    );
    assert_eq!(db.install(), NOTHING);
    let mut plain = roles::session(&db, "authenticated");
    assert_eq!(refusal(plain.batch_execute("select from public.plaintiffs")).code, "42501");
    assert!(!db.unwell().iter().any(|finding| finding.check == "table grants"));
    db.run("revoke insert on public.plaintiffs from service_role");
    let finding = db.unwell().into_iter().find(|finding| finding.check == "table grants").unwrap();
    assert_eq!(finding.detail, "GRANT INSERT ON public.plaintiffs TO service_role");
}

#[test]
fn a_table_without_row_level_security_is_not_opened_by_locking_down() {
    let (db, _) = adopted(
        "grant select on public.plaintiffs to public; grant insert on public.plaintiffs to application, installer",
    );
    let said = db.run("select from dragonfly.install(lock_down => true)");
    assert!(said.contains("public.plaintiffs has no row level security"), "{said}");
    assert!(said.contains("ALTER TABLE public.plaintiffs ENABLE ROW LEVEL SECURITY"), "{said}");
    for role in ["anon", "authenticated"] {
        let mut client = roles::session(&db, role);
        let refused = refusal(client.batch_execute("select from public.plaintiffs"));
        assert_eq!(refused.code, "42501", "{role}");
    }
    // Rights of other roles stay.
    let kept = "select has_table_privilege('installer', 'public.plaintiffs', 'insert')";
    assert_eq!(db.text(kept), "t");
    db.run("alter table public.plaintiffs enable row level security");
    let report = db.texts(LOCK_DOWN);
    assert!(
        report.contains(&"created policy plaintiffs_operator on public.plaintiffs".into()),
        "{report:?}"
    );
    assert_eq!(of_table(&report), ["granted select on table public.plaintiffs to authenticated"]);
    let mut plain = roles::session(&db, "authenticated");
    assert_eq!(crate::support::text(&mut plain, "select count(*) from public.plaintiffs"), "0");
    assert_eq!(db.texts(LOCK_DOWN), NOTHING);
}

#[test]
fn rights_that_locking_down_takes_are_reported() {
    let (db, _) = adopted(
        "grant all on public.plaintiffs to anon; grant update (name) on public.plaintiffs to authenticated",
    );
    let report = db.texts(LOCK_DOWN);
    let of_table = of_table(&report);
    assert!(
        of_table.iter().any(|row| row.starts_with("revoked ") && row.ends_with(" from anon")),
        "{of_table:?}"
    );
    assert!(
        of_table.contains(&"revoked update (name) on table public.plaintiffs from authenticated"),
        "{of_table:?}"
    );
}
