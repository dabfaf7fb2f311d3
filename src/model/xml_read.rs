//! Reading an answer of the service as a [`Value`], guided by its [shape](super::shape).
//!
//! The reader is strict about everything that a decision can rest on. It skips elements that the shape does not know,
//! so that the service may add some.

use std::fmt;

use quick_xml::events::BytesStart;

use self::reader::Reader;
use self::tokens::{Token, Tokens, require_blank};
use super::shape::Field;
use super::value::Value;

mod reader;
mod tokens;

/// The deepest nesting within an element that is skipped. The documented answers need eight levels.
pub const MAX_DEPTH: usize = 64;

/// Why a body could not be read. As a sentence: "it is cut off", or "Status is missing or empty".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What the problem is about: "it", which is the whole body, or the name of an element.
    pub subject: &'static str,
    /// The rest of the sentence.
    pub problem: &'static str,
}

impl Unreadable {
    /// A problem of the whole body, as the end of a sentence: "is ..." or "has ...".
    pub const fn body(problem: &'static str) -> Self {
        Self { subject: "it", problem }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.subject, self.problem)
    }
}

/// A document that has been read up to its root element.
///
/// ```
/// use cos_jobs::model::shape::{ANY, Field, Kind};
/// use cos_jobs::model::xml_read::Document;
///
/// const ERROR: &[Field] = &[Field::required("Code", "code", Kind::Text(ANY))];
/// let document = Document::open(b"<Error><Code>NoSuchJob</Code></Error>").unwrap();
/// assert_eq!(document.root(), "Error");
/// assert_eq!(document.read(ERROR).unwrap().get_text("code"), Some("NoSuchJob"));
/// ```
pub struct Document<'a> {
    root: BytesStart<'a>,
    tokens: Tokens<'a>,
}

impl<'a> Document<'a> {
    /// Reads `body` up to its root element.
    pub fn open(body: &'a [u8]) -> Result<Self, Unreadable> {
        let mut tokens = Tokens::new(body)?;
        loop {
            match tokens.next()? {
                Token::Start(root) => return Ok(Self { root, tokens }),
                Token::End | Token::Eof => return Err(Unreadable::body("has no XML element")),
                Token::Text(text) => require_blank(&text)?,
            }
        }
    }

    /// The name of the root element.
    pub fn root(&self) -> &str {
        self.root.name().into_inner()
    }

    /// Reads the root element as an object of these fields, and the document to its end.
    pub fn read(self, fields: &'static [Field]) -> Result<Value, Unreadable> {
        let mut reader = Reader { tokens: self.tokens };
        let value = reader.object(fields)?;
        loop {
            match reader.tokens.next()? {
                Token::Eof => return Ok(Value::Object(value)),
                Token::Start(_) | Token::End => return Err(Unreadable::body("goes on after its root element")),
                Token::Text(text) => require_blank(&text)?,
            }
        }
    }
}

#[cfg(test)]
mod tests;
