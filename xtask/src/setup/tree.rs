//! Later versions of Postgres beside Debian 12's 15: packages of later Debian releases, unpacked into a private tree
//! each together with the libraries they were built against. Nothing of the system is touched.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use dragonfly_tests::Server;
use xshell::{Shell, cmd};

use super::{announce, debian, quietly, tools_dir};

/// Where a version of Postgres comes from.
struct Release {
    major: u32,
    /// The release of Debian that has it.
    debian: &'static str,
    /// Libraries whose packages have other names in each release.
    libraries: &'static [&'static str],
}

const RELEASES: [Release; 2] = [
    Release { major: 17, debian: "trixie", libraries: &["libicu76", "libxml2"] },
    Release {
        major: 18,
        debian: "testing",
        libraries: &["libicu78", "libxml2-16", "libnuma1", "liburing2"],
    },
];

// What `ldd` names for the server and its clients. LLVM, for just-in-time compilation, is left out.
const LIBRARIES: &str = "libaudit1 libc6 libcap-ng0 libcap2 libcom-err2 libgcc-s1 libgssapi-krb5-2 \
    libk5crypto3 libkeyutils1 libkrb5-3 libkrb5support0 libldap2 liblz4-1 liblzma5 libpam0g \
    libpcre2-8-0 libpq5 libreadline8t64 libsasl2-2 libselinux1 libssl3t64 libstdc++6 libsystemd0 \
    libtinfo6 libxxhash0 libzstd1 zlib1g";
const LIBRARY_DIR: &str = "usr/lib/x86_64-linux-gnu";

/// Makes the tree `pg<major>` in the folder of tools, unless a server of that version is there and runs.
pub fn bring(shell: &Shell, major: u32) -> Result<()> {
    if Server::find(major).is_some() {
        return Ok(());
    }
    let release = RELEASES.iter().find(|release| release.major == major);
    let release = release.with_context(|| format!("no packages of Postgres {major} are known"))?;
    announce(&format!("Postgres {major} from the packages of Debian {}", release.debian));
    debian::bring(shell, &["patchelf"])?;
    let dir = tools_dir(shell)?;
    let (tree, downloads) = (dir.join(format!("pg{major}")), tempfile::tempdir_in(&dir)?);
    shell.remove_path(&tree)?;
    for package in download(shell, downloads.path(), release)? {
        quietly(cmd!(shell, "dpkg --extract {package} {tree}"))?;
    }
    let install = tree.join(format!("usr/lib/postgresql/{major}"));
    for program in
        programs(&install.join("bin"))?.into_iter().chain(programs(&install.join("lib/pgxs"))?)
    {
        bind_to_tree(shell, &program, &tree)?;
    }
    Ok(())
}

/// Downloads with a private apt configuration, which knows one release of Debian and no installed package.
fn download(shell: &Shell, dir: &Path, release: &Release) -> Result<Vec<PathBuf>> {
    let config = write_config(dir, &debian::archive(shell)?, release.debian)?;
    quietly(cmd!(shell, "apt-get update").env("APT_CONFIG", &config))?;
    let _in_dir = shell.push_dir(dir);
    let major = release.major;
    let postgres = [
        format!("postgresql-{major}"),
        format!("postgresql-client-{major}"),
        format!("postgresql-{major}-cron"),
        format!("postgresql-server-dev-{major}"),
    ];
    let libraries = LIBRARIES.split_whitespace().chain(release.libraries.iter().copied());
    let names = postgres.iter().map(String::as_str).chain(libraries);
    quietly(cmd!(shell, "apt-get download").args(names).env("APT_CONFIG", &config))?;
    let files = shell.read_dir(dir)?;
    Ok(files.into_iter().filter(|file| file.extension().is_some_and(|end| end == "deb")).collect())
}

fn write_config(dir: &Path, archive: &str, debian: &str) -> Result<PathBuf> {
    for part in ["etc/apt.conf.d", "etc/preferences.d", "lists/partial", "archives/partial"] {
        fs::create_dir_all(dir.join(part))?;
    }
    let keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
    let source = format!("deb [signed-by={keyring}] {archive} {debian} main");
    fs::write(dir.join("etc/sources.list"), source)?;
    let config = dir.join("apt.conf");
    let text = format!(
        "Dir::Etc \"{0}/etc\";\nDir::Etc::sourceparts \"/dev/null\";\nDir::State \"{0}\";\n\
         Dir::State::status \"/dev/null\";\nDir::Cache \"{0}\";\nAcquire::Languages \"none\";\n\
         Acquire::Check-Valid-Until \"false\";\n\
         APT::Architecture \"amd64\";\nAPT::Sandbox::User \"root\";\n",
        dir.display()
    );
    fs::write(&config, text)?;
    Ok(config)
}

/// Every program below a directory.
fn programs(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir)? {
        let (path, about) = {
            let entry = entry?;
            (entry.path(), entry.metadata()?)
        };
        if about.is_dir() {
            found.extend(programs(&path)?);
        } else if about.is_file() && about.permissions().mode() & 0o111 != 0 && is_elf(&path)? {
            found.push(path);
        }
    }
    Ok(found)
}

fn is_elf(path: &Path) -> Result<bool> {
    Ok(fs::read(path)?.starts_with(b"\x7fELF"))
}

/// Makes a program use the loader and the libraries of its own tree.
fn bind_to_tree(shell: &Shell, program: &Path, tree: &Path) -> Result<()> {
    let libraries = tree.join(LIBRARY_DIR);
    let loader = libraries.join("ld-linux-x86-64.so.2");
    let patch = cmd!(shell, "patchelf --set-interpreter {loader}");
    quietly(patch.arg("--force-rpath").arg("--set-rpath").arg(libraries).arg(program))?;
    Ok(())
}
