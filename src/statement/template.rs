//! The templates of statements: `{{word}}` is a part, `{{include file.sql word=text}}` another file, in which that
//! word is that text, and `{{cast schema.table.column}}` a cast to that column's type. Lines that begin with `--`
//! are for readers of the file.

use std::borrow::Cow;

use dragonfly_domain::queue::MAX_QUANTITY;
use dragonfly_domain::workers::DEAD_LETTER;
use pgrx::spi::{SpiClient, quote_literal};

use super::{Find, On, Queue, columns, includes};
use crate::error::{Error, Result};

/// Parts that are computed when a text is made.
pub type Parts = Vec<(&'static str, String)>;

/// What the words of a template mean.
pub struct Template<'a> {
    /// Parts of the statement.
    pub fixed: &'static [(&'static str, &'static str)],
    /// Parts of the call.
    pub computed: &'a Parts,
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

    fn part(&self, client: &SpiClient<'_>, word: &str, given: Given<'_>) -> Result<Cow<'_, str>> {
        if let Some(include) = word.strip_prefix("include ") {
            let (file, given) = included(include)?;
            return Ok(self.expand_with(client, file, &given)?.into());
        }
        if let Some(column) = word.strip_prefix("cast ") {
            let name = columns::type_of(client, column)?;
            return Ok(name.map(|name| format!("::{name}")).unwrap_or_default().into());
        }
        if let Some((_, text)) = given.iter().find(|(name, _)| *name == word) {
            return Ok((*text).to_owned().into());
        }
        if let Some(template) = self.of_statement(word) {
            return Ok(self.expand(client, template)?.into());
        }
        if word == "dead_letter" {
            return Ok(Queue::named(client, DEAD_LETTER)?.table.into());
        }
        self.of_object(word).ok_or_else(|| unknown(word))
    }

    /// The parts of the statement and of the call.
    fn of_statement(&self, word: &str) -> Option<&str> {
        let computed = self.computed.iter().find(|(name, _)| *name == word);
        let fixed = self.fixed.iter().find(|(name, _)| *name == word);
        computed.map(|(_, text)| text.as_str()).or(fixed.map(|(_, text)| *text))
    }

    /// The words that a queue or a table gives.
    fn of_object(&self, word: &str) -> Option<Cow<'_, str>> {
        let object = self.on.object;
        match (word, self.on.find, &self.queue) {
            ("max_quantity", ..) => Some(MAX_QUANTITY.to_string().into()),
            ("queue", Find::Nothing | Find::Queue(_), _) => Some(quote_literal(object).into()),
            ("q_queue", Find::Queue(_), _) => Some(quote_literal(format!("q_{object}")).into()),
            ("table", Find::Table, _) => Some(object.into()),
            ("table_name", Find::Table, _) => Some(quote_literal(format!("pgmq.{object}")).into()),
            ("table", _, Some(queue)) => Some(queue.table.as_str().into()),
            ("archive", _, Some(queue)) => Some(queue.archive.as_str().into()),
            ("sequence", _, Some(queue)) => Some(queue.sequence.as_str().into()),
            ("columns", _, Some(queue)) => Some(queue.columns.join(", ").into()),
            ("columns message", _, Some(queue)) => Some(queue.columns_of("message").into()),
            ("last_read", _, Some(queue)) => Some(queue.last_read().into()),
            _ => None,
        }
    }
}

/// What words are in one file only.
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
