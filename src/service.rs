//! Where requests go, and which host is signed.

use crate::error::Error;
use crate::http::{Request, SignedRequest};
use crate::model::Value;
use crate::model::shape::{Field, Kind, limits};
use crate::time::whole_number;

pub(crate) const REGION: Field = Field::required("region", Kind::Id(limits(1, 63)));
pub(crate) const UIN: Field = Field::required("uin", Kind::IdOrNumber(limits(1, 63)));
pub(crate) const APP_ID: Field = Field::required("appId", Kind::IdOrNumber(limits(1, 64)));
pub(crate) const ENDPOINT: Field = Field::optional("endpoint", Kind::Text(limits(1, 2048)));
pub(crate) const SIGNED_HOST: Field = Field::optional("signedHost", Kind::Id(limits(1, 255)));

/// The control plane of one account in one region.
///
/// Source: Common Request Headers and hosts of UpdateJobStatus 436/33785.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    base: String,
    signed_host: String,
    app_id: String,
}

impl Service {
    /// Reads `region`, `uin`, `appId`, `endpoint` and `signedHost` of options that were checked against their fields.
    pub fn new(options: &Value) -> Result<Self, Error> {
        let region = dns_label("region", options)?;
        let uin = dns_label("uin", options)?;
        let host = format!("{uin}.cos-control.{region}.myqcloud.com");
        let (base, endpoint_host) = match options.get_text("endpoint") {
            Some(endpoint) => parse_endpoint(endpoint)?,
            None => (format!("https://{host}"), host),
        };
        let signed_host = match options.get_text("signedHost") {
            Some(host) => parse_host(host, "").ok_or_else(|| {
                Error::input("signedHost must be a host, with its port if that is not the default: no scheme, no path")
            })?,
            None => endpoint_host,
        };
        let app_id = options.get_text("appId").unwrap_or_default().to_owned();
        Ok(Self { base, signed_host, app_id })
    }

    /// The part of every URL before the path.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The host as it is signed.
    pub fn signed_host(&self) -> &str {
        &self.signed_host
    }

    /// The headers that every request has and signs. The first is `host`, which the sending host sets itself.
    pub fn headers<'a>(&'a self, session_token: Option<&'a str>) -> Vec<(&'static str, &'a str)> {
        let mut headers = Vec::with_capacity(3);
        headers.extend([("host", self.signed_host.as_str()), ("x-cos-appid", self.app_id.as_str())]);
        headers.extend(session_token.map(|token| ("x-cos-security-token", token)));
        headers
    }

    /// A request with these headers and its signature.
    pub(crate) fn signed(
        &self,
        request: &Request<'_>,
        headers: &[(&'static str, &str)],
        authorization: String,
    ) -> SignedRequest {
        let url = [self.base.as_str(), &request.target()].concat();
        // The sending host sets the first header, `host`.
        let mut sent: Vec<_> = headers.iter().skip(1).map(|(name, value)| (*name, (*value).to_owned())).collect();
        sent.push(("authorization", authorization));
        sent.extend(request.body.map(|body| ("content-type", body.content_type.to_owned())));
        let body = request.body.map(|body| body.text.to_owned());
        SignedRequest { method: request.method, url, headers: sent, body }
    }

    /// The description of a request for the function that signs it: everything that it needs to decide and to sign.
    pub(crate) fn describe(&self, action: &'static str, job_id: Option<&str>, request: &Request<'_>) -> Value {
        let mut description = Value::object().with("action", action).with_optional("jobId", job_id);
        for (name, value) in &request.query {
            match *name {
                "requestedJobStatus" => description.push(name, *value),
                "priority" => description.push(name, value.parse::<i64>().unwrap_or_default()),
                _ => {}
            }
        }
        let texts = |pairs: &[(&'static str, &str)]| {
            pairs.iter().fold(Value::object(), |all, (name, text)| all.with(name, *text))
        };
        description
            .with("method", request.method.as_str())
            .with("host", self.signed_host.as_str())
            .with("path", request.decoded_path())
            .with("query", texts(&request.query))
            .with("headers", texts(&self.headers(None)))
    }
}

/// An option that becomes one label of the host name. Any other character could make it a different host.
fn dns_label<'a>(name: &str, options: &'a Value) -> Result<&'a str, Error> {
    let label = options.get_text(name).unwrap_or_default();
    let is_inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if label.bytes().all(is_inner) && !label.starts_with('-') && !label.ends_with('-') {
        return Ok(label);
    }
    Err(Error::input(format!("{name} must be one DNS label: lower-case letters, digits and inner hyphens")))
}

/// Splits an endpoint into the part before the path, and the host that `fetch` will send.
fn parse_endpoint(endpoint: &str) -> Result<(String, String), Error> {
    let parse = || {
        let (scheme, default_port, rest) = match (endpoint.strip_prefix("https://"), endpoint.strip_prefix("http://")) {
            (Some(rest), _) => ("https://", ":443", rest),
            (_, Some(rest)) => ("http://", ":80", rest),
            _ => return None,
        };
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let host = parse_host(authority, default_port)?;
        let path = path.trim_end_matches('/');
        is_plain_path(path).then(|| (format!("{scheme}{host}{path}"), host))
    };
    parse().ok_or_else(|| {
        Error::input(
            "endpoint must be like https://host, https://host:port or https://host/path in plain ASCII: no user, \
             query, fragment or dot segments",
        )
    })
}

