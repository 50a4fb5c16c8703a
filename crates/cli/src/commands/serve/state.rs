//! What requests share: one connection for reading, so that nobody can use up the database's by asking
//! for the health, and what a dispatch cycle needs.

use std::time::Duration;

use tokio::sync::{Mutex, RwLock};
use tokio::time::timeout;

use crate::commands::dispatch::Cycle;
use crate::context::Context;
use crate::db::Db;
use crate::failure::Failure;
use crate::target::Target;

const PATIENCE: Duration = Duration::from_secs(5);

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
    reader: Mutex<Option<Db>>,
}

impl State {
    /// Reads the environment once.
    pub fn new(context: Context, target: Target) -> Result<Self, Failure> {
        let cycle = Cycle::of(&context)?;
        let key = context.variable("SUPABASE_SERVICE_ROLE_KEY");
        Ok(Self { context, target, cycle, key, cycles: RwLock::new(()), reader: Mutex::new(None) })
    }

    /// Lets `work` read from the database, in turn with other requests; a database that takes longer
    /// than 5 s has failed.
    pub async fn read<T>(
        &self,
        work: impl AsyncFnOnce(&Db) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let patient = async {
            let mut reader = self.reader.lock().await;
            // Taken out while it works: a request that gives up leaves no connection in mid-answer.
            let db = match reader.take().filter(|db| !db.is_closed()) {
                Some(db) => db,
                None => Db::connect(&self.target).await?,
            };
            let answer = work(&db).await?;
            *reader = Some(db);
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
