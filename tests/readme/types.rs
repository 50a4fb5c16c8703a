//! The TypeScript types of the database: as the catalogue has them, and strict enough for the examples.

use std::process::Command;

use dragonfly_tests::tools;

use crate::blocks::blocks;
use crate::stage::Stage;
use crate::{book, page};

const SCRIPT: &str = include_str!("../../clients/typescript/database.types.sql");
const SHIPPED: &str = include_str!("../../clients/typescript/database.types.ts");
const EXAMPLE: &str = include_str!("../../clients/typescript/example.ts");

#[test]
fn the_types_that_are_shipped_are_those_of_the_catalogue() {
    let written = Stage::set("types").unaligned(SCRIPT);
    if written != SHIPPED {
        let new = std::env::temp_dir().join("database.types.ts");
        std::fs::write(&new, &written).unwrap();
        panic!("clients/typescript/database.types.ts is out of date; see {}", new.display());
    }
}

#[test]
fn examples_and_types_pass_the_strict_compiler() {
    let dir = tempfile::tempdir().unwrap();
    let modules = tools::dir().join("node/node_modules");
    std::os::unix::fs::symlink(&modules, dir.path().join("node_modules")).unwrap();
    std::fs::write(dir.path().join("database.types.ts"), SHIPPED).unwrap();
    std::fs::write(dir.path().join("example.mts"), EXAMPLE).unwrap();
    let mut names = vec!["example.mts".to_owned()];
    for path in book() {
        let snippets = blocks(&page(&path)).into_iter();
        for block in snippets.filter(|block| block.language == "typescript") {
            let name = format!("{}_line{}.mts", path.replace('/', "_"), block.line);
            std::fs::write(dir.path().join(&name), &block.text).unwrap();
            names.push(name);
        }
    }
    assert!(names.len() > 2, "{names:?}");
    let mut tsc = Command::new(modules.join(".bin/tsc"));
    tsc.current_dir(dir.path()).args(["--strict", "--noEmit", "--target", "es2022"]);
    tsc.args(["--module", "nodenext", "--skipLibCheck", "--types", "node"]).args(&names);
    let output = tsc.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
