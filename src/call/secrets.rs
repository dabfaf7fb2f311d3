//! Keeping what a request was signed with out of what is said about its answer.
//!
//! An answer may repeat its request: SignatureDoesNotMatch comes with the strings that were signed, and a proxy may
//! show the headers that it got. What of that enters an error, an event or a log comes through here.

use alloc::borrow::ToOwned;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

use cos_jobs_wire::runs::{holds, may_share};
use zeroize::Zeroizing;

use crate::credentials::Credentials;
use crate::encode::encoded;
use crate::request::Outgoing;
use crate::text::{find, pieces};

/// So many characters in a row of a secret are taken out of a text. Few texts share as many with one by chance, and
/// nothing shorter is a secret.
const RUN: usize = 12;

/// What stands in their place.
const HIDDEN: &str = "[hidden]";

/// The longest text of the service that goes into an error, in characters; a real one has less than 200.
const MAX_TEXT: usize = 500;

/// The secrets of one request. They are looked for in it when a text comes, which spares most requests a copy of each.
#[derive(Default)]
pub(super) struct Secrets {
    sent: Option<Outgoing>,
    credentials: Option<Rc<Credentials>>,
}

impl Secrets {
    /// What `sent` carries, and what it was signed with, if that is known here.
    pub(super) fn new(sent: Outgoing, credentials: Option<Rc<Credentials>>) -> Self {
        Self { sent: Some(sent), credentials }
    }

    fn all(&self) -> Vec<&str> {
        let headers = self.sent.as_ref().map(Outgoing::headers).unwrap_or_default();
        let carried = headers.into_iter().filter_map(|(name, value)| match name {
            "authorization" => pieces(value, b'&').find_map(|part| part.strip_prefix("q-signature=")),
            "x-cos-security-token" => Some(value),
            _ => None,
        });
        carried.chain(self.credentials.as_ref().map(|credentials| credentials.secret_key())).collect()
    }

    /// A text of the service as it may be shown: of bounded length, on one line, without a secret.
    pub(super) fn printable(&self, text: &str) -> String {
        let is_fine = text.len() <= MAX_TEXT && text.bytes().all(|byte| byte.is_ascii_graphic());
        if is_fine && !self.may_show_in(text) {
            return text.to_owned();
        }
        let line: String = text.trim().chars().take(MAX_TEXT).map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.hide(line.trim())
    }

    /// Whether it is worth to look closely. An escape may hide any character; where there is none, a run of an encoded
    /// secret begins with at most the two digits of one.
    fn may_show_in(&self, text: &str) -> bool {
        let has = |byte| find(text, byte) < text.len();
        has(b'%') || self.all().iter().any(|secret| may_share(text.as_bytes(), secret.as_bytes(), RUN - 2))
    }

    /// Takes the secrets out, plain and percent-encoded.
    fn hide(&self, text: &str) -> String {
        let plain = self.all();
        let encoded: Vec<_> = plain.iter().map(|secret| Zeroizing::new(encoded(secret))).collect();
        let encoded = encoded.iter().map(|secret| secret.as_bytes());
        let secrets: Vec<_> = plain.into_iter().map(str::as_bytes).chain(encoded).collect();
        let mut shown = String::with_capacity(text.len());
        let mut hidden_to = 0;
        for (at, character) in text.char_indices() {
            let run = text.as_bytes().get(at..at + RUN);
            if run.is_some_and(|run| secrets.iter().any(|secret| holds(secret, run))) {
                if at >= hidden_to {
                    shown.push_str(HIDDEN);
                }
                hidden_to = at + RUN;
            }
            if at >= hidden_to {
                shown.push(character);
            }
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use alloc::rc::Rc;

    use super::Secrets;
    use crate::credentials::Credentials;
    use crate::request::{Method, Outgoing, Request};

    const TOKEN: &str = "Zm9v/YmFy+cXV4eHl6enkgdGhlLXRva2Vu==";
    const SIGNATURE: &str = "0123456789abcdef0123456789abcdef01234567";

    fn shown(text: &str) -> String {
        let authorization = format!("q-sign-algorithm=sha1&q-ak=AKIDexample&q-signature={SIGNATURE}");
        let mut sent = Outgoing::new("", &Request::new(Method::Get, &["jobs"]));
        sent.header("authorization", &authorization);
        sent.header("x-cos-security-token", TOKEN);
        let key = "a-secret-key-of-some-length".to_owned();
        let credentials = Credentials::new("AKIDexample".to_owned(), key, None).unwrap();
        Secrets::new(sent.body(""), Some(Rc::new(credentials))).printable(text)
    }

    #[test]
    fn what_a_request_carries_is_taken_out_in_each_form() {
        assert_eq!(shown(&format!("token {TOKEN} is bad")), "token [hidden] is bad");
        assert_eq!(shown(&format!("&q-signature={SIGNATURE}")), "&q-signature=[hidden]");
        assert_eq!(shown("Zm9v%2fYmFy%2BcXV4eHl6enkgdGhlLXRva2Vu%3D%3D!"), "[hidden]!");
        assert_eq!(shown("A-SECRET-KEY-OF-SOME-LENGTH"), "[hidden]");
        assert_eq!(shown("AKIDexample"), "AKIDexample", "the id of a key is no secret");
    }

    #[test]
    fn a_part_of_a_secret_is_taken_out_too() {
        assert_eq!(shown("token Zm9v/YmFy+cX... is bad"), "token [hidden]... is bad");
        assert_eq!(shown("reqid2BcXV4eHl6en!"), "reqid[hidden]!", "the rest of an escape and what is behind it");
        assert_eq!(shown("腾hlLXRva2Vu==讯 and 0123456789a"), "腾[hidden]讯 and 0123456789a");
        let cut = shown(&format!("{}{TOKEN}", ".".repeat(500 - 13)));
        assert!(cut.ends_with(".[hidden]"), "{cut}");
    }

    #[test]
    fn a_text_is_one_line_of_bounded_length() {
        assert_eq!(shown("\u{1} a\r\nb\u{0}"), "a  b");
        assert_eq!(shown(&"腾".repeat(1000)).chars().count(), 500);
    }
}
