//! The events of quick-xml, reduced to what an answer may consist of, with the checks that quick-xml leaves to its user.

use std::borrow::Cow;
use std::fmt;
use std::mem::take;
use std::str::from_utf8;

use quick_xml::Reader;
use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// The deepest nesting within an element that is skipped. The documented answers need eight levels.
pub const MAX_DEPTH: usize = 64;

/// Why a body could not be read. As a sentence: "it is cut off", or "status is missing or empty".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What the problem is about: "it", which is the whole body, or the name of a property.
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

pub(super) const CUT_OFF: Unreadable = Unreadable::body("is cut off");
const BROKEN: Unreadable = Unreadable::body("is broken XML");
const DOCTYPE: Unreadable = Unreadable::body("has a DOCTYPE, which no answer of the service has");
const UNKNOWN_ENTITY: Unreadable = Unreadable::body("has an unknown entity");

/// A part of a document. Comments, processing instructions and attributes are left out.
pub(super) enum Token<'a> {
    Start(BytesStart<'a>),
    /// The end of the element that was started last.
    End,
    /// A piece of text, with references resolved and with `\n` as the line end. Several pieces may follow each other.
    Text(Cow<'a, str>),
    /// The end of the document. Elements may still be open.
    Eof,
}

pub(super) struct Tokens<'a> {
    reader: Reader<&'a [u8]>,
    /// Whether the document has a line end other than `\n`. Few have, and looking for one in each text takes time.
    has_carriage_return: bool,
    /// Whether the last token started an element that has no end tag, such as `<Report/>`.
    is_empty_element: bool,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(body: &'a [u8]) -> Result<Self, Unreadable> {
        let text = from_utf8(body).map_err(|_| Unreadable::body("is not UTF-8"))?;
        let (words, rest) = body.as_chunks();
        if words.iter().filter(|word| has_control_character(**word)).flatten().chain(rest).copied().any(is_forbidden) {
            return Err(Unreadable::body("has a character that no XML document has"));
        }
        let has_carriage_return = body.contains(&b'\r');
        Ok(Self { reader: Reader::from_str(text), has_carriage_return, is_empty_element: false })
    }

    pub(super) fn next(&mut self) -> Result<Token<'a>, Unreadable> {
        if take(&mut self.is_empty_element) {
            return Ok(Token::End);
        }
        loop {
            return Ok(match self.reader.read_event().map_err(|error| problem(&error))? {
                Event::Start(start) => Token::Start(start),
                Event::Empty(start) => {
                    self.is_empty_element = true;
                    Token::Start(start)
                }
                Event::End(_) => Token::End,
                Event::Text(text) if self.has_carriage_return => Token::Text(text.xml10_content()),
                Event::Text(text) => Token::Text(text.into_inner()),
                Event::CData(text) => Token::Text(text.xml10_content()),
                Event::GeneralRef(reference) => Token::Text(resolved(&reference)?),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => continue,
                Event::DocType(_) => return Err(DOCTYPE),
                Event::Eof => Token::Eof,
            });
        }
    }

    /// Reads past the end of an element that is not known.
    pub(super) fn skip_unknown(&mut self, start: &BytesStart<'_>) -> Result<(), Unreadable> {
        require_name(start)?;
        self.skip()
    }

    /// Reads past the end of an element that is not needed.
    pub(super) fn skip(&mut self) -> Result<(), Unreadable> {
        let mut depth = 1;
        while depth > 0 {
            match self.next()? {
                Token::Start(_) if depth == MAX_DEPTH => return Err(Unreadable::body("is nested too deeply")),
                Token::Start(start) => {
                    require_name(&start)?;
                    depth += 1;
                }
                Token::End => depth -= 1,
                Token::Text(_) => {}
                Token::Eof => return Err(CUT_OFF),
            }
        }
        Ok(())
    }
}

/// The control characters that no XML document may contain.
fn is_forbidden(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')
}

/// Whether one of these bytes is less than a space. Eight at a time are checked much faster than one by one.
fn has_control_character(bytes: [u8; 8]) -> bool {
    let word = u64::from_ne_bytes(bytes);
    word.wrapping_sub(u64::from_ne_bytes([b' '; 8])) & !word & u64::from_ne_bytes([0x80; 8]) != 0
}

/// Checks the name of an element that is not a known one: quick-xml takes everything up to a space or the end of the tag.
pub(super) fn require_name(start: &BytesStart<'_>) -> Result<(), Unreadable> {
    let name = start.name().into_inner();
    let is_odd = |byte: u8| matches!(byte, b'<' | b'&' | b'/' | b'"' | b'\'' | b'=');
    if name.is_empty() || name.bytes().any(is_odd) { Err(BROKEN) } else { Ok(()) }
}

/// The text that a reference such as `&lt;` or `&#817E;` stands for.
fn resolved(reference: &BytesRef<'_>) -> Result<Cow<'static, str>, Unreadable> {
    if let Some(text) = resolve_xml_entity(reference) {
        return Ok(Cow::Borrowed(text));
    }
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Ok(Cow::Owned(character.into())),
        Ok(None) | Err(_) => Err(UNKNOWN_ENTITY),
    }
}

fn problem(error: &Error) -> Unreadable {
    match error {
        Error::Syntax(SyntaxError::InvalidBangMarkup | SyntaxError::UnclosedDoctype)
        | Error::IllFormed(IllFormedError::MissingDoctypeName) => DOCTYPE,
        Error::Syntax(_) => CUT_OFF,
        _ => BROKEN,
    }
}

/// Only white space may be between elements. Any other text there means that something is wrong.
pub(super) fn require_blank(text: &str) -> Result<(), Unreadable> {
    if text.trim_ascii().is_empty() { Ok(()) } else { Err(Unreadable::body("has text where elements belong")) }
}
