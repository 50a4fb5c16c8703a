//! Figures as a table for people.

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{CellAlignment, Table};

use super::figure::{Figure, Target};

/// The table of a group's figures.
pub fn table(figures: &[Figure]) -> String {
    let mut table = Table::new();
    table.load_preset(UTF8_HORIZONTAL_ONLY);
    table.set_header([
        "figure", "first", "second", "unit", "ratio", "rounds", "by CPU", "target", "",
    ]);
    for column in 1..=2 {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for figure in figures {
        table.add_row(row(figure));
    }
    table.to_string()
}

fn row(figure: &Figure) -> [String; 9] {
    let ratio = figure.ratio;
    [
        figure.name.clone(),
        number(figure.ours),
        number(figure.theirs),
        figure.unit.to_owned(),
        format!("{:.2}", ratio.median),
        format!("{:.2} – {:.2}", ratio.low, ratio.high),
        figure.by_cpu.map(|ratio| format!("{:.2}", ratio.median)).unwrap_or_default(),
        target(figure.target),
        verdict(figure).to_owned(),
    ]
}

/// Rates without decimals, small values such as milliseconds with three digits that matter.
fn number(value: f64) -> String {
    if value >= 100.0 { format!("{value:.0}") } else { format!("{value:.3}") }
}

fn target(target: Target) -> String {
    match target {
        Target::AtLeast(bound) => format!("≥ {bound:.2}"),
        Target::AtMost(bound) => format!("≤ {bound:.2}"),
        Target::None => String::new(),
    }
}

fn verdict(figure: &Figure) -> &'static str {
    match figure.target.is_met(figure.ratio.median) {
        Some(true) => "met",
        Some(false) => "MISSED",
        None => "",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_line_shows_both_sides_the_ratio_and_the_verdict() {
        let rounds: (&[f64], &[f64]) = (&[90.0, 8000.0, 9000.0], &[100.0, 10_000.0, 10_000.0]);
        let figure = Figure::compare("ours ÷ floor", "calls/s", rounds, Target::AtLeast(0.95));
        let text = table(&[figure.unwrap()]);
        for part in ["ours ÷ floor", "8000", "10000", "0.90", "0.80 – 0.90", "≥ 0.95", "MISSED"]
        {
            assert!(text.contains(part), "{part} in\n{text}");
        }
    }

    #[test]
    fn small_values_keep_their_digits() {
        assert_eq!((number(0.4127), number(20_812.4)), ("0.413".into(), "20812".into()));
    }
}
