//! What requests share: one connection for each kind of reading, so that nobody can use up the database's
//! by asking for the health, and what a dispatch cycle needs.

use std::time::Duration;

use tokio::sync::{Mutex, RwLock};
use tokio::time::timeout;

use super::metrics::Told;
use crate::commands::dispatch::Cycle;
use crate::context::Context;
use crate::db::Db;
use crate::failure::Failure;
use crate::target::Target;

/// After this time a request gives up. The server has given up its statement before that: a query that
/// nobody waits for would keep a connection.
const PATIENCE: Duration = Duration::from_secs(5);
/// Until the end of the transaction only, so that it is also true behind a pooler and stays with nobody else.
const BEGIN: &str = "begin; set local statement_timeout = '4s'; set local lock_timeout = '4s'";

/// Shared by all requests.
pub struct State {
    /// Options, environment and streams.
    pub context: Context,
    /// The database.
    pub target: Target,
    /// Runs dispatch cycles.
    pub cycle: Cycle,
    /// The key that the dispatcher wants to see.
    pub key: Option<String>,
    /// Read by every cycle in hand: who gets it for writing knows that there is none.
    pub cycles: RwLock<()>,
    /// Asks whether the database answers, whatever the figures wait for.
    pub health: Reader,
    /// Asks for figures.
    pub figures: Reader,
    /// The figures that were told last.
    pub told: Mutex<Option<Told>>,
}

/// One connection, for one request after the other.
pub struct Reader {
    target: Target,
    db: Mutex<Option<Db>>,
}

impl State {
    /// Reads the environment once.
    pub fn new(context: Context, target: Target) -> Result<Self, Failure> {
        let cycle = Cycle::of(&context)?;
        let key = context.variable("SUPABASE_SERVICE_ROLE_KEY");
        let reader = || Reader { target: target.clone(), db: Mutex::new(None) };
        let (health, figures) = (reader(), reader());
        let (cycles, told) = (RwLock::new(()), Mutex::new(None));
        Ok(Self { context, target, cycle, key, cycles, health, figures, told })
    }
}

impl Reader {
    /// Lets `work` read from the database, in turn with other requests; a database that takes longer
    /// than 5 s has failed.
    pub async fn read<T>(
        &self,
        work: impl AsyncFnOnce(&Db) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let patient = async {
            let mut kept = self.db.lock().await;
            // Taken out while it works: a request that gives up leaves no connection in mid-answer.
            let db = match kept.take().filter(|db| !db.is_closed()) {
                Some(db) => db,
                None => Db::connect(&self.target).await?,
            };
            db.run(BEGIN).await?;
            let answer = work(&db).await?;
            db.run("commit").await?;
            *kept = Some(db);
            Ok(answer)
        };
        match timeout(PATIENCE, patient).await {
            Ok(answer) => answer,
            Err(_) => Err(Failure::NoConnection {
                target: self.target.to_string(),
                reason: format!("no answer within {} s", PATIENCE.as_secs()),
            }),
        }
    }
}
