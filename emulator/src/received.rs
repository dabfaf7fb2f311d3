//! A request as the actions see it: path and query decoded.

use cos_jobs::encode::decoded;

use crate::error::ApiError;
use crate::http::HttpRequest;

/// A request with its target taken apart.
#[derive(Debug)]
pub(crate) struct Received<'a> {
    pub(crate) http: &'a HttpRequest,
    /// The path, decoded: what was signed.
    pub(crate) path: String,
    /// The path's segments. Taken apart before decoding, so that a job's id may hold a `/`.
    pub(crate) segments: Vec<String>,
    /// The query's pairs, decoded.
    pub(crate) query: Vec<(String, String)>,
}

impl<'a> Received<'a> {
    pub(crate) fn parse(http: &'a HttpRequest) -> Result<Self, ApiError> {
        let (path, query) = http.target.split_once('?').unwrap_or((&http.target, ""));
        Ok(Self {
            http,
            path: decode(path)?,
            segments: path.strip_prefix('/').unwrap_or(path).split('/').map(decode).collect::<Result<_, _>>()?,
            query: query.split('&').filter(|pair| !pair.is_empty()).map(pair).collect::<Result<_, _>>()?,
        })
    }

    /// The value of the query parameter `name`; refused if it was sent more than once.
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
    Ok((decode(key)?, decode(value)?))
}

fn decode(text: &str) -> Result<String, ApiError> {
    decoded(text).ok_or_else(|| ApiError::invalid_argument("The request's URL is not well encoded"))
}
