//! From the extension script to a working data model. `preflight` opens the script, `finish_script`
//! closes it, `dragonfly.install()` converges at any time: it creates what is missing and never
//! drops or rewrites what is there. What there should be is in `sql/schema/`, one file per
//! subsystem (`model`); what an existing table lacks is decided in `dragonfly_domain::schema`.

mod access;
mod advice;
mod aliases;
mod anon;
mod api;
mod converge;
mod cron;
mod ddl;
mod demands;
mod forget;
mod generic;
mod grants;
mod ground;
mod helpers;
mod legacy;
mod members;
mod model;
mod overloads;
mod preflight;
mod present;
mod queues;
mod registry;
mod store;
mod tables;
mod types;
mod views;

pub use access::rows as access_rows;
pub use cron::{JOBS, Job, is_available as cron_is_available};
pub use demands::{HINT as DEMANDS_HINT, missing_value, missing_word, problems as demands};
pub use model::{columns, indexes, is_named_in, keys, names_a_key, policies, triggers};
pub use overloads::{beside as overloads, script as moves};
pub use queues::{drop as drop_queue, make as make_queue, real_name as real_queue_name};
pub use store::pin_search_path;
pub use views::MARK as VIEW_MARK;
