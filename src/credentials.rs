//! The keys with which requests are signed.

use std::fmt;

use zeroize::Zeroizing;

use crate::error::Error;

/// A secret id and a secret key, with the session token of temporary keys. All are wiped from memory when dropped.
#[derive(Clone)]
pub struct Credentials {
    secret_id: Zeroizing<String>,
    secret_key: Zeroizing<String>,
    session_token: Option<Zeroizing<String>>,
}

impl Credentials {
    /// Takes ownership of the keys.
    ///
    /// # Errors
    ///
    /// Fails if one is empty or has a character that a header cannot contain. The usual reason is a line end that was copied
    /// together with the key.
    pub fn new(secret_id: String, secret_key: String, session_token: Option<String>) -> Result<Self, Error> {
        let credentials = Self {
            secret_id: Zeroizing::new(secret_id),
            secret_key: Zeroizing::new(secret_key),
            session_token: session_token.filter(|token| !token.is_empty()).map(Zeroizing::new),
        };
        if credentials.secret_id.is_empty() {
            return Err(Error::credentials(
                "credentials must be { secretId, secretKey, sessionToken? }, an STS answer, or a function that returns one",
            ));
        }
        require("secretId", &credentials.secret_id)?;
        require("secretKey", &credentials.secret_key)?;
        if let Some(token) = &credentials.session_token {
            require("sessionToken", token)?;
        }
        Ok(credentials)
    }

    /// The public half of the pair.
    pub fn secret_id(&self) -> &str {
        &self.secret_id
    }

    /// The secret half of the pair.
    pub(crate) fn secret_key(&self) -> &str {
        &self.secret_key
    }

    /// The token of temporary keys.
    pub fn session_token(&self) -> Option<&str> {
        self.session_token.as_ref().map(|token| token.as_str())
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Credentials(..)")
    }
}

fn require(name: &str, text: &str) -> Result<(), Error> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(());
    }
    Err(Error::credentials(format!(
        "credentials.{name} is empty or has a character that is not visible ASCII. Check that it was copied completely and \
         without a line end."
    )))
}

#[cfg(test)]
mod tests {
    use super::Credentials;

    #[test]
    fn neither_debug_output_nor_errors_contain_a_key() {
        let credentials = Credentials::new("AKID".into(), "top-secret".into(), Some("token-text".into())).unwrap();
        assert_eq!(format!("{credentials:?}"), "Credentials(..)");
        let error = Credentials::new("AKID".into(), "top-secret\n".into(), None).unwrap_err();
        assert!(!format!("{error:?}").contains("top-secret"));
    }

    #[test]
    fn an_empty_token_counts_as_missing() {
        let credentials = Credentials::new("AKID".into(), "key".into(), Some(String::new())).unwrap();
        assert_eq!(credentials.session_token(), None);
    }
}
