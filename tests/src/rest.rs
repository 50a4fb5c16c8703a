//! A real PostgREST in front of one database of a cluster.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;
use ureq::Agent;
use ureq::http::Request;

use crate::cluster::SUPERUSER;
use crate::reaper::Reaper;
use crate::supabase::AUTHENTICATOR;
use crate::{Cluster, account, jwt, port, tools, wait};

/// The secret that signs this PostgREST's tokens.
pub const JWT_SECRET: &str = "a-test-secret-of-at-least-thirty-two-characters";

const TIMEOUT: Duration = Duration::from_mins(1);

/// Who makes a request.
#[derive(Debug, Clone)]
pub enum Caller {
    /// Without a token.
    Anon,
    /// With a token of that role, for instance `service_role`.
    Role(&'static str),
    /// With a token of these claims.
    Claims(Value),
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Body, as it came.
    pub body: String,
}

impl Answer {
    /// The body as JSON; a string value when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| Value::String(self.body.clone()))
    }
}

/// A running PostgREST. Dropping it ends the process.
#[derive(Debug)]
pub struct Rest {
    /// `http://127.0.0.1:port`
    pub url: String,
    agent: Agent,
    database_url: String,
    log_dir: TempDir,
    process: Child,
    reaper: Option<Reaper>,
}

impl Rest {
    /// Starts PostgREST as `authenticator` on schema public, anonymous role `anon` (so run
    /// [`crate::supabase_defaults`] first), and waits until it has loaded the schema cache.
    pub fn start(cluster: &Cluster, database: &str) -> Self {
        Self::start_with(cluster, database, &[])
    }

    /// Like [`Rest::start`], with further PostgREST settings, for instance `("PGRST_DB_SCHEMAS", "…")`.
    pub fn start_with(cluster: &Cluster, database: &str, settings: &[(&str, &str)]) -> Self {
        for _ in 0..5 {
            if let Some(rest) = Self::attempt(cluster, database, settings) {
                return rest;
            }
        }
        panic!("PostgREST does not start")
    }

    fn attempt(cluster: &Cluster, database: &str, settings: &[(&str, &str)]) -> Option<Self> {
        let program = tools::postgrest();
        let log_dir = tempfile::Builder::new().prefix("dragonfly-rest-").tempdir().unwrap();
        let log = File::create(log_dir.path().join("log")).unwrap();
        let (port, admin_port) = (port::free(), port::free());
        let mut command = Command::new(&program);
        configure(&mut command, &cluster.url(database, AUTHENTICATOR), port, admin_port);
        command.envs(settings.iter().copied());
        command.stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log);
        let process =
            command.spawn().unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        let reaper = Some(Reaper::of_process(&process, &program, log_dir.path()));
        let url = format!("http://127.0.0.1:{port}");
        let database_url = cluster.url(database, SUPERUSER);
        let agent = agent();
        let rest = Self { url, agent, database_url, log_dir, process, reaper };
        rest.becomes_ready(admin_port)
    }

    fn becomes_ready(mut self, admin_port: u16) -> Option<Self> {
        let ready = format!("http://127.0.0.1:{admin_port}/ready");
        let mut ended = false;
        let in_time = wait::until(TIMEOUT, || {
            ended = self.process.try_wait().unwrap().is_some();
            ended || self.agent.get(&ready).call().is_ok_and(|answer| answer.status() == 200)
        });
        assert!(in_time, "PostgREST is not ready\n{}", self.log());
        let taken = self.log().contains("in use");
        assert!(!ended || taken, "PostgREST ended\n{}", self.log());
        (!ended).then_some(self)
    }

    /// POST /rpc/function with a JSON body.
    pub fn rpc(&self, function: &str, caller: Caller, body: &str) -> Answer {
        self.request("POST", &format!("/rpc/{function}"), caller, &[], body)
    }

    /// GET path, for instance `/table?select=id`.
    pub fn get(&self, path: &str, caller: Caller) -> Answer {
        self.request("GET", path, caller, &[], "")
    }

    /// Any request. The body is sent as JSON unless a header says otherwise.
    pub fn request(
        &self,
        method: &str,
        path: &str,
        caller: Caller,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.url));
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type")) {
            request = request.header("Content-Type", "application/json");
        }
        if let Some(token) = self.token(caller) {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut answer = self.agent.run(request.body(body.to_owned()).unwrap()).unwrap();
        let body = answer.body_mut().with_config().limit(1 << 30).read_to_string().unwrap();
        Answer { status: answer.status().as_u16(), body }
    }

    /// GET of any URL, for instance one of a [`crate::Gateway`].
    pub fn agent_get(url: &str) -> Answer {
        let mut answer = agent().get(url).call().unwrap();
        let body = answer.body_mut().read_to_string().unwrap();
        Answer { status: answer.status().as_u16(), body }
    }

    /// The token of a caller; anonymous callers have none.
    pub fn token(&self, caller: Caller) -> Option<String> {
        match caller {
            Caller::Anon => None,
            Caller::Role(role) => Some(jwt::for_role(JWT_SECRET, role)),
            Caller::Claims(claims) => Some(jwt::sign(JWT_SECRET, &claims)),
        }
    }

    /// Makes PostgREST read the schema again and waits until it has: a probe function, made in the
    /// transaction that notifies, answers only from a cache that is at least as new.
    pub fn reload(&self) {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let probe = format!("harness_probe_{}_{number}", std::process::id());
        let mut client = postgres::Client::connect(&self.database_url, postgres::NoTls).unwrap();
        let make = format!(
            "begin; create function public.{probe}() returns int language sql as 'select 1';
             grant execute on function public.{probe}() to anon; notify pgrst, 'reload schema'; commit"
        );
        client.batch_execute(&make).unwrap();
        let seen = wait::until(TIMEOUT, || self.rpc(&probe, Caller::Anon, "{}").status == 200);
        client.batch_execute(&format!("drop function public.{probe}()")).unwrap();
        assert!(seen, "PostgREST did not reload\n{}", self.log());
    }

    /// What PostgREST logged so far.
    pub fn log(&self) -> String {
        fs::read_to_string(self.log_dir.path().join("log")).unwrap_or_default()
    }

    /// Path of the log, for programs that outlive a call.
    pub fn log_path(&self) -> PathBuf {
        self.log_dir.path().join("log")
    }
}

impl Drop for Rest {
    fn drop(&mut self) {
        // The reaper checks and kills while the process id cannot have been given to another yet.
        drop(self.reaper.take());
        let _ = self.process.wait();
    }
}

/// An HTTP client that reports 4xx and 5xx as answers, 300 too, which is PostgREST's for an ambiguous call, and
/// gives up after a minute.
pub fn agent() -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(TIMEOUT));
    config.build().new_agent()
}

fn configure(command: &mut Command, database_url: &str, port: u16, admin_port: u16) {
    account::step_aside(command)
        .env("PGRST_DB_URI", database_url)
        .env("PGRST_DB_SCHEMAS", "public")
        .env("PGRST_DB_ANON_ROLE", "anon")
        .env("PGRST_JWT_SECRET", JWT_SECRET)
        .env("PGRST_SERVER_HOST", "127.0.0.1")
        .env("PGRST_SERVER_PORT", port.to_string())
        .env("PGRST_ADMIN_SERVER_PORT", admin_port.to_string())
        .env("PGRST_DB_POOL", "20");
}
