//! Which database a command talks to, and how that is told without its password.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use clap::ValueEnum;
use tokio_postgres::Config;
use tokio_postgres::config::Host;

use crate::env_file::EnvFile;
use crate::failure::Failure;
use crate::tls::Tls;

const URL_VARIABLES: [&str; 2] = ["DATABASE_URL", "SUPABASE_DB_URL"];
const ENVIRONMENT_VARIABLES: [&str; 2] = ["SUPABASE_MODE", "ENVIRONMENT"];
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The environment an operator works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Environment {
    /// Development.
    #[value(alias = "development")]
    Dev,
    /// Production.
    #[value(alias = "production")]
    Prod,
}

impl Environment {
    /// The first variable that names one of the two; applications use other names too, which say
    /// nothing about us.
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Option<Self> {
        ENVIRONMENT_VARIABLES
            .into_iter()
            .find_map(|name| Self::from_str(&variable(name)?, true).ok())
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dev => "dev",
            Self::Prod => "prod",
        })
    }
}

/// A database, and who named it.
#[derive(Clone, Debug)]
pub struct Target {
    /// How to connect; its `Debug` hides the password.
    pub config: Config,
    /// How to encrypt.
    pub tls: Tls,
    source: String,
    environment: Option<Environment>,
    passed_over: Option<String>,
}

impl Target {
    /// `--database-url`, else `DATABASE_URL`, else `SUPABASE_DB_URL`; each variable from the process's
    /// environment, else from the file.
    pub fn resolve(
        flag: Option<&str>,
        environment: Option<Environment>,
        process: impl Fn(&str) -> Option<String>,
        file: &EnvFile,
    ) -> Result<Self, Failure> {
        let named = |source: String, url: String| Self::parse(source, &url, environment);
        if let Some(url) = flag {
            return named("--database-url".into(), url.to_owned());
        }
        // The environment as a whole goes before the file: SUPABASE_DB_URL of this shell is nearer than
        // DATABASE_URL of a file.
        for name in URL_VARIABLES {
            if let Some(url) = process(name) {
                let of_file =
                    URL_VARIABLES.into_iter().find_map(|name| Some((name, file.get(name)?)));
                let other = of_file.filter(|(_, other)| *other != url);
                let passed_over = other.map(|(name, _)| format!("{name} of {}", file.name()));
                return Ok(Self { passed_over, ..named(name.to_owned(), url)? });
            }
        }
        for name in URL_VARIABLES {
            if let Some(url) = file.get(name) {
                return named(format!("{name} of {}", file.name()), url.to_owned());
            }
        }
        Err(Failure::NoTarget)
    }

    fn parse(source: String, url: &str, environment: Option<Environment>) -> Result<Self, Failure> {
        // The parser's own words can quote the string, and with it the password.
        let bad = || Failure::BadUrl { named_by: source.clone() };
        let (url, mode, roots) = without_tls(url);
        let (tls, mode) = Tls::new(mode.as_deref(), roots.as_deref()).ok_or_else(bad)?;
        let mut config = Config::from_str(&url).map_err(|_| bad())?;
        if config.get_hosts().is_empty() {
            return Err(bad());
        }
        config.ssl_mode(mode);
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_TIMEOUT);
        }
        if config.get_application_name().is_none() {
            config.application_name("dragonfly");
        }
        Ok(Self { config, tls, source, environment, passed_over: None })
    }

    /// The variable of the file that names another database than the one that is meant.
    pub fn passed_over(&self) -> Option<&str> {
        self.passed_over.as_deref()
    }
}

/// A connection string without `sslmode` and `sslrootcert`, and their values: the client knows three
/// modes of six and no roots.
fn without_tls(url: &str) -> (String, Option<String>, Option<String>) {
    let (mut mode, mut roots) = (None, None);
    let mut keep = |pair: &str| {
        let value = |text: &str| Some(text.trim().trim_matches('\'').replace("%2F", "/"));
        if let Some(text) = pair.strip_prefix("sslmode=") {
            mode = value(text);
        } else if let Some(text) = pair.strip_prefix("sslrootcert=") {
            roots = value(text);
        } else {
            return true;
        }
        false
    };
    let rest = if url.contains("://") {
        let (start, query) = url.split_once('?').unwrap_or((url, ""));
        let kept: Vec<_> = query.split('&').filter(|pair| keep(pair)).collect();
        let query = kept.join("&");
        if query.is_empty() { start.to_owned() } else { format!("{start}?{query}") }
    } else {
        url.split_inclusive(char::is_whitespace).filter(|pair| keep(pair)).collect()
    };
    (rest, mode, roots)
}

