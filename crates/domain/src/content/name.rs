//! Names that callers send: stages, queues, endpoints.

use std::fmt;

use crate::field::Field;
use crate::input::{InputFault, malformed};
use crate::queue::{Kind, plain_queue_name};
use crate::workers;

/// The queues that are made for staged content.
pub const QUEUES: [&str; 3] = ["content", "schema", "tsv"];

const MAX_NAME: usize = 100;
const MAX_TEXT: usize = 1000;
const MAX_URL: usize = 2000;

type Checked<T> = Result<T, InputFault>;

/// The name of a stage: 1 to 100 characters without control characters; nothing is hard-wired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage<'a>(&'a str);

impl<'a> Stage<'a> {
    /// A stage that a caller named.
    pub fn named(field: &'static str, name: Option<&'a str>) -> Checked<Self> {
        Ok(Self(short_text(field, name)?))
    }

    /// A stage as a row names it, whatever that is.
    #[must_use]
    pub fn of_row(name: &'a str) -> Self {
        Self(name)
    }

    /// A stage that a caller may leave out; blank counts as left out.
    pub fn optional(field: &'static str, name: Option<&'a str>) -> Checked<Option<Self>> {
        match name.map(str::trim) {
            None | Some("") => Ok(None),
            name => Self::named(field, name).map(Some),
        }
    }

    /// The stage after `this`, when there is one; a stage does not follow itself.
    pub fn following(
        this: Self,
        field: &'static str,
        name: Option<&'a str>,
    ) -> Checked<Option<Self>> {
        let next = Self::optional(field, name)?;
        match next {
            Some(next) if next.0 == this.0 => {
                Err(malformed(field, "another stage", &Field::from_text(name)))
            }
            next => Ok(next),
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'a str {
        self.0
    }
}

/// Where jobs begin.
impl Default for Stage<'_> {
    fn default() -> Self {
        Self("research")
    }
}

impl fmt::Display for Stage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// The plain name of a queue for staged content, from either spelling (`content`, `q_content`). The
/// queues of job kinds and of workers are refused: to read them here would dead-letter every message.
pub fn queue<'a>(field: &'static str, name: Option<&'a str>) -> Checked<&'a str> {
    let name = short_text(field, name)?;
    let plain = plain_queue_name(name);
    let lowered = plain.to_lowercase();
    if Kind::from_name(&lowered).is_some() || workers::QUEUES.contains(&lowered.as_str()) {
        return Err(malformed(field, "a queue of staged content", &Field::from_text(Some(name))));
    }
    Ok(plain)
}

/// The queue of a new job: the caller's, else `schema` for jobs of that type, else `content`.
pub fn initial_queue<'a>(job_type: &str, wanted: Option<&'a str>) -> Checked<&'a str> {
    match wanted.map(str::trim) {
        None | Some("") if job_type == "schema" => Ok("schema"),
        None | Some("") => Ok("content"),
        wanted => queue("p_queue_override", wanted),
    }
}

/// The address of a worker: http or https.
pub fn endpoint(url: Option<&str>) -> Checked<&str> {
    let name = "p_worker_endpoint";
    let url = bounded(name, url, MAX_URL, "an http or https URL")?;
    let is_web = ["http://", "https://"].iter().any(|scheme| {
        let start = url.get(..scheme.len()).unwrap_or_default();
        start.eq_ignore_ascii_case(scheme) && url.len() > scheme.len()
    });
    if is_web && !url.contains(char::is_whitespace) {
        return Ok(url);
    }
    Err(malformed(name, "an http or https URL", &Field::from_text(Some(url))))
}

/// An endpoint without what an address may hold of keys: query, fragment, user and password.
#[must_use]
pub fn without_keys(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let Some((scheme, rest)) = url.split_once("://") else { return "no address".to_owned() };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host.rsplit('@').next().unwrap_or_default();
    format!("{scheme}://{host}{path}")
}

/// Text of 1 to 100 characters without the blanks around it.
pub fn short_text<'a>(field: &'static str, text: Option<&'a str>) -> Checked<&'a str> {
    bounded(field, text, MAX_NAME, "text of 1 to 100 characters")
}

