//! An answer of the service as JSON: read by its [shape](crate::shape), written as it is read.
//!
//! Strict about what a decision rests on, open about what the service may add. No tree is built in between: a page of a
//! list has tens of thousands of values that nobody here looks at.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::json::{push_decimal, push_text};
use crate::shape::{Field, Kind, MAX_NUMBER, Need};
use crate::text::whole_number;
use crate::xml::{CUT_OFF, Fault, Token, Tokens};

/// The deepest nesting that an answer may have; the documented ones need eight.
pub const MAX_DEPTH: usize = 64;

/// Why a body could not be read: a phrase like "it is cut off", or "Status is missing or empty".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What is wrong: the body, or an element of it.
    pub subject: &'static str,
    /// What is wrong with it.
    pub trouble: &'static str,
}

impl Unreadable {
    /// What is wrong with the body as a whole: "is ...", "has ...".
    pub const fn body(trouble: &'static str) -> Self {
        Self { subject: "it", trouble }
    }
}

impl From<Fault> for Unreadable {
    fn from(fault: Fault) -> Self {
        Self::body(fault)
    }
}

type Result<T> = core::result::Result<T, Unreadable>;

const BROKEN: Unreadable = Unreadable::body("is broken XML");
const CUT: Unreadable = Unreadable::body(CUT_OFF);

/// A document that is open up to its root element.
pub struct Document<'a> {
    root: &'a str,
    length: usize,
    tokens: Tokens<'a>,
}

impl<'a> Document<'a> {
    /// Opens `body` and reads on to its root element.
    pub fn open(body: &'a [u8]) -> Result<Self> {
        let text = core::str::from_utf8(body).map_err(|_| Unreadable::body("is not UTF-8"))?;
        let mut tokens = Tokens::new(text.strip_prefix('\u{feff}').unwrap_or(text));
        loop {
            match tokens.token()? {
                Token::Open(root) => return Ok(Self { root, length: body.len(), tokens }),
                Token::End => return Err(Unreadable::body("holds no XML element")),
                token => pass_between_elements(&token)?,
            }
        }
    }

    /// The name of the root element.
    pub fn root(&self) -> &str {
        self.root
    }

    /// Reads the root element as an object of `fields`, and the document to its end. Answers the object as JSON.
    pub fn read(self, fields: &'static [Field]) -> Result<String> {
        let mut reader = Reader { tokens: self.tokens, out: String::with_capacity(self.length) };
        reader.object(self.root, fields)?;
        loop {
            match reader.tokens.token()? {
                Token::End => return Ok(reader.out),
                Token::Open(_) => return Err(Unreadable::body("goes on behind its root element")),
                token => pass_between_elements(&token)?,
            }
        }
    }
}

/// What comes next in an element that holds elements.
enum Child<'a> {
    /// The field of that index.
    Field(usize, &'static Field),
    /// An element that is of no interest here.
    Other(&'a str),
    /// The end.
    End,
}

/// From the elements of a document to their JSON. It calls itself no deeper than the shapes are nested.
struct Reader<'a> {
    tokens: Tokens<'a>,
    out: String,
}

impl<'a> Reader<'a> {
    /// Writes the rest of the element `name`, whose start was read, as an object; answers whether it holds anything.
    fn object(&mut self, name: &str, fields: &'static [Field]) -> Result<bool> {
        debug_assert!(fields.len() <= 32, "a bit for each field");
        self.out.push('{');
        let begin = self.out.len();
        let (mut seen, mut filled, mut next) = (0_u32, 0_u32, 0);
        loop {
            match self.child(name, fields, next)? {
                Child::Field(index, field) => {
                    let bit = 1 << index;
                    if seen & bit != 0 {
                        return Err(Unreadable { subject: field.element, trouble: "is there twice" });
                    }
                    (seen, next) = (seen | bit, index + 1);
                    if self.field(begin, field)? {
                        filled |= bit;
                    }
                }
                Child::Other(element) => self.skip(element)?,
                Child::End => break,
            }
        }
        self.complete(begin, fields, filled)?;
        let holds = self.out.len() > begin;
        self.out.push('}');
        Ok(holds)
    }

