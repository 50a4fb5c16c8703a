//! The path prefix of Supabase: maps `/rest/v1/…` to PostgREST's `/…`, so that the documented calls
//! work as printed.

use std::io::Read;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use tiny_http::{Header, Request, Response, Server};
use ureq::Agent;
use ureq::http;

use crate::rest::agent;

const PREFIX: &str = "/rest/v1";
const WORKERS: usize = 8;
// Headers that belong to one connection, not to the request.
const HOP_BY_HOP: [&str; 5] =
    ["connection", "transfer-encoding", "content-length", "host", "keep-alive"];

/// A running gateway. Dropping it ends it.
#[derive(Debug)]
pub struct Gateway {
    /// `http://127.0.0.1:port`, what Supabase calls the project's URL.
    pub url: String,
    server: Arc<ServerHandle>,
    workers: Vec<JoinHandle<()>>,
}

struct ServerHandle(Server);

impl std::fmt::Debug for ServerHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0.server_addr())
    }
}

impl Gateway {
    /// Listens on a free port and forwards to the PostgREST at `rest_url`.
    pub fn start(rest_url: &str) -> Self {
        let server = Arc::new(ServerHandle(Server::http(("127.0.0.1", 0)).unwrap()));
        let url = format!("http://{}", server.0.server_addr());
        let workers = (0..WORKERS).map(|_| {
            let (server, target, agent) = (Arc::clone(&server), rest_url.to_owned(), agent());
            thread::spawn(move || {
                while let Ok(request) = server.0.recv() {
                    answer(&agent, &target, request);
                }
            })
        });
        let workers = workers.collect();
        Self { url, server, workers }
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        for _ in &self.workers {
            self.server.0.unblock();
        }
        for worker in self.workers.drain(..) {
            let _ = worker.join();
        }
    }
}

fn answer(agent: &Agent, target: &str, mut request: Request) {
    let response = match request.url().strip_prefix(PREFIX).map(str::to_owned) {
        Some(path) => forward(agent, &format!("{target}{path}"), &mut request),
        None => Response::from_string("no such path").with_status_code(404),
    };
    // A client that went away needs no answer.
    let _ = request.respond(response);
}

fn forward(agent: &Agent, url: &str, request: &mut Request) -> Response<std::io::Cursor<Vec<u8>>> {
    let mut body = Vec::new();
    request.as_reader().read_to_end(&mut body).unwrap();
    let mut onward = http::Request::builder().method(request.method().as_str()).uri(url);
    for header in request.headers() {
        if !is_hop_by_hop(header.field.as_str().as_str()) {
            onward = onward.header(header.field.as_str().as_str(), header.value.as_str());
        }
    }
    match agent.run(onward.body(body).unwrap()) {
        Ok(mut answer) => copy(&mut answer),
        Err(error) => Response::from_string(error.to_string()).with_status_code(502),
    }
}

fn copy(answer: &mut http::Response<ureq::Body>) -> Response<std::io::Cursor<Vec<u8>>> {
    let mut body = Vec::new();
    answer.body_mut().as_reader().read_to_end(&mut body).unwrap();
    let mut response = Response::from_data(body).with_status_code(answer.status().as_u16());
    for (name, value) in answer.headers() {
        if !is_hop_by_hop(name.as_str()) {
            response.add_header(Header::from_bytes(name.as_str(), value.as_bytes()).unwrap());
        }
    }
    response
}

fn is_hop_by_hop(name: &str) -> bool {
    HOP_BY_HOP.iter().any(|known| known.eq_ignore_ascii_case(name))
}
