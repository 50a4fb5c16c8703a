//! A terminal of a given width, and what a program draws on it.

use std::fs::File;
use std::io::Read;
use std::os::fd::OwnedFd;
use std::process::{Command, Stdio};
use std::thread;

use rustix::fs::{Mode, OFlags, open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

/// Runs a program to its end on a terminal with so many columns; what it wrote, and its exit code.
/// `keys` are typed right away.
pub fn run(mut command: Command, columns: u16, keys: &str) -> (String, Option<i32>) {
    // Closed in whatever another thread starts meanwhile: a server would keep the terminal open for ever.
    let controller =
        openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
    grantpt(&controller).unwrap();
    unlockpt(&controller).unwrap();
    let name = ptsname(&controller, Vec::new()).unwrap();
    let size = Winsize { ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&controller, size).unwrap();
    let terminal = || -> OwnedFd {
        open(&*name, OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty()).unwrap()
    };
    command
        .stdin(Stdio::from(terminal()))
        .stdout(Stdio::from(terminal()))
        .stderr(Stdio::from(terminal()));
    command.env("TERM", "xterm-256color");
    rustix::io::write(&controller, keys.as_bytes()).unwrap();
    let mut child = command.spawn().unwrap();
    // Our copies of the program's side keep the terminal open.
    drop(command);
    let reader = thread::spawn(move || read_all(controller));
    let code = child.wait().unwrap().code();
    (reader.join().unwrap(), code)
}

/// Reading a terminal whose other side is closed is an error, after everything was read.
fn read_all(controller: OwnedFd) -> String {
    let (mut file, mut bytes) = (File::from(controller), Vec::new());
    let _ = file.read_to_end(&mut bytes);
    String::from_utf8(bytes).unwrap()
}

/// The lines that stay visible, without colours; a line that was drawn over counts as last drawn.
pub fn lines(drawn: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut characters = drawn.chars();
    while let Some(character) = characters.next() {
        match character {
            // ESC [ … letter
            '\u{1b}' => drop(characters.find(char::is_ascii_alphabetic)),
            other => plain.push(other),
        }
    }
    let last_drawn =
        |line: &str| line.rsplit('\r').find(|part| !part.is_empty()).map(str::to_owned);
    plain.split("\r\n").map(|line| last_drawn(line).unwrap_or_default()).collect()
}