/// `prod: postgres@db.example.com:5432/postgres (DATABASE_URL)`
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(environment) = self.environment {
            write!(f, "{environment}: ")?;
        }
        if let Some(user) = self.config.get_user() {
            write!(f, "{user}@")?;
        }
        match self.config.get_hosts().first() {
            Some(Host::Tcp(host)) => f.write_str(host)?,
            #[cfg(unix)]
            Some(Host::Unix(path)) => write!(f, "{}", path.display())?,
            None => {}
        }
        write!(f, ":{}", self.config.get_ports().first().unwrap_or(&5432))?;
        if let Some(database) = self.config.get_dbname() {
            write!(f, "/{database}")?;
        }
        write!(f, " ({})", self.source)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const A: &str = "postgres://ann:s3cret@a.example.com:6543/one";
    const B: &str = "postgres://b.example.com/two";

    fn resolve(flag: Option<&str>, set: &[(&str, &str)], file: &str) -> Result<Target, Failure> {
        let process = |name: &str| {
            set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        let file = EnvFile::parse(".env.prod", file.as_bytes()).unwrap();
        Target::resolve(flag, Some(Environment::Prod), process, &file)
    }

    #[test]
    fn the_flag_wins_over_variables_and_those_over_the_file() {
        let both = [("SUPABASE_DB_URL", B), ("DATABASE_URL", A)];
        let file = format!("DATABASE_URL={B}");
        let source = |target: Result<Target, Failure>| target.unwrap().source;
        assert_eq!(source(resolve(Some(A), &both, &file)), "--database-url");
        assert_eq!(source(resolve(None, &both, &file)), "DATABASE_URL");
        let (second, _) = both.split_at(1);
        assert_eq!(source(resolve(None, second, &file)), "SUPABASE_DB_URL");
        assert_eq!(source(resolve(None, &[], &file)), "DATABASE_URL of .env.prod");
    }

    #[test]
    fn no_database_is_said_so() {
        assert!(matches!(resolve(None, &[], "OTHER=1"), Err(Failure::NoTarget)));
    }

    #[test]
    fn a_target_is_shown_without_its_password() {
        let target = resolve(Some(A), &[], "").unwrap();
        assert_eq!(target.to_string(), "prod: ann@a.example.com:6543/one (--database-url)");
        assert!(!format!("{target:?}").contains("s3cret"));
        assert_eq!(
            resolve(None, &[("DATABASE_URL", B)], "").unwrap().to_string(),
            "prod: b.example.com:5432/two (DATABASE_URL)"
        );
    }

    #[test]
    fn a_bad_url_is_refused_without_quoting_it() {
        for bad in ["postgres://u:s3cret@h:port/d", "s3cret", "postgres:///d?s3cret=1", ""] {
            let failure = resolve(Some(bad), &[], "").unwrap_err();
            assert!(matches!(failure, Failure::BadUrl { .. }), "{bad}");
            assert!(!format!("{failure} {failure:?} {:?}", failure.hint()).contains("s3cret"));
        }
    }

    #[test]
    fn what_is_said_about_tls_is_taken_out() {
        let roots = Some("/etc/ca.pem".to_owned());
        let mode = Some("verify-full".to_owned());
        let url =
            "postgres://h/d?sslmode=verify-full&connect_timeout=3&sslrootcert=%2Fetc%2Fca.pem";
        let expected = ("postgres://h/d?connect_timeout=3".to_owned(), mode.clone(), roots.clone());
        assert_eq!(without_tls(url), expected);
        let words = "host=h sslmode=verify-full sslrootcert='/etc/ca.pem' user=u";
        assert_eq!(without_tls(words), ("host=h user=u".to_owned(), mode, roots));
        assert_eq!(without_tls(B), (B.to_owned(), None, None));
        assert!(resolve(Some("postgres://h/d?sslmode=always"), &[], "").is_err());
    }

    #[test]
    fn the_environment_is_the_first_known_name() {
        let of = |mode: &'static str, environment: &'static str| {
            Environment::from_variables(move |name| {
                let value = if name == "SUPABASE_MODE" { mode } else { environment };
                (!value.is_empty()).then(|| value.to_owned())
            })
        };
        assert_eq!(of("prod", "dev"), Some(Environment::Prod));
        assert_eq!(of("", "development"), Some(Environment::Dev));
        assert_eq!(of("", "PRODUCTION"), Some(Environment::Prod));
        assert_eq!(of("staging", ""), None);
    }
}
