//! What people see: tables that fit the terminal, colours where there is one, ages in words.

use std::borrow::Cow;
use std::env;
use std::io::IsTerminal;
use std::os::fd::AsFd;

use anstyle::{AnsiColor, Style};
use comfy_table::{
    Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, Row, Table,
    presets,
};
use terminal_size::{Width, terminal_size_of};

/// How standard output looks.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// Columns of the terminal; none when it is none.
    pub width: Option<u16>,
    /// Whether it shows colours.
    pub colour: bool,
}

/// How loud a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As everything else.
    Plain,
    /// All is well.
    Good,
    /// Look at it some time.
    Warning,
    /// Look at it now.
    Bad,
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub enum Column {
    /// Text, cut where the terminal ends.
    Text(&'static str),
    /// A word that is no use in part.
    Word(&'static str),
    /// A short word or a figure, never cut, at the right.
    Figure(&'static str),
}

impl Screen {
    /// Asks a stream.
    pub fn of(stream: &(impl IsTerminal + AsFd)) -> Self {
        let terminal = stream.is_terminal();
        let no_colour = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || env::var_os("TERM").is_some_and(|value| value == "dumb");
        let size = terminal_size_of(stream).filter(|_| terminal);
        Self { width: size.map(|(Width(width), _)| width), colour: terminal && !no_colour }
    }

    /// Empties the terminal for the next look; a file just gets longer.
    pub fn fresh(self) -> &'static str {
        if self.width.is_some() { "\u{1b}[2J\u{1b}[H" } else { "" }
    }

    /// A word in the colour of its tone.
    pub fn paint(self, tone: Tone, word: &str) -> String {
        let colour = match tone {
            Tone::Plain => None,
            Tone::Good => Some(AnsiColor::Green),
            Tone::Warning => Some(AnsiColor::Yellow),
            Tone::Bad => Some(AnsiColor::Red),
        };
        match colour.filter(|_| self.colour) {
            Some(colour) => {
                let style = Style::new().fg_color(Some(colour.into())).bold();
                format!("{style}{}{style:#}", plain(word))
            }
            None => plain(word).into_owned(),
        }
    }

    /// A table; one line a row, however narrow the terminal is.
    pub fn table(self, columns: &[Column], rows: Vec<(Tone, Vec<String>)>) -> String {
        let mut table = Table::new();
        table.load_preset(presets::NOTHING).set_truncation_indicator("…").force_no_tty();
        table.set_content_arrangement(ContentArrangement::Disabled);
        if let Some(width) = self.width {
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        }
        if self.colour {
            table.enforce_styling();
        }
        let title = |column: &Column| {
            let (Column::Text(title) | Column::Word(title) | Column::Figure(title)) = column;
            Cell::new(title).add_attribute(Attribute::Bold)
        };
        table.set_header(columns.iter().map(title));
        for (tone, cells) in rows {
            let cells = cells.iter().map(|cell| cell_of(tone, cell));
            let mut row = Row::from(cells.collect::<Vec<_>>());
            table.add_row(std::mem::take(row.max_height(1)));
        }
        for (column, kind) in table.column_iter_mut().zip(columns) {
            column.set_padding((0, 2));
            if let Column::Word(_) | Column::Figure(_) = kind {
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
            if let Column::Figure(_) = kind {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        let lines: Vec<_> = table.lines().map(|line| line.trim_end().to_owned()).collect();
        lines.join("\n")
    }
}

fn cell_of(tone: Tone, text: &str) -> Cell {
    let cell = Cell::new(plain(text).replace(['\n', '\t'], " "));
    match tone {
        Tone::Plain | Tone::Good => cell,
        Tone::Warning => cell.fg(Color::Yellow),
        Tone::Bad => cell.fg(Color::Red),
    }
}

/// Text that comes from elsewhere, as a terminal may show it: what would move the cursor, change colours or
/// turn the direction of writing is replaced.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(is_hidden, "\u{fffd}"))
}

/// C0 but for line breaks and tabs, DEL, C1, and the marks of direction and of lines.
fn is_hidden(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            true
        }
        other => other.is_control(),
    }
}

/// The same for text of ours with colours in it: of sequences, only those that colours are made of stay.
pub fn plain_but_for_colours(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut parts = text.split('\u{1b}');
    let mut shown = parts.next().map(plain).unwrap_or_default().into_owned();
    for part in parts {
        let colour = part.strip_prefix('[').and_then(|rest| rest.split_once('m'));
        let is_colour =
            |codes: &str| codes.chars().all(|code| code.is_ascii_digit() || code == ';');
        shown.push(if colour.is_some_and(|(codes, _)| is_colour(codes)) {
            '\u{1b}'
        } else {
            '\u{fffd}'
        });
        shown += &plain(part);
    }
    Cow::Owned(shown)
}

/// `45 s`, `12 min`, `3 h`, `5 d`: the largest unit that is there.
pub fn age(seconds: i64) -> String {
    match seconds {
        ..60 => format!("{} s", seconds.max(0)),
        60..3600 => format!("{} min", seconds / 60),
        3600..172_800 => format!("{} h", seconds / 3600),
        _ => format!("{} d", seconds / 86_400),
    }
}

/// A figure, or a dash where there is none.
pub fn or_dash<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

/// `1 worker`, `2 workers`.
pub fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 2] = [Column::Text("HOST"), Column::Figure("JOBS")];

    fn screen(width: Option<u16>) -> Screen {
        Screen { width, colour: false }
    }

    #[test]
    fn figures_stay_whole_and_text_is_cut() {
        let rows = vec![
            (Tone::Plain, vec!["a-very-long-name-of-a-host".to_owned(), "1000000".to_owned()]),
            (Tone::Bad, vec!["b".to_owned(), "2".to_owned()]),
        ];
        let narrow = screen(Some(24)).table(&COLUMNS, rows.clone());
        let lines: Vec<_> = narrow.lines().collect();
        assert_eq!(lines.len(), 3, "{narrow}");
        assert!(lines.iter().all(|line| line.chars().count() <= 24), "{narrow}");
        assert!(narrow.contains('…') && narrow.contains("1000000"), "{narrow}");
        let wide = screen(None).table(&COLUMNS, rows);
        assert!(wide.contains("a-very-long-name-of-a-host  1000000"), "{wide}");
    }

    #[test]
    fn colour_is_for_terminals() {
        assert_eq!(screen(None).paint(Tone::Bad, "x"), "x");
        let coloured = Screen { width: Some(80), colour: true }.paint(Tone::Bad, "x");
        assert!(coloured.starts_with('\u{1b}') && coloured.contains('x'));
    }

    #[test]
    fn what_a_terminal_would_obey_is_replaced() {
        let evil = "a\u{1b}[2Jb\rc\u{9b}d\u{202e}e\u{7f}\tf\ng";
        assert_eq!(plain(evil), "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\u{fffd}e\u{fffd}\tf\ng");
        assert_eq!(plain("ünïcödé 漢字"), "ünïcödé 漢字");
        let coloured = Screen { width: None, colour: true };
        let painted = coloured.paint(Tone::Good, evil);
        assert!(!painted.contains("\u{1b}[2J"), "{painted:?}");
        assert_eq!(plain_but_for_colours(&painted), painted);
        assert_eq!(
            plain_but_for_colours("\u{1b}[2J\u{1b}]0;t\u{7}"),
            "\u{fffd}[2J\u{fffd}]0;t\u{fffd}"
        );
        let rows = vec![(Tone::Bad, vec!["h\u{1b}[1mi\nj".to_owned(), "1".to_owned()])];
        assert!(coloured.table(&COLUMNS, rows.clone()).contains("h\u{fffd}[1mi j"));
        assert!(screen(Some(24)).table(&COLUMNS, rows).contains("h\u{fffd}[1mi j"));
    }

    #[test]
    fn ages_are_rounded_down_to_one_unit() {
        let ages = [(-1, "0 s"), (59, "59 s"), (60, "1 min"), (3599, "59 min"), (3600, "1 h")];
        for (seconds, text) in ages.into_iter().chain([(172_799, "47 h"), (172_800, "2 d")]) {
            assert_eq!(age(seconds), text);
        }
    }
}
