//! The templates of statements: `{{word}}` is a part, `{{include file.sql word=text}}` another file, in which that
//! word is that text, and `{{cast schema.table.column}}` a cast to that column's type. Lines that begin with `--`
//! are for readers of the file.

use dragonfly_domain::content;
use dragonfly_domain::queue::MAX_QUANTITY;
use dragonfly_domain::workers::DEAD_LETTER;
use pgrx::spi::{SpiClient, quote_literal};

use super::{Find, On, Queue, columns, includes};
use crate::error::{Error, Result};

/// What the words of a template mean.
pub struct Template<'a> {
    /// Parts of the statement.
    pub parts: Given<'static>,
    /// What it is run for.
    pub on: On<'a>,
    /// The tables of the queue that it is run for.
    pub queue: Option<Queue>,
}

impl Template<'_> {
    /// The text of a statement.
    pub fn expand(&self, client: &SpiClient<'_>, template: &str) -> Result<String> {
        self.expand_with(client, template, &[])
    }

    fn expand_with(
        &self,
        client: &SpiClient<'_>,
        template: &str,
        given: Given<'_>,
    ) -> Result<String> {
        let lines = template.lines().filter(|line| !line.trim_start().starts_with("--"));
        let template = lines.collect::<Vec<_>>().join("\n");
        let mut text = String::with_capacity(template.len());
        let mut rest = template.as_str();
        while let Some((before, marked)) = rest.split_once("{{") {
            let (word, after) = marked.split_once("}}").unwrap_or((marked, ""));
            text.push_str(before);
            text.push_str(&self.part(client, word, given)?);
            rest = after;
        }
        text.push_str(rest);
        Ok(text)
    }

    fn part(&self, client: &SpiClient<'_>, word: &str, given: Given<'_>) -> Result<String> {
        if let Some(include) = word.strip_prefix("include ") {
            let (file, given) = included(include)?;
            return self.expand_with(client, file, &given);
        }
        if let Some(column) = word.strip_prefix("cast ") {
            let name = columns::type_of(client, column)?;
            return Ok(name.map(|name| format!("::{name}")).unwrap_or_default());
        }
        if let Some((_, text)) = given.iter().find(|(name, _)| *name == word) {
            return Ok((*text).to_owned());
        }
        if let Some((_, template)) = self.parts.iter().find(|(name, _)| *name == word) {
            return self.expand(client, template);
        }
        if word == "dead_letter" {
            return Ok(Queue::named(client, DEAD_LETTER)?.table);
        }
        self.of_object(word).ok_or_else(|| unknown(word))
    }

    /// The words that a queue or a table gives, and those that are the same everywhere.
    fn of_object(&self, word: &str) -> Option<String> {
        let object = self.on.object;
        match (word, self.on.find, &self.queue) {
            ("max_quantity", ..) => Some(MAX_QUANTITY.to_string()),
            ("not_for_workers", ..) => Some(not_for_workers()),
            ("queue", Find::Nothing | Find::Queue(_), _) => Some(quote_literal(object)),
            ("q_queue", Find::Queue(_), _) => Some(quote_literal(format!("q_{object}"))),
            ("table", Find::Table, _) => Some(object.to_owned()),
            ("table_name", Find::Table, _) => Some(quote_literal(format!("pgmq.{object}"))),
            ("table", _, Some(queue)) => Some(queue.table.clone()),
            ("archive", _, Some(queue)) => Some(queue.archive.clone()),
            ("sequence", _, Some(queue)) => Some(queue.sequence.clone()),
            ("columns", _, Some(queue)) => Some(queue.columns.join(", ")),
            ("columns message", _, Some(queue)) => Some(queue.columns_of("message")),
            ("last_read", _, Some(queue)) => Some(queue.last_read().to_owned()),
            _ => None,
        }
    }
}

/// The queues that no dead letter of a worker comes from, as literals.
fn not_for_workers() -> String {
    let names = content::QUEUES.iter().chain([&DEAD_LETTER]);
    names.map(|name| quote_literal(*name)).collect::<Vec<_>>().join(", ")
}

/// Words and what they are.
type Given<'a> = &'a [(&'a str, &'a str)];

/// A file, and what its words are.
fn included(include: &str) -> Result<(&'static str, Vec<(&str, &str)>)> {
    let mut words = include.split(' ');
    let name = words.next().unwrap_or_default();
    let file = includes::file(name).ok_or_else(|| unknown(include))?;
    Ok((file, words.filter_map(|word| word.split_once('=')).collect()))
}

fn unknown(word: &str) -> Error {
    Error::internal(format!("a statement names an unknown part: {word}"))
}
