//! Removing the secrets of a request from texts about its answer.
//!
//! An answer may repeat its request: SignatureDoesNotMatch contains the strings that were signed, and a proxy may show the
//! headers that it received. Everything of an answer that goes into an error, an event or a log passes through this file.

use std::rc::Rc;

use zeroize::Zeroizing;

use crate::credentials::Credentials;
use crate::http::SignedRequest;
use crate::sign::encode::encoded;

/// This many characters in a row of a secret are removed from a text. Few texts share so many with one by chance, and no
/// secret is shorter.
const RUN: usize = 12;

/// The text that replaces them.
const HIDDEN: &str = "[hidden]";

/// The longest text of the service that goes into an error, in characters. A real one has less than 200.
const MAX_TEXT: usize = 500;

/// Removes the secrets of one request from texts. It collects them only when a text arrives.
#[derive(Default)]
pub struct Redactor {
    sent: Option<Rc<SignedRequest>>,
    credentials: Option<Rc<Credentials>>,
}

impl Redactor {
    /// For the secrets that `sent` contains, and for the keys that signed it, if they are known here.
    pub fn new(sent: Rc<SignedRequest>, credentials: Option<Rc<Credentials>>) -> Self {
        Self { sent: Some(sent), credentials }
    }

    /// The keys that signed the request, if they are known here.
    pub(crate) fn credentials(&self) -> Option<&Rc<Credentials>> {
        self.credentials.as_ref()
    }

    fn secrets(&self) -> Vec<&str> {
        let sent = self.sent.as_deref();
        let signature = sent.and_then(SignedRequest::signature);
        let token = sent.and_then(|sent| sent.header("x-cos-security-token"));
        let key = self.credentials.as_ref().map(|credentials| credentials.secret_key());
        [signature, token, key].into_iter().flatten().collect()
    }

    /// A text of the service as it may be shown: of limited length, on one line, without a secret.
    pub fn printable(&self, text: &str) -> String {
        let is_plain = text.len() <= MAX_TEXT && text.bytes().all(|byte| byte.is_ascii_graphic());
        if is_plain && !self.may_appear_in(text) {
            return text.to_owned();
        }
        let line: String =
            text.trim_ascii().chars().take(MAX_TEXT).map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.hide(line.trim_ascii())
    }

    /// Whether the text needs a close look. An escape may hide any character. In a text without escapes, a run of an encoded
    /// secret can begin with at most the two digits of one.
    fn may_appear_in(&self, text: &str) -> bool {
        text.contains('%') || self.secrets().iter().any(|secret| may_share(text.as_bytes(), secret.as_bytes(), RUN - 2))
    }

    /// Removes the secrets, both plain and percent-encoded.
    fn hide(&self, text: &str) -> String {
        let plain = self.secrets();
        let encoded: Vec<_> = plain.iter().map(|secret| Zeroizing::new(encoded(secret))).collect();
        let encoded = encoded.iter().map(|secret| secret.as_bytes());
        let secrets: Vec<_> = plain.into_iter().map(str::as_bytes).chain(encoded).collect();
        let mut shown = String::with_capacity(text.len());
        let mut hidden_to = 0;
        for (at, character) in text.char_indices() {
            let run = text.as_bytes().get(at..at + RUN);
            if run.is_some_and(|run| secrets.iter().any(|secret| contains(secret, run))) {
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

/// Whether `run` occurs in `bytes`, in upper or lower case.
fn contains(bytes: &[u8], run: &[u8]) -> bool {
    bytes.windows(run.len().max(1)).any(|window| window.eq_ignore_ascii_case(run))
}

/// Whether two texts may share `length` bytes in a row; false only if they certainly do not.
///
/// A shared run in `text` covers at least one of the pieces of half its length into which `text` is cut, so only these pieces are searched.
fn may_share(text: &[u8], other: &[u8], length: usize) -> bool {
    text.len() >= length && text.chunks_exact((length / 2).max(1)).any(|piece| contains(other, piece))
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use proptest::prelude::{any, proptest};

    use super::{Redactor, contains, may_share};
    use crate::credentials::Credentials;
    use crate::http::{Method, SignedRequest};

    const TOKEN: &str = "Zm9v/YmFy+cXV4eHl6enkgdGhlLXRva2Vu==";
    const SIGNATURE: &str = "0123456789abcdef0123456789abcdef01234567";

    fn shown(text: &str) -> String {
        let authorization = format!("q-sign-algorithm=sha1&q-ak=AKIDexample&q-signature={SIGNATURE}");
        let headers = vec![("authorization", authorization), ("x-cos-security-token", TOKEN.to_owned())];
        let sent = SignedRequest { method: Method::Get, url: String::new(), headers, body: None };
        let key = "a-secret-key-of-some-length".to_owned();
        let credentials = Credentials::new("AKIDexample".to_owned(), key, None).unwrap();
        Redactor::new(Rc::new(sent), Some(Rc::new(credentials))).printable(text)
    }

    #[test]
    fn the_secrets_of_a_request_are_removed_in_each_form() {
        assert_eq!(shown(&format!("token {TOKEN} is bad")), "token [hidden] is bad");
        assert_eq!(shown(&format!("&q-signature={SIGNATURE}")), "&q-signature=[hidden]");
        assert_eq!(shown("Zm9v%2fYmFy%2BcXV4eHl6enkgdGhlLXRva2Vu%3D%3D!"), "[hidden]!");
        assert_eq!(shown("A-SECRET-KEY-OF-SOME-LENGTH"), "[hidden]");
        assert_eq!(shown("AKIDexample"), "AKIDexample", "the secret id is not a secret");
    }

    #[test]
    fn a_part_of_a_secret_is_removed_too() {
        assert_eq!(shown("token Zm9v/YmFy+cX... is bad"), "token [hidden]... is bad");
        assert_eq!(shown("reqid2BcXV4eHl6en!"), "reqid[hidden]!", "the rest of an escape and what follows it");
        assert_eq!(shown("腾hlLXRva2Vu==讯 and 0123456789a"), "腾[hidden]讯 and 0123456789a");
        let cut = shown(&format!("{}{TOKEN}", ".".repeat(500 - 13)));
        assert!(cut.ends_with(".[hidden]"), "{cut}");
    }

    #[test]
    fn a_text_becomes_one_line_of_limited_length() {
        assert_eq!(shown("\u{1} a\r\nb\u{0}"), "a  b");
        assert_eq!(shown(&"腾".repeat(1000)).chars().count(), 500);
    }

    proptest! {
        #[test]
        fn no_shared_run_is_missed(
            before in "[a-c]{0,20}", run in "[a-cA-C]{12}", after in "[a-c]{0,20}", other: Vec<u8>,
            at in any::<proptest::sample::Index>(),
        ) {
            let text = [before, run.clone(), after].concat();
            let at = at.index(other.len() + 1);
            let secret = [&other[..at], run.to_uppercase().as_bytes(), &other[at..]].concat();
            assert!(contains(&secret, run.as_bytes()));
            assert!(may_share(text.as_bytes(), &secret, 12));
        }
    }
}
