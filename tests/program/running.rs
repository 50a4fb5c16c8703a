//! A program that is still running: what it says line by line, and signals to it.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use dragonfly_tests::cluster::signal;
use dragonfly_tests::wait;
use rustix::process::Signal;

const PATIENCE: Duration = Duration::from_secs(30);

/// Killed when the test is over.
pub struct Running {
    child: Child,
    stdout: Receiver<String>,
    stderr: Receiver<String>,
}

impl Running {
    pub fn of(mut command: Command) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let stdout = lines(child.stdout.take().unwrap());
        let stderr = lines(child.stderr.take().unwrap());
        Self { child, stdout, stderr }
    }

    /// The next line of standard output.
    #[track_caller]
    pub fn line(&self) -> String {
        self.stdout.recv_timeout(PATIENCE).expect("a line of standard output")
    }

    /// The next line of standard error that has this word in it.
    #[track_caller]
    pub fn said(&self, word: &str) -> String {
        loop {
            let line = self.stderr.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|_| panic!("nothing about {word:?} was said"));
            if line.contains(word) {
                return line;
            }
        }
    }

    pub fn signal(&self, which: Signal) {
        signal(self.child.id(), which);
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// SIGTERM, and the exit code that follows.
    pub fn terminate(&mut self) -> Option<i32> {
        self.signal(Signal::TERM);
        self.ended()
    }

    /// Exit code of a program that ends by itself; none when a signal ended it.
    #[track_caller]
    pub fn ended(&mut self) -> Option<i32> {
        let status = wait::until_some(PATIENCE, || self.child.try_wait().unwrap());
        status.expect("the program ends").code()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}
