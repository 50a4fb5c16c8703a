//! Debian packages, made by `dpkg-deb` of a folder with the files and `DEBIAN/control`. They have no scripts: dpkg
//! puts files there and takes them away, and what happens in a database is for its superuser to say.

use std::path::{Path, PathBuf};

use anyhow::Result;
use dragonfly_tests::tools;
use xshell::{Shell, cmd};

use super::VERSION;

/// What the control file says.
pub struct Package {
    /// Its name.
    pub name: String,
    /// Lines of the control file between the version and the description.
    pub relations: String,
    /// First line and text of the description.
    pub description: &'static str,
}

/// The extension for one version of Postgres, named as Debian names extensions. pgmq is suggested only: CREATE EXTENSION
/// asks for it, and Debian itself has no package of it.
pub fn extension(major: u32) -> Package {
    Package {
        name: format!("postgresql-{major}-dragonfly-queue"),
        relations: format!(
            "Depends: postgresql-{major}
Suggests: postgresql-{major}-pgmq, postgresql-{major}-cron, dragonfly-queue"
        ),
        description: "case-work back office as a PostgreSQL extension
 Durable queues, staged content, workers and enforcement cases behind native
 SQL functions, which PostgREST exposes. It needs the extension pgmq.",
    }
}

/// The operator's program. It is the same for every version of Postgres and runs on other machines than the server, so
/// it cannot be in the packages of the extension. A package `dragonfly` with the same program name exists elsewhere.
pub fn program() -> Package {
    Package {
        name: "dragonfly-queue".to_owned(),
        relations: "Depends: libc6
Conflicts: dragonfly"
            .to_owned(),
        description: "operator's program for the PostgreSQL extension dragonfly_queue
 Health, queues, workers, dead letters, alerts, metrics and installation of
 the extension, over a connection to the database.",
    }
}

impl Package {
    fn control(&self, version: &str, architecture: &str) -> String {
        let Self { name, relations, description } = self;
        format!(
            "Package: {name}
Version: {version}
Architecture: {architecture}
Maintainer: The maintainers of dragonfly_queue <maintainers@dragonfly-queue.invalid>
Section: database
Priority: optional
{relations}
Description: {description}
"
        )
    }
}

/// Whether the tool is there.
pub fn can_pack(shell: &Shell) -> bool {
    cmd!(shell, "dpkg-deb --version").quiet().ignore_stdout().ignore_stderr().run().is_ok()
}

/// Packs what is in `root/usr` into `dir` as this version.
pub fn pack(shell: &Shell, package: &Package, root: &Path, dir: &Path) -> Result<PathBuf> {
    pack_version(shell, package, VERSION, root, dir)
}

/// The same as another version.
pub fn pack_version(
    shell: &Shell,
    package: &Package,
    version: &str,
    root: &Path,
    dir: &Path,
) -> Result<PathBuf> {
    let architecture = cmd!(shell, "dpkg --print-architecture").quiet().read()?;
    let stem = format!("{}_{version}_{architecture}", package.name);
    let (tree, file) = (dir.join(&stem), dir.join(format!("{stem}.deb")));
    shell.remove_path(&tree)?;
    shell.create_dir(&tree)?;
    let files = root.join("usr");
    cmd!(shell, "cp --recursive {files} {tree}").quiet().run()?;
    let docs = tree.join("usr/share/doc").join(&package.name);
    shell.write_file(docs.join("copyright"), copyright(shell)?)?;
    // The modes do not depend on the umask of the build machine.
    cmd!(shell, "chmod --recursive u=rwX,go=rX {tree}").quiet().run()?;
    shell.write_file(tree.join("DEBIAN/control"), package.control(version, &architecture))?;
    cmd!(shell, "chmod 755 {tree}/DEBIAN").quiet().run()?;
    cmd!(shell, "dpkg-deb --root-owner-group --build {tree} {file}")
        .quiet()
        .ignore_stdout()
        .run()?;
    shell.remove_path(&tree)?;
    Ok(file)
}

fn copyright(shell: &Shell) -> Result<String> {
    Ok(shell.read_file(tools::workspace().join("LICENSE"))?)
}