/// A host as `fetch` would send it: in lower case and without the default port of the scheme.
fn parse_host(authority: &str, default_port: &str) -> Option<String> {
    let lower = authority.to_ascii_lowercase();
    let host = lower.strip_suffix(default_port).unwrap_or(&lower);
    let (name_fits, port) = if let Some(bracketed) = host.strip_prefix('[') {
        let (ipv6, rest) = bracketed.split_once(']')?;
        (is_short_ipv6(ipv6), if rest.is_empty() { None } else { Some(rest.strip_prefix(':')?) })
    } else {
        let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
        (is_made_of(name, b"-._") && is_not_an_unusual_ipv4(name), port)
    };
    let port_fits = port.is_none_or(|port| is_plain_number(port, 65_535));
    (port_fits && name_fits).then(|| host.to_owned())
}

/// Whether this is a number up to `max` in its usual form. URL parsers remove leading zeros.
fn is_plain_number(text: &str, max: u64) -> bool {
    (text == "0" || !text.starts_with('0')) && whole_number(text).is_some_and(|number| number <= max)
}

/// Whether an address is as short as URL parsers write it: no leading zeros, and no two zero groups that `::` could replace.
fn is_short_ipv6(address: &str) -> bool {
    let is_short = |group: &str| group.len() <= 4 && (group.len() <= 1 || !group.starts_with('0'));
    let mut pairs = address.split(':').zip(address.split(':').skip(1));
    let is_long = pairs.any(|pair| pair == ("0", "0"));
    is_made_of(address, b":") && address.split(':').all(is_short) && !is_long
}

/// URL parsers treat a name whose last part is a number as an IPv4 address and rewrite it as four numbers. Only an address
/// that already has this form stays as it is.
fn is_not_an_unusual_ipv4(name: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let hexadecimal = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_number = |part: &str| (digits(part) && !part.is_empty()) || part.strip_prefix("0x").is_some_and(hexadecimal);
    let parts = || name.split('.');
    !parts().next_back().is_some_and(is_number)
        || (parts().count() == 4 && parts().all(|part| is_plain_number(part, 255)))
}

/// Whether a name is not empty and consists of letters, digits and `others`.
fn is_made_of(name: &str, others: &[u8]) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || others.contains(&byte))
}

/// Whether every URL parser leaves this path as it is.
fn is_plain_path(path: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().all(plain) && !path.split('/').any(|segment| segment == "." || segment == "..")
}

#[cfg(test)]
mod tests {
    use super::{APP_ID, ENDPOINT, REGION, SIGNED_HOST, Service, UIN};
    use crate::error::Error;
    use crate::model::Value;
    use crate::model::check::check;

    fn service(extra: &[(&'static str, &'static str)]) -> Result<Service, Error> {
        let mut options = vec![("region", "ap-chengdu"), ("uin", "100000000001"), ("appId", "1250000000")];
        options.retain(|(name, _)| !extra.iter().any(|(other, _)| other == name));
        options.extend(extra);
        let options = options.into_iter().fold(Value::object(), |all, (name, text)| all.with(name, text));
        check(&[REGION, UIN, APP_ID, ENDPOINT, SIGNED_HOST], &options)?;
        Service::new(&options)
    }

    #[test]
    fn the_host_consists_of_account_and_region() {
        let service = service(&[]).unwrap();
        assert_eq!(service.base(), "https://100000000001.cos-control.ap-chengdu.myqcloud.com");
        assert_eq!(service.signed_host(), "100000000001.cos-control.ap-chengdu.myqcloud.com");
    }

    #[test]
    fn a_region_or_account_cannot_lead_to_another_host() {
        for label in ["evil.com/", "a.b", "a@b", "a:1", "-a", "a-", "A", "a#", "a?b", "a\\b", "", "腾"] {
            assert!(service(&[("region", label)]).is_err(), "region {label:?}");
            assert!(service(&[("uin", label)]).is_err(), "uin {label:?}");
        }
    }

    #[test]
    fn the_host_of_an_endpoint_is_signed_as_fetch_sends_it() {
        for (endpoint, base, host) in [
            ("http://127.0.0.1:8788", "http://127.0.0.1:8788", "127.0.0.1:8788"),
            ("https://Proxy.Example.com:443/cos/", "https://proxy.example.com/cos", "proxy.example.com"),
            ("http://[::1]:80", "http://[::1]", "[::1]"),
        ] {
            let service = service(&[("endpoint", endpoint)]).unwrap();
            assert_eq!((service.base(), service.signed_host()), (base, host));
        }
    }

    #[test]
    fn an_endpoint_that_a_url_parser_would_change_is_refused() {
        for endpoint in [
            "127.0.0.1:8788",
            "ftp://host",
            "https://",
            "https://user@host",
            "https://host?x",
            "https://host#x",
            "https://host/..",
            "https://host/%2e",
            "https://host\\evil",
            "https://host:99999",
            "https://腾.com",
            "https://host:0443",
            "http://127.1:8080",
            "http://0x7f000001",
            "http://127.0.0.01",
            "http://[0:0::1]",
            "http://[::01]",
            "http://[::127.0.0.1]",
        ] {
            assert!(service(&[("endpoint", endpoint)]).is_err(), "{endpoint}");
        }
    }

    #[test]
    fn a_proxy_may_rewrite_the_host() {
        let service = service(&[("endpoint", "http://localhost:1"), ("signedHost", "x.cos-control.y.com")]).unwrap();
        assert_eq!((service.base(), service.signed_host()), ("http://localhost:1", "x.cos-control.y.com"));
        assert!(self::service(&[("signedHost", "https://host")]).is_err());
    }
}
