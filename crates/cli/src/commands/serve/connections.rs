//! Connections: a limited number of them, and none that keeps a place without asking for anything.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io::ErrorKind;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use hyper::Request;
use hyper::body::{Body as _, Incoming};
use hyper::header::{CONNECTION, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::sleep;

/// How long a client may take to send the head of a request, and how long it may stay without one.
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);
/// Within this time a client may take its answer before its place is given away.
const TO_TAKE_AN_ANSWER: Duration = Duration::from_secs(1);
/// Until the next attempt when the system has no connection to give.
const NO_CONNECTION: Duration = Duration::from_millis(200);

/// Serves until `ended` is ready; requests that have begun are answered before it returns.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limit: usize,
    ended: impl Future<Output = ()>,
) {
    let (seats, graceful) = (Arc::new(Seats::new(limit)), GracefulShutdown::new());
    let mut ended = pin!(ended);
    loop {
        let next = async { (accept(&listener).await, Seats::take(&seats).await) };
        tokio::select! {
            (stream, seat) = next => {
                tokio::spawn(attend(stream, seat, router.clone(), graceful.watcher()));
            }
            () = &mut ended => break,
        }
    }
    drop(listener);
    graceful.shutdown().await;
}

async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            // A client that went away again.
            Err(error) if is_of_client(error.kind()) => {}
            Err(_) => sleep(NO_CONNECTION).await,
        }
    }
}

fn is_of_client(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset
    )
}

/// Answers what one client asks, until it goes or its seat is given to another one.
async fn attend(stream: TcpStream, seat: Seat, router: Router, watcher: Watcher) {
    let seat = Arc::new(seat);
    let asked = Arc::clone(&seat);
    let handlers = TowerToHyperService::new(router);
    let service = service_fn(move |mut request: Request<Incoming>| {
        // One with a body is still waited for; its handler says when that is there.
        if request.body().is_end_stream() {
            asked.busy();
        }
        request.extensions_mut().insert(Arc::clone(&asked));
        let (answer, asked) = (handlers.call(request.map(Body::new)), Arc::clone(&asked));
        async move {
            let answer: Result<Response, Infallible> = answer.await;
            answer.map(|answer| asked.answered(answer))
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIMEOUT)
        .serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        // What a client does wrong is not ours to tell.
        _ = watcher.watch(connection) => {}
        () = seat.close.notified() => {}
    }
}

/// A place for every connection that may be open. When all are taken, the client that has waited longest
/// without a request loses its place: a client that asks gets an answer, however many are silent.
struct Seats {
    free: Arc<Semaphore>,
    waiting: Mutex<Waiting>,
    /// A client has begun to wait.
    more: Notify,
}

/// Clients that are not being answered, in the order in which they began to wait.
#[derive(Default)]
struct Waiting {
    next: u64,
    clients: BTreeMap<u64, Client>,
}

struct Client {
    /// When it got an answer; it may still be taking it.
    answered: Option<Instant>,
    close: Arc<Notify>,
}

/// The place of one connection.
pub struct Seat {
    seats: Arc<Seats>,
    close: Arc<Notify>,
    ticket: Mutex<Option<u64>>,
    _permit: Option<OwnedSemaphorePermit>,
}

impl Seats {
    fn new(limit: usize) -> Self {
        let free = Arc::new(Semaphore::new(limit));
        Self { free, waiting: Mutex::default(), more: Notify::new() }
    }

    async fn take(this: &Arc<Self>) -> Seat {
        let mut permit = Arc::clone(&this.free).try_acquire_owned().ok();
        while permit.is_none() {
            this.close_one();
            tokio::select! {
                biased;
                // The semaphore is never closed.
                freed = Arc::clone(&this.free).acquire_owned() => permit = freed.ok(),
                () = this.more.notified() => {}
                () = sleep(TO_TAKE_AN_ANSWER) => {}
            }
        }
        let (seats, close) = (Arc::clone(this), Arc::new(Notify::new()));
        let seat = Seat { seats, close, ticket: Mutex::default(), _permit: permit };
        seat.waits(None);
        seat
    }

    fn close_one(&self) {
        let clients = &mut held(&self.waiting).clients;
        let has_its_answer =
            |client: &Client| client.answered.is_none_or(|at| at.elapsed() >= TO_TAKE_AN_ANSWER);
        let longest = clients.iter().find(|(_, client)| has_its_answer(client));
        let longest = longest.map(|(ticket, _)| *ticket);
        if let Some(client) = longest.and_then(|ticket| clients.remove(&ticket)) {
            client.close.notify_one();
        }
    }
}

impl Seat {
    fn waits(&self, answered: Option<Instant>) {
        let mut waiting = held(&self.seats.waiting);
        let ticket = waiting.next;
        waiting.next += 1;
        waiting.clients.insert(ticket, Client { answered, close: Arc::clone(&self.close) });
        *held(&self.ticket) = Some(ticket);
    }

    /// When others wait for a place, the client is asked to leave it.
    fn answered(&self, mut answer: Response) -> Response {
        if self.seats.free.available_permits() == 0 {
            answer.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        self.busy();
        self.waits(Some(Instant::now()));
        self.seats.more.notify_one();
        answer
    }

    /// The request is here in full: nobody takes the place of its client before it is answered.
    pub fn busy(&self) {
        if let Some(ticket) = held(&self.ticket).take() {
            held(&self.seats.waiting).clients.remove(&ticket);
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.busy();
    }
}

/// A poisoned lock is taken all the same: nothing that is done under these locks can fail halfway.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
