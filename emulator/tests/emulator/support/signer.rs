//! Signing requests as a client does.

use cos_jobs::sign::encode::decoded;
use cos_jobs::sign::{KeyTime, SignKey, Signable, authorization};
use cos_jobs_emulator::{Config, HttpRequest};

/// Signs requests for the default configuration. A test changes the fields that it tests.
pub(crate) struct Signer {
    pub(crate) secret_id: String,
    pub(crate) secret_key: String,
    pub(crate) token: Option<String>,
    pub(crate) host: String,
    pub(crate) appid: String,
    pub(crate) lifetime: u64,
}

impl Default for Signer {
    fn default() -> Self {
        let config = Config::default();
        Self {
            secret_id: config.credentials[0].secret_id.clone(),
            secret_key: config.credentials[0].secret_key.clone(),
            token: None,
            host: "127.0.0.1:8788".to_owned(),
            appid: config.appid,
            lifetime: 900,
        }
    }
}

impl Signer {
    /// Adds the headers `host`, `x-cos-appid` and the token to `request`, and a signature of all headers.
    pub(crate) fn sign(&self, request: HttpRequest, now: u64) -> HttpRequest {
        let mut request = request.with_header("host", &self.host).with_header("x-cos-appid", &self.appid);
        if let Some(token) = &self.token {
            request = request.with_header("x-cos-security-token", token);
        }
        let value = self.authorization(&request, now);
        request.with_header("authorization", &value)
    }

    /// The signature of `request`.
    pub(crate) fn authorization(&self, request: &HttpRequest, now: u64) -> String {
        let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
        let query: Vec<(String, String)> = query.split('&').filter(|pair| !pair.is_empty()).map(pair).collect();
        let query: Vec<_> = query.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        let headers: Vec<_> = request.headers.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        let path = decoded(path).unwrap();
        let signable = Signable { method: &request.method, path: &path, query: &query, headers: &headers };
        let key_time = KeyTime { start: now, end: now + self.lifetime };
        authorization(&signable, &self.secret_id, &SignKey::derive(&self.secret_key, key_time))
    }
}

fn pair(text: &str) -> (String, String) {
    let (key, value) = text.split_once('=').unwrap_or((text, ""));
    (decoded(key).unwrap(), decoded(value).unwrap())
}