    /// The next element within `name`. Most often that is the field that is `next` in the documented order.
    fn child(&mut self, name: &str, fields: &'static [Field], next: usize) -> Result<Child<'a>> {
        if let Some(field) = fields.get(next).filter(|field| self.tokens.opens(field.element)) {
            return Ok(Child::Field(next, field));
        }
        loop {
            match self.tokens.token()? {
                Token::Open(element) => {
                    let known = fields.iter().enumerate().find(|(_, field)| field.element == element);
                    return Ok(known.map_or(Child::Other(element), |(index, field)| Child::Field(index, field)));
                }
                Token::Close(end) => {
                    require_same(name, end)?;
                    return Ok(Child::End);
                }
                token => pass_between_elements(&token)?,
            }
        }
    }

    /// Writes a field and its name, unless it is empty and thereby as good as missing.
    fn field(&mut self, begin: usize, field: &'static Field) -> Result<bool> {
        let before = self.out.len();
        self.name(begin, field);
        let kept = self.value(field.element, &field.kind)? || field.need == Need::Kept;
        if !kept {
            self.out.truncate(before);
        }
        Ok(kept)
    }

    fn name(&mut self, begin: usize, field: &Field) {
        if self.out.len() > begin {
            self.out.push(',');
        }
        self.out.push('"');
        self.out.push_str(field.property);
        self.out.push_str("\":");
    }

    /// Writes a value; answers whether it is more than empty.
    fn value(&mut self, element: &'static str, kind: &'static Kind) -> Result<bool> {
        match kind {
            Kind::Text(_) | Kind::Id(_) | Kind::Word(_) => {
                if let Some(text) = self.tokens.plain_element(element) {
                    self.out.push('"');
                    self.out.push_str(text);
                    self.out.push('"');
                    return Ok(!text.is_empty());
                }
                let text = self.odd_text(element)?;
                push_text(&mut self.out, &text);
                Ok(!text.is_empty())
            }
            Kind::Number(_) => self.number(element),
            Kind::Flag => self.flag(element),
            Kind::Object(fields) => self.object(element, fields),
            Kind::Mark => {
                self.skip(element)?;
                self.out.push_str("{}");
                Ok(true)
            }
            Kind::List(item, kind) => self.list(element, item, kind),
        }
    }

    fn number(&mut self, element: &'static str) -> Result<bool> {
        let text = self.text(element)?;
        let text = text.trim_ascii();
        let number = whole_number(text).filter(|number| *number <= MAX_NUMBER.unsigned_abs());
        match number {
            Some(number) => push_decimal(&mut self.out, number),
            None if text.is_empty() => return Ok(false),
            None => return Err(Unreadable { subject: element, trouble: "is not a whole number" }),
        }
        Ok(true)
    }

    fn flag(&mut self, element: &'static str) -> Result<bool> {
        let word = match self.text(element)?.trim_ascii() {
            "" => return Ok(false),
            "true" | "True" | "TRUE" => "true",
            "false" | "False" | "FALSE" => "false",
            _ => return Err(Unreadable { subject: element, trouble: "is neither true nor false" }),
        };
        self.out.push_str(word);
        Ok(true)
    }

    fn list(&mut self, name: &str, item: &'static str, kind: &'static Kind) -> Result<bool> {
        self.out.push('[');
        let begin = self.out.len();
        while self.item(name, item)? {
            let before = self.out.len();
            if before > begin {
                self.out.push(',');
            }
            if !self.value(item, kind)? {
                self.out.truncate(before);
            }
        }
        let holds = self.out.len() > begin;
        self.out.push(']');
        Ok(holds)
    }

    /// Reads on to the next `item` of the list `name`; answers whether there is one.
    fn item(&mut self, name: &str, item: &str) -> Result<bool> {
        loop {
            if self.tokens.opens(item) {
                return Ok(true);
            }
            match self.tokens.token()? {
                Token::Open(element) if element == item => return Ok(true),
                Token::Open(element) => self.skip(element)?,
                Token::Close(end) => return require_same(name, end).map(|()| false),
                token => pass_between_elements(&token)?,
            }
        }
    }

    /// Checks that nothing required is missing, and adds what is always there.
    fn complete(&mut self, begin: usize, fields: &'static [Field], filled: u32) -> Result<()> {
        for (_, field) in fields.iter().enumerate().filter(|(index, _)| filled & (1 << index) == 0) {
            let empty = match (field.need, field.kind) {
                (Need::Required, _) => {
                    return Err(Unreadable { subject: field.element, trouble: "is missing or empty" });
                }
                (Need::Kept, Kind::List(..)) => "[]",
                (Need::Kept, _) => "\"\"",
                _ => continue,
            };
            self.name(begin, field);
            self.out.push_str(empty);
        }
        Ok(())
    }

    /// The rest of an element that holds text only.
    fn text(&mut self, name: &str) -> Result<Cow<'a, str>> {
        match self.tokens.plain_element(name) {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.odd_text(name),
        }
    }

    /// The same where it is no plain element. Borrowed, unless it comes in pieces.
    fn odd_text(&mut self, name: &str) -> Result<Cow<'a, str>> {
        let mut text = Cow::Borrowed("");
        loop {
            match self.tokens.token()? {
                Token::Text(piece) if text.is_empty() => text = piece,
                Token::Text(piece) => text.to_mut().push_str(&piece),
                Token::Close(end) => {
                    require_same(name, end)?;
                    return Ok(text);
                }
                Token::Open(_) => return Err(Unreadable::body("has elements where text belongs")),
                Token::End => return Err(CUT),
            }
        }
    }

    /// Passes over the rest of the element `name`, which is of no interest here.
    #[cold]
    fn skip(&mut self, name: &'a str) -> Result<()> {
        let mut open = Vec::from([name]);
        while let Some(name) = open.last() {
            match self.tokens.token()? {
                Token::Open(_) if open.len() == MAX_DEPTH => return Err(Unreadable::body("is nested too deeply")),
                Token::Open(element) => open.push(element),
                Token::Close(end) => {
                    require_same(name, end)?;
                    open.pop();
                }
                Token::Text(_) => {}
                Token::End => return Err(CUT),
            }
        }
        Ok(())
    }
}

/// An end belongs to the element that was opened last.
fn require_same(name: &str, end: &str) -> Result<()> {
    if name == end { Ok(()) } else { Err(BROKEN) }
}

/// Lets pass what may stand between elements; text that may not be there means that something is wrong.
fn pass_between_elements(token: &Token<'_>) -> Result<()> {
    match token {
        Token::Text(text) if text.trim_ascii().is_empty() => Ok(()),
        Token::End => Err(CUT),
        _ => Err(Unreadable::body("has text where elements belong")),
    }
}

#[cfg(test)]
mod tests;
