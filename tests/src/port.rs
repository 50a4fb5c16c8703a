//! Free TCP ports, chosen by the kernel.

use std::net::TcpListener;

/// A port of 127.0.0.1 that nobody listened on a moment ago. Another process can take it before it is
/// used, so whoever starts a server on it tries again with another one.
pub fn free() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}
