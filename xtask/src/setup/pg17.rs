//! Postgres 17 beside Debian 12's 15: the packages of Debian 13, unpacked into a private tree together
//! with the libraries they were built against. Nothing of the system is touched.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::Result;
use dragonfly_tests::Server;
use xshell::{Shell, cmd};

use super::{announce, debian, quietly, tools_dir};

const SOURCE: &str = "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] \
                      http://deb.debian.org/debian trixie main";
const POSTGRES: [&str; 4] =
    ["postgresql-17", "postgresql-client-17", "postgresql-17-cron", "postgresql-server-dev-17"];
// What `ldd` names for the server and its clients. LLVM, for just-in-time compilation, is left out.
const LIBRARIES: &str = "libaudit1 libc6 libcap-ng0 libcap2 libcom-err2 libgcc-s1 libgssapi-krb5-2 \
    libicu76 libk5crypto3 libkeyutils1 libkrb5-3 libkrb5support0 libldap2 liblz4-1 liblzma5 libpam0g \
    libpcre2-8-0 libpq5 libreadline8t64 libsasl2-2 libselinux1 libssl3t64 libstdc++6 libsystemd0 \
    libtinfo6 libxml2 libxxhash0 libzstd1 zlib1g";
const LIBRARY_DIR: &str = "usr/lib/x86_64-linux-gnu";

/// Makes the tree `pg17` in the folder of tools, unless a server of version 17 is there and runs.
pub fn bring(shell: &Shell) -> Result<()> {
    if Server::find(17).is_some() {
        return Ok(());
    }
    announce("Postgres 17 from Debian 13's packages");
    debian::bring(shell, &["patchelf"])?;
    let dir = tools_dir(shell)?;
    let (tree, downloads) = (dir.join("pg17"), tempfile::tempdir_in(&dir)?);
    shell.remove_path(&tree)?;
    for package in download(shell, downloads.path())? {
        quietly(cmd!(shell, "dpkg --extract {package} {tree}"))?;
    }
    let install = tree.join("usr/lib/postgresql/17");
    for program in
        programs(&install.join("bin"))?.into_iter().chain(programs(&install.join("lib/pgxs"))?)
    {
        bind_to_tree(shell, &program, &tree)?;
    }
    Ok(())
}

/// Downloads with a private apt configuration, which knows Debian 13 only and no installed package.
fn download(shell: &Shell, dir: &Path) -> Result<Vec<PathBuf>> {
    let config = write_config(dir)?;
    quietly(cmd!(shell, "apt-get update").env("APT_CONFIG", &config))?;
    let _in_dir = shell.push_dir(dir);
    let names = POSTGRES.into_iter().chain(LIBRARIES.split_whitespace());
    quietly(cmd!(shell, "apt-get download").args(names).env("APT_CONFIG", &config))?;
    let files = shell.read_dir(dir)?;
    Ok(files.into_iter().filter(|file| file.extension().is_some_and(|end| end == "deb")).collect())
}

fn write_config(dir: &Path) -> Result<PathBuf> {
    for part in ["etc/apt.conf.d", "etc/preferences.d", "lists/partial", "archives/partial"] {
        fs::create_dir_all(dir.join(part))?;
    }
    fs::write(dir.join("etc/sources.list"), SOURCE)?;
    let config = dir.join("apt.conf");
    let text = format!(
        "Dir::Etc \"{0}/etc\";\nDir::Etc::sourceparts \"/dev/null\";\nDir::State \"{0}\";\n\
         Dir::State::status \"/dev/null\";\nDir::Cache \"{0}\";\nAcquire::Languages \"none\";\n\
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