/// Text of 1 to 1000 characters without the blanks around it.
pub fn required_text<'a>(field: &'static str, text: Option<&'a str>) -> Checked<&'a str> {
    bounded(field, text, MAX_TEXT, "text of 1 to 1000 characters")
}

fn bounded<'a>(
    field: &'static str,
    text: Option<&'a str>,
    most: usize,
    expected: &'static str,
) -> Checked<&'a str> {
    let text = text.unwrap_or_default().trim();
    if text.is_empty() {
        return Err(InputFault::Missing(field));
    }
    if text.chars().nth(most).is_some() || text.chars().any(char::is_control) {
        return Err(malformed(field, expected, &Field::from_text(Some(text))));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_short_name_is_a_stage() {
        for name in ["research", " My own stage ", "étape", &"x".repeat(100)] {
            assert_eq!(Stage::named("p_stage", Some(name)).unwrap().name(), name.trim());
        }
        for blank in [None, Some(""), Some("  ")] {
            let fault = Stage::named("p_stage", blank).unwrap_err();
            assert_eq!(fault.to_string(), "p_stage is required");
            assert_eq!(Stage::optional("p_stage", blank), Ok(None));
        }
        for bad in ["a\nb", &"x".repeat(101)] {
            assert!(Stage::named("p_stage", Some(bad)).is_err());
            assert!(Stage::optional("p_stage", Some(bad)).is_err());
        }
    }

    #[test]
    fn a_stage_does_not_follow_itself() {
        let draft = Stage::named("p_stage", Some("draft")).unwrap();
        let next = |name| Stage::following(draft, "p_next_stage", name);
        assert_eq!(next(Some("qa")).unwrap().map(Stage::name), Some("qa"));
        assert_eq!(next(None), Ok(None));
        assert_eq!(
            next(Some(" draft ")).unwrap_err().to_string(),
            "p_next_stage must be another stage"
        );
    }

    #[test]
    fn queues_in_both_spellings_but_not_those_of_jobs() {
        assert_eq!(queue("p_queue", Some("content")), Ok("content"));
        assert_eq!(queue("p_queue", Some("q_tsv")), Ok("tsv"));
        assert_eq!(queue("p_queue", Some("my_queue")), Ok("my_queue"));
        for name in ["enrich", "q_enforce", "Case_Copilot", "ingest_raw", "q_dead_letter"] {
            let fault = queue("p_queue", Some(name)).unwrap_err();
            assert_eq!(fault.to_string(), "p_queue must be a queue of staged content");
        }
    }

    #[test]
    fn the_queue_of_a_new_job() {
        assert_eq!(initial_queue("article", None), Ok("content"));
        assert_eq!(initial_queue("schema", Some(" ")), Ok("schema"));
        assert_eq!(initial_queue("schema", Some("tsv")), Ok("tsv"));
        assert!(initial_queue("article", Some("enrich")).is_err());
    }

    #[test]
    fn an_address_is_written_down_without_its_keys() {
        for (address, shown) in [
            (
                "https://ann:s3cret@example.com/f/draft?key=s3cret#s3cret",
                "https://example.com/f/draft",
            ),
            ("http://ann:p@ss@host", "http://host"),
            ("http://host/a@b", "http://host/a@b"),
            ("s3cret", "no address"),
        ] {
            assert_eq!(without_keys(address), shown);
        }
    }

    #[test]
    fn endpoints_are_web_addresses() {
        for good in ["http://a", "https://x.supabase.co/functions/v1/y", "HTTPS://a"] {
            assert_eq!(endpoint(Some(good)), Ok(good));
        }
        for bad in ["ftp://a", "a", "http://", "https:// a", "javascript:alert(1)", "htt€://x"] {
            let fault = endpoint(Some(bad)).unwrap_err();
            assert_eq!(fault.to_string(), "p_worker_endpoint must be an http or https URL");
        }
        assert_eq!(endpoint(None), Err(InputFault::Missing("p_worker_endpoint")));
    }
}
