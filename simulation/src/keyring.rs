//! The client's keys: what its credentials function answers, and what the service takes.

use cos_jobs::client::{Expiry, Signed};
use cos_jobs::credentials::Credentials;
use cos_jobs::error::Error;
use cos_jobs::json::{Object, to_json};
use cos_jobs::shape::{ANY, Field, Kind};
use cos_jobs::sign::{KeyTime, SignKey, Signable, authorization};
use cos_jobs::value::Value;
use cos_jobs_emulator::Credentials as Known;

use crate::story::{Ending, Keys, Mishap};

/// What every secret of a story holds, so that a text that tells one is found.
pub(crate) const MARK: &str = "TopSecretStuff";

/// What stands before the ids of keys that are no more.
const DELETED: &str = "deleted-";

/// The description of a request, as whoever signs it is told it.
const DESCRIPTION: &[Field] = &[
    text("Action", "action"),
    text("JobId", "jobId"),
    text("RequestedJobStatus", "requestedJobStatus"),
    Field::optional("Priority", "priority", Kind::Number(ANY)),
    text("Method", "method"),
    text("Host", "host"),
    text("Path", "path"),
    Field::optional("Query", "query", Kind::Object(QUERY)),
    Field::optional("Headers", "headers", Kind::Object(HEADERS)),
];

/// The parameters of the requests that a story sends.
const QUERY: &[Field] = &[
    text("RequestedJobStatus", "requestedJobStatus"),
    text("StatusUpdateReason", "statusUpdateReason"),
    text("Priority", "priority"),
    text("NextToken", "nextToken"),
];

/// The headers of all requests.
const HEADERS: &[Field] = &[text("Host", "host"), text("AppId", "x-cos-appid")];

const fn text(element: &'static str, property: &'static str) -> Field {
    Field::optional(element, property, Kind::Text(ANY))
}

/// What a credentials function answers.
pub(crate) type Answer = Result<(Credentials, Expiry), Error>;

/// The keys of the client, of which the last is the present one.
#[derive(Debug)]
pub(crate) struct Keyring {
    kind: Keys,
    issued: Vec<Known>,
}

impl Keyring {
    pub(crate) fn new(kind: Keys) -> Self {
        Self { kind, issued: Vec::new() }
    }

    /// What the function answers at `now_ms`, of the service's clock.
    pub(crate) fn ask(&mut self, mishap: Option<Mishap>, now_ms: u64) -> Answer {
        match mishap {
            Some(Mishap::Fails) => Err(Error::credentials("the credentials function failed: see the cause.")),
            Some(Mishap::Stale) => keys_of(&self.key("Unknown", None), self.expiry(now_ms)),
            _ => {
                let expiry = self.expiry(now_ms);
                let expires_ms = match expiry {
                    Expiry::At(seconds) => Some(seconds * 1000),
                    Expiry::Never | Expiry::Unsaid => None,
                };
                let key = self.key(&self.issued.len().to_string(), expires_ms);
                let answer = keys_of(&key, expiry);
                self.issued.push(key);
                answer
            }
        }
    }

    /// What a backend answers that signs the request of this description, by the service's clock.
    pub(crate) fn sign(&mut self, description: &Object, mishap: Option<Mishap>, now_ms: u64) -> Result<Signed, Error> {
        if mishap == Some(Mishap::Fails) {
            return Err(Error::credentials("the function for credentials or signatures failed: see the cause."));
        }
        let key = match self.issued.last() {
            _ if mishap == Some(Mishap::Stale) => self.key("Unknown", None),
            Some(key) if !key.secret_id.starts_with(DELETED) && key.expires_ms.is_none() => key.clone(),
            _ => {
                let key = self.key(&self.issued.len().to_string(), None);
                self.issued.push(key.clone());
                key
            }
        };
        let description = read(description);
        let token = key.session_token.as_deref().map(|token| ("x-cos-security-token", token));
        let headers: Vec<_> = texts(&description, "headers").into_iter().chain(token).collect();
        let (query, text) = (texts(&description, "query"), |name| description.get_text(name).unwrap_or_default());
        let signable = Signable { method: text("method"), path: text("path"), query: &query, headers: &headers };
        let key_time = KeyTime { start: now_ms / 1000 - 1, end: now_ms / 1000 + 900 };
        let sign_key = SignKey::derive(&key.secret_key, key_time);
        Signed::new(authorization(&signable, &key.secret_id, &sign_key), key.session_token.clone())
    }

    /// Lets all keys end that were issued so far.
    pub(crate) fn end(&mut self, ending: Ending, now_ms: u64) {
        match ending {
            Ending::Expired if self.kind != Keys::Lasting => {
                self.issued.iter_mut().for_each(|key| key.expires_ms = Some(now_ms.saturating_sub(1)));
            }
            Ending::Expired | Ending::Unknown => {
                self.issued.iter_mut().for_each(|key| key.secret_id = format!("{DELETED}{}", key.secret_id));
            }
        }
    }

    /// The keys that the service knows.
    pub(crate) fn known(&self) -> &[Known] {
        &self.issued
    }

    fn expiry(&self, now_ms: u64) -> Expiry {
        match self.kind {
            Keys::Lasting => Expiry::Never,
            Keys::Temporary(seconds) => Expiry::At(now_ms / 1000 + seconds),
            Keys::Unsaid | Keys::Elsewhere => Expiry::Unsaid,
        }
    }

    fn key(&self, name: &str, expires_ms: Option<u64>) -> Known {
        let token = (self.kind != Keys::Lasting).then(|| format!("{MARK}Token{name}"));
        Known {
            session_token: token,
            expires_ms,
            ..Known::new(&format!("AKIDclient{name}"), &format!("{MARK}Key{name}"))
        }
    }
}

/// Reads a description, and all of it: what the tables above left out would stay unsigned, and a story in which every
/// request is refused breaks no rule.
fn read(description: &Object) -> Value<'_> {
    let read = description.read(DESCRIPTION);
    debug_assert_eq!(to_json(&read), description.as_str(), "a description has more than its tables");
    read
}

/// The properties of an object that are texts.
fn texts<'v>(description: &'v Value<'_>, name: &str) -> Vec<(&'static str, &'v str)> {
    match description.get(name) {
        Some(Value::Object(properties)) => {
            properties.iter().filter_map(|(name, value)| Some((*name, value.as_text()?))).collect()
        }
        _ => Vec::new(),
    }
}

fn keys_of(key: &Known, expiry: Expiry) -> Answer {
    let keys = Credentials::new(key.secret_id.clone(), key.secret_key.clone(), key.session_token.clone())?;
    Ok((keys, expiry))
}
