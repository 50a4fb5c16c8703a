//! Workers at once: claims, attempts, lost claims, dead letters, also when they die in the middle.

mod account;
mod controls;
mod crash;
mod duplicates;
mod hand;
mod lost;
mod older;
mod replay;
mod storm;
mod yard;
