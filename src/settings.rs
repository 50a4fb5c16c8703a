//! The settings `dragonfly_queue.*`.
#![allow(unsafe_code, reason = "a checked setting needs a C hook; see its SAFETY line")]

use std::ffi::{CStr, CString, c_char, c_void};

use dragonfly_domain::queue::{DEFAULT_RETENTION, Retention};
use pgrx::guc::{GucContext, GucFlags, GucRegistry, GucSetting};
use pgrx::{PostgresGucEnum, pg_sys};

static RETENTION: GucSetting<Option<CString>> = GucSetting::<Option<CString>>::new(Some(c"7 days"));
static AUTO_INSTALL: GucSetting<Option<CString>> = GucSetting::<Option<CString>>::new(Some(c""));
static AUTHENTICATOR: GucSetting<Option<CString>> =
    GucSetting::<Option<CString>>::new(Some(c"authenticator"));

static CONTENT_STAGE_MAX_CONCURRENCY: GucSetting<Option<CString>> =
    GucSetting::<Option<CString>>::new(Some(c""));
/// What `anon` may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PostgresGucEnum)]
enum AnonAccess {
    /// What access.sql says.
    #[name = c"contract"]
    Contract,
    /// Nothing.
    #[name = c"none"]
    Nothing,
}

static ANON_ACCESS: GucSetting<AnonAccess> = GucSetting::<AnonAccess>::new(AnonAccess::Contract);
static ANON_MAY_SET_STAGE: GucSetting<bool> = GucSetting::<bool>::new(false);

/// Makes the settings known; called once when the library is loaded.
pub fn define() {
    // SAFETY: the hook is guarded, reads a NUL-terminated string and keeps no pointer to it.
    unsafe {
        GucRegistry::define_string_guc_with_hooks(
            c"dragonfly_queue.idempotency_retention",
            c"How long an idempotency key is remembered: 1 hour to 10 years.",
            c"Counted from the later of enqueue and first visibility.",
            &RETENTION,
            GucContext::Suset,
            GucFlags::default(),
            Some(check_retention),
            None,
            None,
        );
    }
    GucRegistry::define_string_guc(
        c"dragonfly_queue.auto_install",
        c"Whether CREATE EXTENSION also makes the data model: on, off, later, or empty to decide by itself.",
        c"By itself: on a database without any of our objects that is not being restored. later: as off, without a warning.",
        &AUTO_INSTALL,
        GucContext::Suset,
        GucFlags::default(),
    );
    GucRegistry::define_string_guc(
        c"dragonfly_queue.authenticator",
        c"The login role of PostgREST; JWT claims count only in its sessions.",
        c"",
        &AUTHENTICATOR,
        GucContext::Suset,
        GucFlags::default(),
    );
    GucRegistry::define_string_guc(
        c"dragonfly_queue.content_stage_max_concurrency",
        c"Limits of content stages that win over content_stage_config, for instance research=10,draft=0.",
        c"Of those in the environment too. They never start a stage that the table disables.",
        &CONTENT_STAGE_MAX_CONCURRENCY,
        GucContext::Suset,
        GucFlags::default(),
    );
    GucRegistry::define_enum_guc(
        c"dragonfly_queue.anon_access",
        c"What anon may call: contract, what the dashboards need, or none.",
        c"dragonfly.install() grants and revokes by it, and remembers it.",
        &ANON_ACCESS,
        GucContext::Suset,
        GucFlags::default(),
    );
    GucRegistry::define_bool_guc(
        c"dragonfly_queue.anon_may_set_stage",
        c"Whether anon may call set_enforcement_stage(_judgment_id, …).",
        c"For consoles that work with the public key.",
        &ANON_MAY_SET_STAGE,
        GucContext::Suset,
        GucFlags::default(),
    );
}

/// `dragonfly_queue.idempotency_retention`
pub fn retention() -> Option<Retention> {
    let text = text(&RETENTION);
    Retention::parse(if text.is_empty() { DEFAULT_RETENTION } else { &text })
}

/// What CREATE EXTENSION does about the data model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AutoInstall {
    /// Decides by the state of the database.
    ByState,
    /// Makes it.
    On,
    /// Leaves it, with a warning.
    Off,
    /// Leaves it to `install()`, which is called next.
    Later,
}

/// `dragonfly_queue.auto_install`
pub fn auto_install() -> AutoInstall {
    match text(&AUTO_INSTALL).to_ascii_lowercase().as_str() {
        "on" | "true" | "yes" | "1" => AutoInstall::On,
        "off" | "false" | "no" | "0" => AutoInstall::Off,
        "later" => AutoInstall::Later,
        _ => AutoInstall::ByState,
    }
}

/// `dragonfly_queue.authenticator`
pub fn authenticator() -> String {
    text(&AUTHENTICATOR)
}

/// `dragonfly_queue.content_stage_max_concurrency`
pub fn content_stage_max_concurrency() -> String {
    text(&CONTENT_STAGE_MAX_CONCURRENCY)
}

/// `dragonfly_queue.anon_may_set_stage`
pub fn anon_may_set_stage() -> bool {
    ANON_MAY_SET_STAGE.get()
}

fn text(setting: &GucSetting<Option<CString>>) -> String {
    setting.get().map(|text| text.to_string_lossy().into_owned()).unwrap_or_default()
}

#[pgrx::pg_guard]
unsafe extern "C-unwind" fn check_retention(
    new_value: *mut *mut c_char,
    _extra: *mut *mut c_void,
    _source: pg_sys::GucSource::Type,
) -> bool {
    // SAFETY: Postgres passes a pointer to a NUL-terminated string, or to a null pointer.
    let value = unsafe {
        if new_value.is_null() || (*new_value).is_null() {
            return true;
        }
        CStr::from_ptr(*new_value)
    };
    value.to_str().is_ok_and(|text| Retention::parse(text).is_some())
}
