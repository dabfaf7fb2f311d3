//! Where requests go, and which host is signed.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::error::Error;
use crate::input;
use crate::shape::{Field, Kind, limits};
use crate::text::{concat, cut, pieces, whole_number};
use crate::value::Value;
use cos_jobs_wire::runs::holds;

/// The options that say which account, where.
pub const OPTIONS: &[Field] = &[
    Field::required("Region", "region", Kind::Id(limits(1, 63))),
    Field::required("Uin", "uin", Kind::Id(limits(1, 63))),
    Field::required("AppId", "appId", Kind::Id(limits(1, 64))),
    Field::optional("Endpoint", "endpoint", Kind::Text(limits(1, 2048))),
    Field::optional("SignedHost", "signedHost", Kind::Id(limits(1, 255))),
];

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
    /// Reads the options of [`OPTIONS`].
    pub fn new(options: &Value<'_>) -> Result<Self, Error> {
        input::check(OPTIONS, options)?;
        let region = dns_label("region", options)?;
        let uin = dns_label("uin", options)?;
        let host = concat(&[uin, ".cos-control.", region, ".myqcloud.com"]);
        let (base, endpoint_host) = match options.get_text("endpoint") {
            Some(endpoint) => parse_endpoint(endpoint)?,
            None => (concat(&["https://", &host]), host),
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

    /// What stands before the path in every URL.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The host as it is signed.
    pub fn signed_host(&self) -> &str {
        &self.signed_host
    }

    /// The headers that every request has and signs: `host`, which the one who sends sets itself, and the others.
    pub fn headers<'a>(&'a self, session_token: Option<&'a str>) -> Vec<(&'static str, &'a str)> {
        let mut headers = Vec::with_capacity(3);
        headers.extend([("host", self.signed_host.as_str()), ("x-cos-appid", self.app_id.as_str())]);
        headers.extend(session_token.map(|token| ("x-cos-security-token", token)));
        headers
    }
}

/// An option that becomes a part of a host's name: anything else in it could make it another host.
fn dns_label<'a>(name: &str, options: &'a Value<'_>) -> Result<&'a str, Error> {
    let label = options.get_text(name).unwrap_or_default();
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if label.bytes().all(inner) && !label.starts_with('-') && !label.ends_with('-') {
        return Ok(label);
    }
    Err(Error::input(concat(&[name, " must be one DNS label: lower-case letters, digits and inner hyphens"])))
}

/// Splits an endpoint into what goes before the path, and the host that `fetch` will send.
fn parse_endpoint(endpoint: &str) -> Result<(String, String), Error> {
    let parse = || {
        let (scheme, default_port, rest) = match (endpoint.strip_prefix("https://"), endpoint.strip_prefix("http://")) {
            (Some(rest), _) => ("https://", ":443", rest),
            (_, Some(rest)) => ("http://", ":80", rest),
            _ => return None,
        };
        let authority = pieces(rest, b'/').next()?;
        let path = rest.get(authority.len()..)?;
        let host = parse_host(authority, default_port)?;
        let path = without_slashes(path);
        is_plain_path(path).then(|| (concat(&[scheme, &host, path]), host))
    };
    parse().ok_or_else(|| {
        Error::input(
            "endpoint must be like https://host, https://host:port or https://host/path in plain ASCII: no user, \
             query, fragment or dot segments",
        )
    })
}

fn without_slashes(path: &str) -> &str {
    let mut path = path;
    while let Some(shorter) = path.strip_suffix('/') {
        path = shorter;
    }
    path
}

/// A host as `fetch` would send it: in lower case and without the scheme's default port.
fn parse_host(authority: &str, default_port: &str) -> Option<String> {
    let lower = authority.to_ascii_lowercase();
    let host =
        Some(lower.as_str()).filter(|_| !default_port.is_empty()).and_then(|host| host.strip_suffix(default_port));
    let host = host.unwrap_or(&lower);
    let (name_fits, port) = if let Some(bracketed) = host.strip_prefix('[') {
        let (ipv6, behind) = cut(bracketed, b']')?;
        (is_short_ipv6(ipv6), if behind.is_empty() { None } else { Some(behind.strip_prefix(':')?) })
    } else {
        let (name, port) = cut(host, b':').map_or((host, None), |(name, port)| (name, Some(port)));
        (is_made_of(name, b"-._") && is_no_odd_ipv4(name), port)
    };
    let port_fits = port.is_none_or(|port| is_plain_number(port, 65_535));
    (port_fits && name_fits).then(|| host.to_owned())
}

/// Whether that is a number up to `most` as it is printed: URL parsers cut off zeros before it.
fn is_plain_number(text: &str, most: u64) -> bool {
    (text == "0" || !text.starts_with('0')) && whole_number(text).is_some_and(|number| number <= most)
}

/// Whether an address is as short as URL parsers write it: no zeros before a number, nor two that `::` stands for.
fn is_short_ipv6(address: &str) -> bool {
    let is_short = |group: &str| group.len() <= 4 && (group.len() <= 1 || !group.starts_with('0'));
    let is_long = holds(concat(&[":", address, ":"]).as_bytes(), b":0:0:");
    is_made_of(address, b":") && pieces(address, b':').all(is_short) && !is_long
}

/// URL parsers take a name whose last part is a number for an IPv4 address, and write it as four numbers.
fn is_no_odd_ipv4(name: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let hexadecimal = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_number = |part: &str| (digits(part) && !part.is_empty()) || part.strip_prefix("0x").is_some_and(hexadecimal);
    let parts = || pieces(name, b'.');
    !parts().last().is_some_and(is_number) || (parts().count() == 4 && parts().all(|part| is_plain_number(part, 255)))
}

/// Whether a name is not empty and holds letters, digits and `others` only.
fn is_made_of(name: &str, others: &[u8]) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || others.contains(&byte))
}

/// A path that every URL parser leaves as it is.
fn is_plain_path(path: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().all(plain) && !pieces(path, b'/').any(|segment| segment == "." || segment == "..")
}

#[cfg(test)]
mod tests {
    use super::Service;
    use crate::error::Error;
    use crate::value::Value;

    fn service(extra: &[(&'static str, &'static str)]) -> Result<Service, Error> {
        let mut options = vec![("region", "ap-chengdu"), ("uin", "100000000001"), ("appId", "1250000000")];
        options.retain(|(name, _)| !extra.iter().any(|(other, _)| other == name));
        options.extend(extra);
        let properties = options.into_iter().map(|(name, text)| (name, Value::text(text))).collect();
        Service::new(&Value::Object(properties))
    }

    #[test]
    fn the_host_is_made_of_account_and_region() {
        let service = service(&[]).unwrap();
        assert_eq!(service.base(), "https://100000000001.cos-control.ap-chengdu.myqcloud.com");
        assert_eq!(service.signed_host(), "100000000001.cos-control.ap-chengdu.myqcloud.com");
    }

    #[test]
    fn a_region_or_account_can_not_be_another_host() {
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
