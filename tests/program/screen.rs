//! The real screen: tables on terminals of 80 and 120 columns

use crate::dragonfly::Database;
use crate::terminal;

const WORKERS: &str = "
    insert into workers.heartbeats (worker_id, queue_name, hostname, status, version, last_heartbeat_at,
                                    jobs_processed, jobs_failed)
    select gen_random_uuid(), queue, queue || '-6f7d9c5b8-x2x7z.workers.internal.example', 'healthy',
           '2026.1.0-rc.12+build.4711', now() - make_interval(mins => place * 3), place * 1234567, place
    from (values (0, 'q_simplicity_ingest'), (1, 'enforcement_strategy'), (2, 'score_collectability'))
         as worker (place, queue);
    insert into workers.dead_letter_log (original_queue, error_message)
    select 'score_collectability', 'x' from generate_series(1, 123)";

fn drawn(command: &str, columns: u16) -> (Vec<String>, String) {
    let mut database = Database::new();
    database.execute(WORKERS);
    let operator = database.operator();
    let (raw, _) = terminal::run(operator.command(&[command]), columns, "");
    (terminal::lines(&raw), raw)
}

#[test]
fn tables_fit_the_terminal_and_break_no_line() {
    for columns in [80, 120] {
        for (command, first, rows) in [("queues", "QUEUE", 11), ("workers", "QUEUE", 3)] {
            let (lines, raw) = drawn(command, columns);
            let widest = lines.iter().filter(|line| !is_talk(line));
            let widest = widest.map(|line| line.chars().count()).max().unwrap();
            assert!(widest <= columns.into(), "{command} at {columns}: {lines:#?}");
            let head = lines.iter().position(|line| line.starts_with(first)).unwrap();
            let table: Vec<_> = lines[head + 1..]
                .iter()
                .take_while(|line| line.starts_with(char::is_alphabetic))
                .collect();
            assert!(table.len() >= rows, "{command} at {columns}: {lines:#?}");
            // Every row has its figures: none was broken into two lines.
            for line in table.iter().take(rows) {
                assert!(line.contains(char::is_numeric), "{line}");
            }
            assert!(raw.contains('\u{1b}'), "{command} has no colour on a terminal");
            // Only --watch empties the terminal.
            assert!(!raw.contains("\u{1b}[2J"), "{command} takes away what was there");
        }
    }
}

#[test]
fn a_wide_terminal_shows_the_whole_name_of_a_worker() {
    let id = |line: &String| line.split_whitespace().nth(1).unwrap().len();
    let row =
        |lines: Vec<String>| lines.into_iter().find(|line| line.starts_with("score_c")).unwrap();
    assert_eq!(id(&row(drawn("workers", 80).0)), 8);
    assert_eq!(id(&row(drawn("workers", 120).0)), 36);
}

#[test]
fn no_color_is_heard() {
    let operator = Database::new().operator();
    let mut command = operator.command(&["doctor"]);
    command.env("NO_COLOR", "1");
    let (raw, _) = terminal::run(command, 80, "");
    assert!(!raw.contains('\u{1b}'), "{raw}");
    let (raw, _) = terminal::run(operator.command(&["doctor"]), 80, "");
    assert!(raw.contains("\u{1b}[1m\u{1b}[32m[PASS]\u{1b}[0m") || raw.contains("[32m"), "{raw}");
}

/// Lines of standard error are no table.
fn is_talk(line: &str) -> bool {
    line.starts_with("database: ") || line.starts_with("warning: ")
}
