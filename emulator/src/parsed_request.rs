//! A request with its path and query split and decoded, as the actions need it.

use cos_jobs::sign::encode::decoded;

use crate::error::ApiError;
use crate::http::HttpRequest;

/// A request whose target was split and decoded.
#[derive(Debug)]
pub(crate) struct ParsedRequest<'a> {
    pub(crate) http: &'a HttpRequest,
    /// The decoded path, as it was signed.
    pub(crate) path: String,
    /// The decoded segments of the path. The path is split before it is decoded, so that a job's id may contain a `/`.
    pub(crate) segments: Vec<String>,
    /// The decoded names and values of the query.
    pub(crate) query: Vec<(String, String)>,
}

impl<'a> ParsedRequest<'a> {
    pub(crate) fn parse(http: &'a HttpRequest) -> Result<Self, ApiError> {
        let (path, query) = http.target.split_once('?').unwrap_or((&http.target, ""));
        Ok(Self {
            http,
            path: decode(path)?,
            segments: path.strip_prefix('/').unwrap_or(path).split('/').map(decode).collect::<Result<_, _>>()?,
            query: query.split('&').filter(|pair| !pair.is_empty()).map(pair).collect::<Result<_, _>>()?,
        })
    }

    /// The value of the query parameter `name`. A parameter that was sent more than once is refused.
    pub(crate) fn parameter(&self, name: &str) -> Result<Option<&str>, ApiError> {
        let mut values = self.query.iter().filter(|(key, _)| key == name);
        let first = values.next();
        if values.next().is_some() {
            return Err(ApiError::invalid_argument(format!("{name} is given more than once")));
        }
        Ok(first.map(|(_, value)| value.as_str()))
    }
}

fn pair(text: &str) -> Result<(String, String), ApiError> {
    let (key, value) = text.split_once('=').unwrap_or((text, ""));
    Ok((decode_form(key)?, decode_form(value)?))
}

/// Decodes a part of the query, where a `+` stands for a space. Tencent's Go SDK sends `to+do` and signs `to%20do`.
fn decode_form(text: &str) -> Result<String, ApiError> {
    decode(&text.replace('+', " "))
}

fn decode(text: &str) -> Result<String, ApiError> {
    decoded(text).ok_or_else(|| ApiError::invalid_argument("The URL of the request is not encoded correctly"))
}
