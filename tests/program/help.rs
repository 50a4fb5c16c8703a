//! What the program says about itself.

use crate::dragonfly::Operator;

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
