//! Cases under many sessions: calls of one kind at once, a storm of all kinds, payments, crashes,
//! notifications, and the refresh beside them.

mod at_once;
mod controls;
mod isolation_levels;
mod notifications;
mod payment_crash;
mod payment_keys;
mod payments;
mod refresh;
mod storm;
mod tiers;
