//! What a worker says of itself, what becomes of its jobs, and whether it is still there.

use crate::field::Field;
use crate::input::InputFault;

/// How much of a value a fault shows.
const EXCERPT: usize = 100;
/// A worker that was silent for longer is stale.
const STALE_AFTER_SECONDS: i64 = 120;
/// A worker that was silent for longer is dead.
const DEAD_AFTER_SECONDS: i64 = 300;

/// `workers.worker_status`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkerStatus {
    /// Not yet ready.
    Starting,
    /// At work.
    Healthy,
    /// Finishes what it has and takes nothing new.
    Draining,
    /// Gone, and said so.
    Stopped,
}

impl WorkerStatus {
    /// Every status, in the order of the type.
    pub const ALL: [Self; 4] = [Self::Starting, Self::Healthy, Self::Draining, Self::Stopped];

    /// As the type spells it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Healthy => "healthy",
            Self::Draining => "draining",
            Self::Stopped => "stopped",
        }
    }

    /// The status that a worker reported.
    pub fn reported(status: Option<&str>) -> Result<Self, InputFault> {
        named("status", status, &Self::ALL, Self::name)
    }
}

/// `workers.job_status`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobStatus {
    /// Somebody holds it.
    Processing,
    /// Done, once and for all.
    Completed,
    /// Its last attempt failed.
    Failed,
}

impl JobStatus {
    /// Every status, in the order of the type.
    pub const ALL: [Self; 3] = [Self::Processing, Self::Completed, Self::Failed];

    /// As the type spells it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Processing => "processing",
            Self::Completed => "completed",
            Self::Failed => "failed",
        }
    }

    /// The status of that exact name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// `health_status` of `workers.v_worker_health`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Health {
    /// It was heard of within two minutes.
    Alive,
    /// It was heard of within five minutes.
    Stale,
    /// It was not.
    Dead,
    /// It said that it is gone.
    Stopped,
}

impl Health {
    /// From what a worker said last and how long ago, in seconds.
    #[must_use]
    pub const fn of(status: WorkerStatus, seconds_since_heartbeat: i64) -> Self {
        if matches!(status, WorkerStatus::Stopped) {
            Self::Stopped
        } else if seconds_since_heartbeat > DEAD_AFTER_SECONDS {
            Self::Dead
        } else if seconds_since_heartbeat > STALE_AFTER_SECONDS {
            Self::Stale
        } else {
            Self::Alive
        }
    }

    /// As the view spells it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Alive => "alive",
            Self::Stale => "stale",
            Self::Dead => "dead",
            Self::Stopped => "stopped",
        }
    }
}

fn named<T: Copy, const N: usize>(
    field: &'static str,
    name: Option<&str>,
    all: &[T; N],
    name_of: fn(T) -> &'static str,
) -> Result<T, InputFault> {
    let name = name.filter(|name| !name.trim().is_empty()).ok_or(InputFault::Missing(field))?;
    let found = all.iter().copied().find(|status| name_of(*status) == name);
    found.ok_or_else(|| InputFault::NotOneOf {
        field,
        value: Field::from_text(Some(name)).excerpt(EXCERPT),
        allowed: all.map(name_of).join(", "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_one_of_the_list() {
        for status in WorkerStatus::ALL {
            assert_eq!(WorkerStatus::reported(Some(status.name())), Ok(status));
        }
        let fault = WorkerStatus::reported(Some("asleep")).unwrap_err();
        assert_eq!(fault.to_string(), "unsupported status: asleep");
        assert_eq!(fault.hint(), "Use one of starting, healthy, draining, stopped.");
        for blank in [None, Some(""), Some(" ")] {
            assert_eq!(WorkerStatus::reported(blank), Err(InputFault::Missing("status")));
        }
        assert!(WorkerStatus::reported(Some("Healthy")).is_err());
        for status in JobStatus::ALL {
            assert_eq!(JobStatus::from_name(status.name()), Some(status));
        }
        assert_eq!(JobStatus::from_name("done"), None);
    }

    #[test]
    fn health_changes_just_after_two_and_five_minutes() {
        let health = |seconds| Health::of(WorkerStatus::Healthy, seconds).name();
        let found = [-5, 0, 120, 121, 300, 301, i64::MAX].map(health);
        assert_eq!(found, ["alive", "alive", "alive", "stale", "stale", "dead", "dead"]);
    }

    #[test]
    fn a_stopped_worker_is_never_dead() {
        assert_eq!(Health::of(WorkerStatus::Stopped, 0).name(), "stopped");
        assert_eq!(Health::of(WorkerStatus::Stopped, 9999), Health::Stopped);
        assert_eq!(Health::of(WorkerStatus::Starting, 301), Health::Dead);
        assert_eq!(Health::of(WorkerStatus::Draining, 121), Health::Stale);
    }
}
