//! No back-traces: pgrx adds one to the DETAIL of every error where the server's environment asks for them,
//! and callers would read our insides.
#![allow(unsafe_code, reason = "changing the environment is only safe while there is one thread")]

use std::backtrace::Backtrace;
use std::env;

const VARIABLE: &str = "RUST_LIB_BACKTRACE";

/// Lets the standard library inside this one decide that there are none, which it does once, at the first
/// question. The environment is as it was afterwards, for whatever else looks at it.
pub fn decide() {
    let before = env::var_os(VARIABLE);
    // SAFETY: a backend, and a postmaster that preloads libraries, has one thread.
    unsafe { env::set_var(VARIABLE, "0") };
    drop(Backtrace::capture());
    // SAFETY: as above.
    unsafe {
        match before {
            Some(value) => env::set_var(VARIABLE, value),
            None => env::remove_var(VARIABLE),
        }
    }
}
