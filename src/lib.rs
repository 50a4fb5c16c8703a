//! Table of contents of the extension.
::pgrx::pg_module_magic!(name, version);
