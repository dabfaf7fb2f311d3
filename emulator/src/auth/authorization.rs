//! Reading the `Authorization` header.

use cos_jobs::sign::KeyTime;

/// The parts of the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Authorization<'a> {
    pub(super) secret_id: &'a str,
    pub(super) sign_time: KeyTime,
    pub(super) key_time: KeyTime,
    pub(super) header_list: &'a str,
    pub(super) url_param_list: &'a str,
    pub(super) signature: &'a str,
}

const PARTS: [&str; 7] =
    ["q-sign-algorithm", "q-ak", "q-sign-time", "q-key-time", "q-header-list", "q-url-param-list", "q-signature"];

impl<'a> Authorization<'a> {
    /// Reads the header's value. Each part must be present exactly once, in any order; otherwise the result is `None`.
    pub(super) fn parse(value: &'a str) -> Option<Self> {
        let pairs: Vec<(&str, &str)> =
            value.trim().split('&').map(|pair| pair.split_once('=')).collect::<Option<_>>()?;
        let part = |name: &str| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
        let complete = pairs.len() == PARTS.len() && PARTS.iter().all(|name| part(name).is_some());
        if !complete || part("q-sign-algorithm")? != "sha1" {
            return None;
        }
        Some(Self {
            secret_id: part("q-ak")?,
            sign_time: parse_time(part("q-sign-time")?)?,
            key_time: parse_time(part("q-key-time")?)?,
            header_list: part("q-header-list")?,
            url_param_list: part("q-url-param-list")?,
            signature: part("q-signature")?,
        })
    }
}

/// Reads `<start>;<end>`. The numbers must be written in the usual form: the signature covers the text, and a number
/// such as `01` would be another text.
fn parse_time(text: &str) -> Option<KeyTime> {
    let (start, end) = text.split_once(';')?;
    let time = KeyTime { start: start.parse().ok()?, end: end.parse().ok()? };
    (time.start <= time.end && time.to_text() == text).then_some(time)
}

#[cfg(test)]
mod tests {
    use super::Authorization;

    const GOOD: &str = "q-sign-algorithm=sha1&q-ak=id&q-sign-time=1;2&q-key-time=1;2\
        &q-header-list=host&q-url-param-list=&q-signature=ab";

    #[test]
    fn the_parts_may_come_in_any_order() {
        let read = Authorization::parse(GOOD).unwrap();
        assert_eq!((read.secret_id, read.header_list, read.url_param_list), ("id", "host", ""));
        let turned = GOOD.split('&').rev().collect::<Vec<_>>().join("&");
        assert_eq!(Authorization::parse(&turned), Some(read));
    }

    #[test]
    fn the_two_times_may_differ() {
        let value = GOOD.replace("q-sign-time=1;2", "q-sign-time=3;4");
        let read = Authorization::parse(&value).unwrap();
        assert_eq!((read.sign_time.start, read.key_time.start), (3, 1));
    }

    #[test]
    fn a_header_with_wrong_parts_is_refused() {
        for (from, to) in [
            ("sha1", "sha256"),
            ("q-ak=id&", ""),
            ("q-ak=id", "q-ak"),
            ("q-sign-time=1;2", "q-sign-time=x"),
            ("1;2", "2;1"),
            ("1;2", "01;2"),
            ("1;2", "1"),
            ("q-ak=id", "q-ak=id&q-ak=other"),
            ("q-ak=id", "q-ak=id&more=1"),
        ] {
            let bad = GOOD.replace(from, to);
            assert_ne!(bad, GOOD);
            assert_eq!(Authorization::parse(&bad), None, "{bad}");
        }
        assert_eq!(Authorization::parse(""), None);
    }
}
