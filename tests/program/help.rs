//! What the program says about itself.

use crate::dragonfly::Operator;
use crate::terminal;

#[test]
fn the_version_is_the_package_s() {
    let version = Operator::new().run(&["--version"]).ok();
    assert_eq!(version, concat!("dragonfly ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn help_has_examples_and_the_exit_codes() {
    let help = Operator::new().run(&["--help"]).ok();
    assert!(help.contains("Examples:") && help.contains("Exit codes:"), "{help}");
    let help = Operator::new().run(&["enqueue", "--help"]).ok();
    assert!(help.contains("dragonfly enqueue enrich doctor:ping"), "{help}");
}

#[test]
fn a_wrong_argument_is_a_usage_error_that_names_it() {
    let said = Operator::new().run(&["enqueue", "enrich", "k", "--paylod", "{}"]).refused(2);
    assert!(said.contains("--paylod") && said.contains("--payload"), "{said}");
    assert!(Operator::new().run(&["enqueue", "enrich"]).refused(2).contains("<KEY>"));
}

/// Lines that are broken by hand are broken a second time where the terminal ends.
#[test]
fn help_is_wrapped_once() {
    let commands = [
        "",
        "doctor",
        "queues",
        "workers",
        "alert-test",
        "dead-letters",
        "enqueue",
        "dispatch",
        "serve",
        "install",
        "completions",
        "peek",
        "job",
    ];
    for command in commands {
        let arguments: Vec<_> =
            [command, "--help"].into_iter().filter(|word| !word.is_empty()).collect();
        let (drawn, _) = terminal::run(Operator::new().command(&arguments), 80, "");
        let lines = terminal::lines(&drawn);
        for pair in lines.windows(2) {
            let width = |line: &str| line.chars().count();
            let is_prose = |line: &str| line.starts_with(|first: char| !first.is_whitespace());
            assert!(width(&pair[0]) <= 80, "{command}: {}", pair[0]);
            let word = pair[1].split(' ').next().unwrap();
            let ends_early = width(&pair[0]) + 1 + width(word) <= 80;
            // A heading stands above lines that are set in.
            let wrong = is_prose(&pair[0]) && is_prose(&pair[1]) && ends_early;
            assert!(!wrong, "{command}: {pair:#?}");
            let cut = pair[0].starts_with("  ") && is_prose(&pair[1]);
            assert!(!cut, "an example does not fit, {command}: {pair:#?}");
        }
    }
}
