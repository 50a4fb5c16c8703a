//! Wake-ups: a consumer that waits holds a shared lock, a producer looks whether anybody does.
//!
//! A NOTIFY at every enqueue halves throughput, because Postgres serialises notifying commits; so
//! producers notify only while somebody waits.
#![allow(unsafe_code, reason = "the lock manager has no other interface to locks of our own")]

use pgrx::pg_sys;

/// Channel of the notifications; the payload is the queue's plain name.
pub const CHANNEL: &str = "dragonfly_queue";

/// `pg_advisory_lock` uses 1 and 2, so no SQL function that PUBLIC may call reaches our locks.
const LOCKTAG_FIELD4: u16 = 0xD51F;
const USER_LOCKMETHOD: u8 = 2;
#[allow(clippy::cast_possible_truncation, reason = "the enum has eleven values")]
const LOCKTAG_ADVISORY: u8 = pg_sys::LockTagType::LOCKTAG_ADVISORY as u8;

const CLAIMS: i32 = pg_sys::ExclusiveLock.cast_signed();
const WAITS: i32 = pg_sys::ShareLock.cast_signed();

/// This session waits for `queue` until it says otherwise or ends; once is enough.
pub fn start(queue: &str) {
    let tag = tag(queue);
    // SAFETY: the tag is valid for the call; a session lock needs no resource owner.
    unsafe {
        let taken = pg_sys::LockAcquire(&raw const tag, WAITS, true, false);
        if taken == pg_sys::LockAcquireResult::LOCKACQUIRE_ALREADY_HELD
            || taken == pg_sys::LockAcquireResult::LOCKACQUIRE_ALREADY_CLEAR
        {
            pg_sys::LockRelease(&raw const tag, WAITS, true);
        }
    }
}

/// This session no longer waits for `queue`; answers whether it did.
pub fn stop(queue: &str) -> bool {
    let tag = tag(queue);
    // SAFETY: as above; releasing without holding would only warn, so it is looked up first.
    unsafe { held(&tag) && pg_sys::LockRelease(&raw const tag, WAITS, true) }
}

/// Whether any session waits for `queue`. One look into the lock table: nothing is taken, so
/// producers neither wait nor disturb each other.
pub fn anybody(queue: &str) -> bool {
    let tag = tag(queue);
    // SAFETY: the tag is valid for the call. The count includes holders, despite its name.
    unsafe { pg_sys::LockWaiterCount(&raw const tag) > 0 }
}

/// Takes `name` for this transaction, unless somebody else has it; answers whether it was taken. Never
/// waits. Like the others it is out of reach of `pg_advisory_lock`.
pub fn claim(name: &str) -> bool {
    let tag = tag(name);
    // SAFETY: the tag is valid for the call; the transaction's resource owner lets go of the lock.
    let taken = unsafe { pg_sys::LockAcquire(&raw const tag, CLAIMS, false, true) };
    taken != pg_sys::LockAcquireResult::LOCKACQUIRE_NOT_AVAIL
}

/// Takes `name` for this transaction, after whoever has it.
pub fn claim_in_turn(name: &str) {
    let tag = tag(name);
    // SAFETY: as above.
    unsafe { pg_sys::LockAcquire(&raw const tag, CLAIMS, false, false) };
}

#[cfg(not(any(feature = "pg17", feature = "pg18")))]
unsafe fn held(tag: &pg_sys::LOCKTAG) -> bool {
    // SAFETY: the tag is valid for the call.
    unsafe { pg_sys::LockHeldByMe(tag, WAITS) }
}

#[cfg(any(feature = "pg17", feature = "pg18"))]
unsafe fn held(tag: &pg_sys::LOCKTAG) -> bool {
    // SAFETY: the tag is valid for the call.
    unsafe { pg_sys::LockHeldByMe(tag, WAITS, false) }
}

fn tag(queue: &str) -> pg_sys::LOCKTAG {
    let hash = fingerprint(queue);
    pg_sys::LOCKTAG {
        // SAFETY: a plain value, set before any function of ours can run.
        locktag_field1: unsafe { pg_sys::MyDatabaseId }.to_u32(),
        locktag_field2: (hash >> 32) as u32,
        locktag_field3: (hash & 0xFFFF_FFFF) as u32,
        locktag_field4: LOCKTAG_FIELD4,
        locktag_type: LOCKTAG_ADVISORY,
        locktag_lockmethodid: USER_LOCKMETHOD,
    }
}

/// FNV-1a: sessions of different builds must agree on it, which std's hasher does not promise.
fn fingerprint(queue: &str) -> u64 {
    queue.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
