//! Ends what a test started when the test process ends, whether it returns, panics, leaves a cluster in
//! a `static` or is killed: a shell that waits for the end of its standard input, which we hold.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

// Both check that the process is still the one meant before they signal it. A process that ended but
// was not collected by its parent has no working directory any more.
const CLUSTER: &str = r#"
trap '' INT TERM HUP
cat >/dev/null
pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
alive() { [ -n "$pid" ] && [ "$(readlink "/proc/$pid/cwd")" = "$1/data" ]; }
if alive "$1"; then
  kill -QUIT "$pid"
  n=0
  while alive "$1" && [ $n -lt 100 ]; do sleep 0.05; n=$((n + 1)); done
  alive "$1" && kill -KILL "$pid"
fi
rm -rf "$1" 2>/dev/null || { sleep 0.5; rm -rf "$1"; }
"#;
const PROCESS: &str = r#"
trap '' INT TERM HUP
cat >/dev/null
[ "$(readlink "/proc/$1/exe")" = "$2" ] && kill -KILL "$1"
rm -rf "$3"
"#;

/// Ends its charge when it is dropped, or when this process is gone.
#[derive(Debug)]
pub struct Reaper(Child);

impl Reaper {
    /// Watches over a cluster: `dir` holds `data`, and is removed with everything in it.
    pub fn of_cluster(dir: &Path) -> Self {
        Self::start(CLUSTER, &[dir.to_str().unwrap()])
    }

    /// Watches over a child process that runs `program`, and over its folder.
    pub fn of_process(child: &Child, program: &Path, dir: &Path) -> Self {
        let program = program.canonicalize().unwrap();
        let (id, dir) = (child.id().to_string(), dir.to_str().unwrap());
        Self::start(PROCESS, &[&id, program.to_str().unwrap(), dir])
    }

    fn start(script: &str, arguments: &[&str]) -> Self {
        let mut shell = Command::new("sh");
        shell.args(["-c", script, "reaper"]).args(arguments);
        shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        Self(shell.spawn().expect("sh"))
    }
}

impl Drop for Reaper {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}
