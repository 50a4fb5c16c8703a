//! A database as Supabase hands it out: its roles and its generous default privileges.

use postgres::Client;

/// The role PostgREST logs in as.
pub const AUTHENTICATOR: &str = "authenticator";

// Roles belong to the cluster, so a second database finds them there.
const ROLES: &str = "
do $$
declare name text;
begin
  foreach name in array array['anon', 'authenticated', 'service_role'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I nologin', name);
    end if;
  end loop;
  if not exists (select from pg_roles where rolname = 'authenticator') then
    create role authenticator login noinherit;
  end if;
end $$;
grant anon, authenticated, service_role to authenticator;
grant usage on schema public to anon, authenticated, service_role;
";

/// Makes anon, authenticated, `service_role` (none with BYPASSRLS) and authenticator, and puts Supabase's
/// default privileges in force: whatever the connected user or `postgres` makes in schema public is
/// open to all of them, unless it is revoked.
pub fn supabase_defaults(client: &mut Client) {
    client.batch_execute(ROLES).unwrap();
    let me: String = client.query_one("select current_user::text", &[]).unwrap().get(0);
    for owner in ["postgres", &me] {
        for objects in ["tables", "functions", "sequences"] {
            let sql = format!(
                "alter default privileges for role \"{owner}\" in schema public \
                 grant all on {objects} to postgres, anon, authenticated, service_role"
            );
            client.batch_execute(&sql).unwrap();
        }
    }
}

/// `create extension dragonfly_queue cascade`
pub fn install(client: &mut Client) {
    client.batch_execute("create extension dragonfly_queue cascade").unwrap();
}
