//! Building the extension and installing it into a server.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, bail};
use dragonfly_tests::{Server, tools};
use xshell::{Cmd, Shell};

use crate::{program, setup};

/// How the extension is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Without optimisation: a change is compiled in seconds
    Debug,
    /// What is shipped and measured
    Release,
}

/// Builds the extension and copies it to where the server looks for extensions.
pub fn install(server: &Server, profile: Profile) -> Result<()> {
    let shell = program::shell()?;
    let mut command = pgrx(&shell, "install", server);
    if profile == Profile::Release {
        command = command.arg("--release");
    }
    if !program::may_write(&server.config("--pkglibdir")) {
        command = command.arg("--sudo");
    }
    command.run()?;
    Ok(())
}

/// The same, unless what is installed was built from these sources in this profile.
pub fn install_changed(server: &Server, profile: Profile) -> Result<()> {
    let stamp = Stamp::of(server, profile)?;
    if stamp.is_current()? {
        println!("the extension is installed already");
        return Ok(());
    }
    let begun = SystemTime::now();
    install(server, profile)?;
    Stamp::of(server, profile)?.write(begun)
}

/// Puts the scripts of released versions beside the current one, so that tests can create them.
pub fn install_released(server: &Server) -> Result<()> {
    let shell = program::shell()?;
    let extensions = server.config("--sharedir").join("extension");
    for file in fs::read_dir(tools::workspace().join("tests/upgrade"))? {
        let (name, path) = file.map(|file| (file.file_name(), file.path()))?;
        if name.to_string_lossy().starts_with("dragonfly_queue--") {
            program::put_file(&shell, &extensions.join(name), &fs::read_to_string(path)?)?;
        }
    }
    Ok(())
}

/// Fails when a source is newer than the library that is installed.
pub fn require_current(server: &Server) -> Result<()> {
    for profile in [Profile::Debug, Profile::Release] {
        if Stamp::of(server, profile)?.is_current()? {
            return Ok(());
        }
    }
    bail!("the installed extension was built from other sources; leave out --no-build")
}

/// What was installed: the profile and the time of the library, kept beside the build.
struct Stamp {
    file: PathBuf,
    text: String,
}

impl Stamp {
    fn of(server: &Server, profile: Profile) -> Result<Self> {
        let file = tools::workspace().join(format!("target/installed-{}", server.major));
        let library = server.config("--pkglibdir").join("dragonfly_queue.so");
        let time = fs::metadata(library).and_then(|library| library.modified());
        let time = time.map(|time| time.duration_since(SystemTime::UNIX_EPOCH)).ok().transpose()?;
        Ok(Self { file, text: format!("{profile:?} {time:?}") })
    }

    /// A source that changes while it is compiled is newer than the stamp.
    fn write(&self, begun: SystemTime) -> Result<()> {
        fs::write(&self.file, &self.text)?;
        Ok(fs::File::options().write(true).open(&self.file)?.set_modified(begun)?)
    }

    fn is_current(&self) -> Result<bool> {
        if fs::read_to_string(&self.file).ok().as_ref() != Some(&self.text) {
            return Ok(false);
        }
        let written = fs::metadata(&self.file)?.modified()?;
        let workspace = tools::workspace();
        for source in SOURCES {
            if newest(&workspace.join(source))? > written {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// What the library and its SQL are made of.
const SOURCES: [&str; 6] =
    ["src", "sql", "crates/domain", "Cargo.toml", "Cargo.lock", "dragonfly_queue.control"];

/// The time of the newest file or folder below.
fn newest(path: &Path) -> Result<SystemTime> {
    let about = fs::metadata(path).with_context(|| path.display().to_string())?;
    let mut newest_time = about.modified()?;
    if about.is_dir() {
        for entry in fs::read_dir(path)? {
            newest_time = newest_time.max(newest(&entry?.path())?);
        }
    }
    Ok(newest_time)
}

/// A command of cargo-pgrx for a server.
pub fn pgrx<'a>(shell: &'a Shell, subcommand: &str, server: &Server) -> Cmd<'a> {
    let feature = format!("pg{}", server.major);
    let command = program::cargo(shell).args(["pgrx", subcommand, "--package", "dragonfly_queue"]);
    let command = command.arg("--no-default-features");
    let command = command.args(["--features", &feature]).arg("--pg-config").arg(&server.pg_config);
    if server.major == setup::DEFAULT_MAJOR {
        return command;
    }
    // pgrx's build script looks versions up in its own configuration, where set-up put only the default.
    command.env("PGRX_PG_CONFIG_PATH", &server.pg_config)
}
