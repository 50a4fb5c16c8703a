//! dpkg installs, upgrades and removes the packages in a folder of its own, and leaves no file behind.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail, ensure};
use xshell::{Cmd, Shell, cmd};

use super::deb;
use super::{VERSION, installed_root};

/// A machine in a folder: dpkg's records say that a server is installed, nothing else.
struct Machine {
    shell: Shell,
    dir: tempfile::TempDir,
}

impl Machine {
    /// None where dpkg cannot run.
    fn new(installed: &[&str]) -> Result<Option<Self>> {
        let shell = Shell::new()?;
        let may_own = is_root() || cmd!(shell, "fakeroot true").quiet().run().is_ok();
        if !deb::can_pack(&shell) || !may_own {
            eprintln!("no dpkg, or neither root nor fakeroot");
            return Ok(None);
        }
        let dir = tempfile::tempdir()?;
        let admin = dir.path().join("root/var/lib/dpkg");
        for folder in ["info", "updates", "triggers"] {
            fs::create_dir_all(admin.join(folder))?;
        }
        let entry = |name: &&str| {
            format!(
                "Package: {name}\nStatus: install ok installed\nVersion: 99\nArchitecture: all\n\
                 Multi-Arch: foreign\nMaintainer: nobody\nDescription: {name}\n\n"
            )
        };
        fs::write(admin.join("status"), installed.iter().map(entry).collect::<String>())?;
        Ok(Some(Self { shell, dir }))
    }

    fn dpkg(&self) -> Cmd<'_> {
        let (root, log) = (self.dir.path().join("root"), self.dir.path().join("log"));
        let command =
            if is_root() { cmd!(self.shell, "dpkg") } else { cmd!(self.shell, "fakeroot dpkg") };
        let command = command.arg("--root").arg(root).arg("--log").arg(log);
        // Documents are left out by the configuration of small images; sbin is not in everybody's PATH.
        command
            .args(["--path-include=/usr/share/doc/*", "--force-bad-path", "--force-not-root"])
            .quiet()
    }

    fn succeeds(&self, arguments: &[&str], file: Option<&Path>) -> Result<()> {
        let output = self.dpkg().args(arguments).args(file).ignore_status().output()?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Ok(())
    }

    /// Files of the machine, without dpkg's own.
    fn files(&self) -> Result<Vec<String>> {
        let root = self.dir.path().join("root");
        let find =
            cmd!(self.shell, "find . -path ./var -prune -o -mindepth 1 ! -type d -printf %P\\n");
        let _in_root = self.shell.push_dir(root);
        let mut files: Vec<_> = find.quiet().read()?.lines().map(str::to_owned).collect();
        files.sort();
        Ok(files)
    }

    /// A package of the extension with these files in the server's folders.
    fn extension(&self, version: &str, scripts: &[&str]) -> Result<PathBuf> {
        let staging = self.dir.path().join(format!("staging-{version}"));
        let sharedir = "/tools/pg15/usr/share/postgresql/15";
        let extensions = staging.join(&sharedir[1..]).join("extension");
        let libraries = staging.join("tools/pg15/usr/lib/postgresql/15/lib");
        fs::create_dir_all(&extensions)?;
        fs::create_dir_all(&libraries)?;
        fs::write(libraries.join("dragonfly_queue.so"), version)?;
        for script in scripts {
            fs::write(extensions.join(script), version)?;
        }
        let root = installed_root(&staging, Path::new(sharedir))?;
        deb::pack_version(&self.shell, &deb::extension(15), version, &root, self.dir.path())
    }
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

const LIBRARY: &str = "usr/lib/postgresql/15/lib/dragonfly_queue.so";
const DOCUMENT: &str = "usr/share/doc/postgresql-15-dragonfly-queue/copyright";

fn below_share(scripts: &[&str]) -> Vec<String> {
    let script = |name: &&str| format!("usr/share/postgresql/15/extension/{name}");
    let mut files: Vec<_> = scripts.iter().map(script).collect();
    files.extend([LIBRARY.to_owned(), DOCUMENT.to_owned()]);
    files.sort();
    files
}

#[test]
fn the_extension_installs_upgrades_and_leaves_nothing() -> Result<()> {
    let Some(machine) = Machine::new(&["postgresql-15"])? else { return Ok(()) };
    let old = ["dragonfly_queue--0.1.0.sql", "dragonfly_queue.control"];
    let new = [
        "dragonfly_queue--0.1.0--0.2.0.sql",
        "dragonfly_queue--0.2.0.sql",
        "dragonfly_queue.control",
    ];
    machine.succeeds(&["--install"], Some(&machine.extension("0.1.0", &old)?))?;
    assert_eq!(machine.files()?, below_share(&old));
    machine.succeeds(&["--install"], Some(&machine.extension(VERSION, &new)?))?;
    assert_eq!(machine.files()?, below_share(&new));
    let library = machine.dir.path().join("root").join(LIBRARY);
    assert_eq!(fs::read_to_string(library)?, VERSION);
    machine.succeeds(&["--remove", "postgresql-15-dragonfly-queue"], None)?;
    assert_eq!(machine.files()?, Vec::<String>::new());
    Ok(())
}

#[test]
fn the_extension_needs_its_server() -> Result<()> {
    let Some(machine) = Machine::new(&["postgresql-17"])? else { return Ok(()) };
    let package = machine.extension(VERSION, &["dragonfly_queue.control"])?;
    let Err(error) = machine.succeeds(&["--install"], Some(&package)) else {
        bail!("installed without its server")
    };
    assert!(error.to_string().contains("depends on postgresql-15"), "{error}");
    Ok(())
}

#[test]
fn files_belong_to_root_and_everybody_may_read_them() -> Result<()> {
    let Some(machine) = Machine::new(&[])? else { return Ok(()) };
    let package = machine.extension(VERSION, &["dragonfly_queue.control"])?;
    let shell = &machine.shell;
    let contents = cmd!(shell, "dpkg-deb --contents {package}").quiet().read()?;
    for line in contents.lines() {
        let expected =
            line.starts_with("drwxr-xr-x root/root") || line.starts_with("-rw-r--r-- root/root");
        assert!(expected, "{line}");
    }
    let fields =
        cmd!(shell, "dpkg-deb --field {package} Package Version Depends").quiet().read()?;
    let expected = format!(
        "Package: postgresql-15-dragonfly-queue\nVersion: {VERSION}\nDepends: postgresql-15"
    );
    assert_eq!(fields, expected);
    Ok(())
}

#[test]
fn the_program_stands_beside_the_extension_of_two_servers() -> Result<()> {
    let Some(machine) = Machine::new(&["postgresql-15", "libc6"])? else { return Ok(()) };
    let root = machine.dir.path().join("program");
    fs::create_dir_all(root.join("usr/bin"))?;
    fs::write(root.join("usr/bin/dragonfly"), "")?;
    let program = deb::pack(&machine.shell, &deb::program(), &root, machine.dir.path())?;
    machine.succeeds(&["--install"], Some(&machine.extension(VERSION, &[])?))?;
    machine.succeeds(&["--install"], Some(&program))?;
    assert!(machine.files()?.contains(&"usr/bin/dragonfly".to_owned()));
    machine.succeeds(&["--remove", "dragonfly-queue"], None)?;
    assert_eq!(machine.files()?, below_share(&[]));
    Ok(())
}
