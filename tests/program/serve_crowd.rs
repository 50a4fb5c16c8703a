//! `dragonfly serve` among many clients: some are silent, some slow.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use rustix::process::{Pid, Resource, Rlimit, prlimit};

use crate::dragonfly::{Database, Operator};
use crate::serve::{KEY, Served};

/// Fewer files than the clients below have connections.
const FILES: u64 = 64;

/// A server that may open so few files, and a place for every client that is within its own limit.
fn narrow(operator: &Operator) -> Served {
    let served = Served::with(operator, &["--max-connections", "16"]);
    let id = Pid::from_raw(i32::try_from(served.running.id()).unwrap());
    let few = Rlimit { current: Some(FILES), maximum: Some(FILES) };
    prlimit(id, Resource::Nofile, few).unwrap();
    served
}

fn send(served: &Served, text: &str) -> TcpStream {
    let mut stream = TcpStream::connect(served.url.trim_start_matches("http://")).unwrap();
    stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
    stream.write_all(text.as_bytes()).unwrap();
    stream
}

/// What comes before the server closes the connection.
fn rest(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes) {
        Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => {}
        read => drop(read.expect("the server closes the connection")),
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn silent_clients_keep_nobody_from_an_answer() {
    let database = Database::new();
    let served = narrow(&database.operator());
    let half = "GET /metrics HTTP/1.1\r\nHost: here\r\nX-Slow: ";
    let silent: Vec<_> = (0..200).map(|_| send(&served, half)).collect();
    for path in ["/health", "/health/db", "/metrics"] {
        assert_eq!(served.get(path).0, 200, "{path}");
    }
    // Those that came first have lost their place, whatever they were about to ask.
    let first = silent.into_iter().next().unwrap();
    assert_eq!(rest(first), "");
}

#[test]
fn a_client_that_asks_for_nothing_is_sent_away() {
    let database = Database::new();
    let served = Served::by(&database.operator().variable("SUPABASE_SERVICE_ROLE_KEY", KEY));
    let (half, mute) = (send(&served, "GET /health HTTP/1.1\r\n"), send(&served, ""));
    let kept = send(&served, "GET /health HTTP/1.1\r\nHost: here\r\n\r\n");
    let slow = send(&served, &post(KEY));
    assert_eq!(rest(half), "");
    assert_eq!(rest(mute), "");
    assert!(rest(kept).starts_with("HTTP/1.1 200 OK\r\n"));
    assert!(rest(slow).starts_with("HTTP/1.1 408 Request Timeout\r\n"));
}

#[test]
fn bodies_that_never_end_keep_nobody_from_an_answer() {
    let database = Database::new();
    let served = narrow(&database.operator().variable("SUPABASE_SERVICE_ROLE_KEY", KEY));
    // Without the key nobody waits for the body.
    let stranger = rest(send(&served, &post("wrong")));
    assert!(stranger.starts_with("HTTP/1.1 401 Unauthorized\r\n"), "{stranger}");
    let slow: Vec<_> = (0..200).map(|_| send(&served, &post(KEY))).collect();
    assert_eq!(served.get("/health").0, 200);
    assert_eq!(rest(slow.into_iter().next().unwrap()), "");
}

/// A request whose body does not come.
fn post(key: &str) -> String {
    format!(
        "POST /functions/v1/content-queue-dispatcher HTTP/1.1\r\nHost: here\r\n\
         Authorization: Bearer {key}\r\nContent-Length: 1000\r\n\r\n{{"
    )
}

#[test]
fn only_this_machine_is_served_unless_told_otherwise() {
    let served = Served::by(&Database::new().operator());
    assert!(served.url.starts_with("http://127.0.0.1:"), "{}", served.url);
}
