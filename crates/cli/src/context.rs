//! What every command is given: the options of all commands, the environment, the streams.

use std::env;
use std::time::Duration;

use crate::cli::Global;
use crate::db::Db;
use crate::env_file::{self, EnvFile};
use crate::failure::Failure;
use crate::http::Http;
use crate::out::Out;
use crate::target::{Environment, Target};

/// The surroundings of a command.
pub struct Context {
    /// The streams.
    pub out: Out,
    global: Global,
    environment: Option<Environment>,
    file: EnvFile,
}

impl Context {
    /// Reads the environment's file.
    pub fn new(global: Global) -> Result<Self, Failure> {
        let environment = global.env.or_else(|| Environment::from_variables(process));
        let file = match environment {
            Some(environment) => env_file::read(&format!(".env.{environment}"))?,
            None => None,
        };
        // Whatever DATABASE_URL is left over in this shell is not what was asked for.
        if let (Some(asked), None, None) = (global.env, &file, &global.database_url) {
            return Err(Failure::NoEnvFile { name: format!(".env.{asked}") });
        }
        let file = file.unwrap_or_default();
        Ok(Self { out: Out::new(global.json), global, environment, file })
    }

    /// A variable of the process's environment, else of the file; an empty one is none.
    pub fn variable(&self, name: &str) -> Option<String> {
        process(name).or_else(|| self.file.get(name).map(str::to_owned))
    }

    /// A variable that this command cannot do without.
    pub fn needed(&self, name: &'static str, hint: &'static str) -> Result<String, Failure> {
        self.variable(name).ok_or(Failure::NotSet { name, hint })
    }

    /// What the environment is called, for people far away.
    pub fn environment(&self) -> String {
        self.environment.map_or_else(|| "unknown".to_owned(), |environment| environment.to_string())
    }

    /// Which database is meant.
    pub fn target(&self) -> Result<Target, Failure> {
        Target::resolve(self.global.database_url.as_deref(), self.environment, process, &self.file)
    }

    /// Connects to it, and says to which.
    pub async fn connect(&self) -> Result<Db, Failure> {
        let target = self.target()?;
        self.tell(&target);
        Db::connect(&target).await
    }

    /// Says which database that is.
    pub fn tell(&self, target: &Target) {
        self.out.say(&format!("database: {target}"));
        if let Some(other) = target.passed_over() {
            self.out.warn(&format!("{other} is not used: the environment wins over the file"));
        }
    }

    /// A client for calls over HTTP.
    pub fn http(&self) -> Result<Http, Failure> {
        Http::new(Duration::from_secs(self.global.timeout))
    }
}

fn process(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
