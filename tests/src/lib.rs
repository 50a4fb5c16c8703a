//! What the end-to-end tests stand on: a throw-away cluster, PostgREST, JWTs.
