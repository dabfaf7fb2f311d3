//! The checks of one request. If several fail, the error of the first one is answered.

use cos_jobs::sign::{KeyTime, SignKey, Signable, explain};

use super::authorization::Authorization;
use super::key::{check_token, equal_in_constant_time, find};
use crate::config::Config;
use crate::error::{ApiError, REQUEST_HAS_EXPIRED};
use crate::parsed_request::ParsedRequest;

const APPID: &str = "x-cos-appid";
const TOKEN: &str = "x-cos-security-token";

/// If a signature ended longer ago than this, the client's clock is assumed to be wrong. Otherwise the signature has
/// expired.
const MAX_EXPIRED_SECONDS: u64 = 900;

/// Checks that the received request was signed with a known key, for the current time and for this account.
pub(crate) fn verify(request: &ParsedRequest<'_>, config: &Config, now_ms: u64) -> Result<(), ApiError> {
    let appid = check_appid(request.http.header(APPID))?;
    let authorization = authorization(request)?;
    let key = find(&config.credentials, authorization.secret_id)?;
    check_time(authorization.key_time, now_ms / 1000)?;
    check_coverage(request, &authorization)?;
    check_signature(request, &authorization, &key.secret_key)?;
    check_token(key, request.http.header(TOKEN), now_ms)?;
    if appid != config.appid {
        return Err(ApiError::access_denied("The APPID does not belong to the access key id"));
    }
    check_host(request, config)
}

fn check_appid(appid: Option<&str>) -> Result<&str, ApiError> {
    match appid {
        Some(appid) if (1..=64).contains(&appid.len()) => Ok(appid),
        _ => Err(ApiError::invalid_argument("x-cos-appid must have 1 to 64 bytes")),
    }
}

fn authorization<'a>(request: &ParsedRequest<'a>) -> Result<Authorization<'a>, ApiError> {
    let value = request.http.header("authorization").ok_or_else(|| ApiError::access_denied("Access Denied."))?;
    Authorization::parse(value).ok_or_else(|| ApiError::access_denied("The Authorization header is malformed"))
}

fn check_time(key_time: KeyTime, now: u64) -> Result<(), ApiError> {
    if now < key_time.start || now > key_time.end.saturating_add(MAX_EXPIRED_SECONDS) {
        Err(ApiError::request_time_too_skewed())
    } else if now > key_time.end {
        Err(ApiError::access_denied(REQUEST_HAS_EXPIRED))
    } else {
        Ok(())
    }
}

/// Checks that all important headers are covered by the signature.
fn check_coverage(request: &ParsedRequest<'_>, authorization: &Authorization<'_>) -> Result<(), ApiError> {
    let signed = |name: &str| authorization.header_list.split(';').any(|header| header == name);
    let token = request.http.header(TOKEN).map(|_| TOKEN);
    for name in ["host", APPID].into_iter().chain(token) {
        if !signed(name) {
            return Err(ApiError::access_denied(format!("The header {name} is not signed")));
        }
    }
    Ok(())
}

fn check_signature(
    request: &ParsedRequest<'_>,
    authorization: &Authorization<'_>,
    secret_key: &str,
) -> Result<(), ApiError> {
    let headers = signed_headers(request, authorization.header_list)?;
    let query: Vec<_> = request.query.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    let signable = Signable { method: &request.http.method, path: &request.path, query: &query, headers: &headers };
    let key = SignKey::derive(secret_key, authorization.key_time);
    let expected = explain(&signable, authorization.secret_id, &key);
    if expected.url_param_list != authorization.url_param_list {
        return Err(ApiError::signature_does_not_match("q-url-param-list is not the query that was sent"));
    }
    if equal_in_constant_time(&expected.signature, authorization.signature) {
        Ok(())
    } else {
        Err(ApiError::signature_does_not_match(
            "The request signature we calculated does not match the signature you provided",
        ))
    }
}

fn signed_headers<'a>(request: &ParsedRequest<'a>, list: &'a str) -> Result<Vec<(&'a str, &'a str)>, ApiError> {
    let value = |name: &'a str| {
        request.http.header(name).map(|value| (name, value.trim())).ok_or_else(|| {
            ApiError::signature_does_not_match(format!("The signed header {name} was not received exactly once"))
        })
    };
    list.split(';').map(value).collect()
}

/// Checks that a real control host belongs to this account. Any other host name is taken for the emulator's own.
fn check_host(request: &ParsedRequest<'_>, config: &Config) -> Result<(), ApiError> {
    let host = request.http.header("host").unwrap_or_default();
    let is_real = host.ends_with(".myqcloud.com");
    if is_real && host != format!("{}.cos-control.{}.myqcloud.com", config.uin, config.region) {
        return Err(ApiError::access_denied("The host is not that of the account and region"));
    }
    Ok(())
}
