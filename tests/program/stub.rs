//! An HTTP server of our own: it stands for Discord, for workers' endpoints and for a PostgREST that is
//! not well. It keeps what it was asked.

use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use dragonfly_tests::wait;
use serde_json::Value;
use tiny_http::{Header, Request, Response, Server};

const THREADS: usize = 8;

/// What was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: String,
    pub path: String,
    pub authorization: Option<String>,
    pub body: String,
}

impl Asked {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// What is answered.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Status and body.
    Status(u16, &'static str),
    /// 429 with this many seconds, as header.
    Busy(&'static str),
    /// The answer does not come as long as the stub is there.
    Nothing,
}

/// A running server. Dropping it ends it.
pub struct Stub {
    pub url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    server: Arc<Server>,
    threads: Vec<JoinHandle<()>>,
}

impl Stub {
    /// Answers everything alike.
    pub fn always(reply: Reply) -> Self {
        Self::start(move |_, _| reply.clone())
    }

    /// Asks `answer`, which is told what number a request has, from 0.
    pub fn start(answer: impl Fn(&Asked, usize) -> Reply + Send + Sync + 'static) -> Self {
        let server = Arc::new(Server::http(("127.0.0.1", 0)).unwrap());
        let url = format!("http://{}", server.server_addr());
        let (asked, answer) = (Arc::default(), Arc::new(answer));
        let threads = (0..THREADS).map(|_| {
            let (server, asked) = (Arc::clone(&server), Arc::clone(&asked));
            let answer = Arc::clone(&answer);
            thread::spawn(move || serve(&server, &asked, &*answer))
        });
        let threads = threads.collect();
        Self { url, asked, server, threads }
    }

    /// What was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// Waits until this many requests came, and answers them.
    #[track_caller]
    pub fn after(&self, count: usize) -> Vec<Asked> {
        let came = wait::until(Duration::from_secs(30), || self.asked().len() >= count);
        assert!(came, "{} of {count} requests came", self.asked().len());
        self.asked()
    }
}

impl Drop for Stub {
    fn drop(&mut self) {
        for _ in &self.threads {
            self.server.unblock();
        }
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

fn serve(server: &Server, asked: &Mutex<Vec<Asked>>, answer: &dyn Fn(&Asked, usize) -> Reply) {
    let mut unanswered = Vec::new();
    while let Ok(mut request) = server.recv() {
        let this = read(&mut request);
        let number = {
            let mut asked = asked.lock().unwrap();
            asked.push(this.clone());
            asked.len() - 1
        };
        match answer(&this, number) {
            Reply::Status(status, body) => respond(request, status, body, None),
            Reply::Busy(seconds) => respond(request, 429, "slow down", Some(seconds)),
            Reply::Nothing => unanswered.push(request),
        }
    }
}

fn read(request: &mut Request) -> Asked {
    let mut body = String::new();
    request.as_reader().read_to_string(&mut body).unwrap();
    let authorization = request.headers().iter().find(|header| header.field.equiv("authorization"));
    Asked {
        method: request.method().to_string(),
        path: request.url().to_owned(),
        authorization: authorization.map(|header| header.value.to_string()),
        body,
    }
}

fn respond(request: Request, status: u16, body: &str, retry_after: Option<&str>) {
    let mut response = Response::from_string(body).with_status_code(status);
    response.add_header(Header::from_bytes("Content-Type", "application/json").unwrap());
    if let Some(seconds) = retry_after {
        response.add_header(Header::from_bytes("Retry-After", seconds).unwrap());
    }
    // A client that gave up needs no answer.
    let _ = request.respond(response);
}
