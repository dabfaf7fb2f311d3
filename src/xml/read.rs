//! Reading an answer: strict about what a decision rests on, open about what the service may add.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::MAX_DEPTH;
use crate::shape::{Field, Kind, Need};
use crate::text::{concat, whole_number};
use crate::value::{MAX_NUMBER, Value};
use cos_jobs_bytes::xml::{CUT_OFF, Fault, Token, Tokens};

/// Why a body could not be read, as a phrase that ends a sentence: "the answer is not usable: ...".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl From<Fault> for Unreadable {
    fn from(fault: Fault) -> Self {
        Self(fault.into())
    }
}

type Result<T> = core::result::Result<T, Unreadable>;

/// A document that is open up to its root element.
pub struct Document<'a> {
    root: &'a str,
    source: Source<'a>,
}

impl<'a> Document<'a> {
    /// Opens `body` and reads on to its root element.
    pub fn open(body: &'a [u8]) -> Result<Self> {
        let text = core::str::from_utf8(body).map_err(|_| Unreadable::from("it is not UTF-8"))?;
        let mut source = Source { tokens: Tokens::new(text.strip_prefix('\u{feff}').unwrap_or(text)) };
        loop {
            match source.tokens.token()? {
                Token::Open(root) => return Ok(Self { root, source }),
                Token::End => return Err("it holds no XML element".into()),
                token => pass_between_elements(&token)?,
            }
        }
    }

    /// The name of the root element.
    pub fn root(&self) -> &str {
        self.root
    }

    /// Reads the root element as an object of `fields`, and the document to its end.
    pub fn read(mut self, fields: &'static [Field]) -> Result<Value<'a>> {
        let value = self.source.object(self.root, fields)?;
        loop {
            match self.source.tokens.token()? {
                Token::End => return Ok(Value::Object(value)),
                Token::Open(_) => return Err("it goes on behind its root element".into()),
                token => pass_between_elements(&token)?,
            }
        }
    }
}

/// The elements of one document. It calls itself no deeper than the shapes are nested.
struct Source<'a> {
    tokens: Tokens<'a>,
}

impl<'a> Source<'a> {
    /// The rest of the element `name`, whose start was read, as the properties of an object.
    fn object(&mut self, name: &str, fields: &'static [Field]) -> Result<Vec<(&'static str, Value<'a>)>> {
        let mut properties = Vec::with_capacity(fields.len());
        let (mut seen, mut next) = (0_u32, 0);
        loop {
            match self.tokens.token()? {
                Token::Open(element) => match find(fields, element, next) {
                    Some((index, field)) => {
                        let bit = 1_u32 << index;
                        if seen & bit != 0 {
                            return Err(Unreadable(concat(&["it has ", field.element, " twice"])));
                        }
                        (seen, next) = (seen | bit, index + 1);
                        if let Some(value) = self.field(field)? {
                            properties.push((field.property, value));
                        }
                    }
                    None => self.skip(element)?,
                },
                Token::Close(end) => {
                    require_same(name, end)?;
                    return complete(fields, properties);
                }
                token => pass_between_elements(&token)?,
            }
        }
    }

    /// The value of a field; `None` if it is empty and thereby as good as missing.
    fn field(&mut self, field: &Field) -> Result<Option<Value<'a>>> {
        let value = self.value(field.element, &field.kind)?;
        Ok(value.filter(|value| field.need == Need::Kept || !is_empty(value, &field.kind)))
    }

    fn value(&mut self, element: &str, kind: &Kind) -> Result<Option<Value<'a>>> {
        Ok(match kind {
            Kind::Text(_) | Kind::Id(_) | Kind::Word(_) => Some(Value::Text(self.text(element)?)),
            Kind::Number(_) => number(element, &self.text(element)?)?,
            Kind::Flag => flag(element, &self.text(element)?)?,
            Kind::Object(fields) => Some(Value::Object(self.object(element, fields)?)),
            Kind::Mark => {
                self.skip(element)?;
                Some(Value::Object(Vec::new()))
            }
            Kind::List(item, kind) => Some(Value::List(self.list(element, item, kind)?)),
        })
    }

    fn list(&mut self, name: &str, item: &str, kind: &Kind) -> Result<Vec<Value<'a>>> {
        let mut items = Vec::new();
        loop {
            match self.tokens.token()? {
                Token::Open(element) if element == item => {
                    items.extend(self.value(item, kind)?.filter(|value| !is_empty(value, kind)));
                }
                Token::Open(element) => self.skip(element)?,
                Token::Close(end) => {
                    require_same(name, end)?;
                    return Ok(items);
                }
                token => pass_between_elements(&token)?,
            }
        }
    }

    /// The rest of an element that holds text only. Borrowed, unless it comes in pieces.
    fn text(&mut self, name: &str) -> Result<Cow<'a, str>> {
        let mut text = Cow::Borrowed("");
        loop {
            match self.tokens.token()? {
                Token::Text(piece) if text.is_empty() => text = piece,
                Token::Text(piece) => text.to_mut().push_str(&piece),
                Token::Close(end) => {
                    require_same(name, end)?;
                    return Ok(text);
                }
                Token::Open(_) => return Err("it has elements where text belongs".into()),
                Token::End => return Err(CUT_OFF.into()),
            }
        }
    }

    /// Passes over the rest of an element that is of no interest here.
    fn skip(&mut self, name: &str) -> Result<()> {
        let mut open = Vec::from([name]);
        while let Some(name) = open.last() {
            match self.tokens.token()? {
                Token::Open(_) if open.len() == MAX_DEPTH => return Err("it is nested too deeply".into()),
                Token::Open(element) => open.push(element),
                Token::Close(end) => {
                    require_same(name, end)?;
                    open.pop();
                }
                Token::Text(_) => {}
                Token::End => return Err(CUT_OFF.into()),
            }
        }
        Ok(())
    }
}

/// An end belongs to the element that was opened last.
fn require_same(name: &str, end: &str) -> Result<()> {
    if name == end { Ok(()) } else { Err("its XML is broken".into()) }
}

/// Lets pass what may stand between elements; text that may not be there means that something is wrong.
fn pass_between_elements(token: &Token<'_>) -> Result<()> {
    match token {
        Token::Text(text) if text.trim_ascii().is_empty() => Ok(()),
        Token::End => Err(CUT_OFF.into()),
        _ => Err("it has text where elements belong".into()),
    }
}

/// The field of that element, which most often is the one that is `next` in the documented order.
fn find(fields: &'static [Field], element: &str, next: usize) -> Option<(usize, &'static Field)> {
    let from = |start| fields.iter().enumerate().skip(start).find(|(_, field)| field.element == element);
    from(next).or_else(|| from(0))
}

/// Checks that nothing required is missing, and adds the lists that are always there.
fn complete<'a>(
    fields: &'static [Field],
    mut properties: Vec<(&'static str, Value<'a>)>,
) -> Result<Vec<(&'static str, Value<'a>)>> {
    for field in fields.iter().filter(|field| matches!(field.need, Need::Required | Need::Kept)) {
        if properties.iter().any(|(property, _)| *property == field.property) {
            continue;
        }
        match (field.need, field.kind) {
            (Need::Kept, Kind::List(..)) => properties.push((field.property, Value::List(Vec::new()))),
            (Need::Kept, _) => properties.push((field.property, Value::text(""))),
            _ => return Err(Unreadable(concat(&[field.element, " is missing or empty"]))),
        }
    }
    Ok(properties)
}

fn is_empty(value: &Value<'_>, kind: &Kind) -> bool {
    match value {
        Value::Text(text) => text.is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Object(properties) => properties.is_empty() && !matches!(kind, Kind::Mark),
        Value::Number(_) | Value::Flag(_) => false,
    }
}

fn number<'a>(element: &str, text: &str) -> Result<Option<Value<'a>>> {
    let text = text.trim_ascii();
    if text.is_empty() {
        return Ok(None);
    }
    let number = whole_number(text).and_then(|number| i64::try_from(number).ok());
    match number.filter(|number| *number <= MAX_NUMBER) {
        Some(number) => Ok(Some(Value::Number(number))),
        None => Err(Unreadable(concat(&[element, " is not a whole number"]))),
    }
}

fn flag<'a>(element: &str, text: &str) -> Result<Option<Value<'a>>> {
    match text.trim_ascii() {
        "" => Ok(None),
        "true" | "True" | "TRUE" => Ok(Some(Value::Flag(true))),
        "false" | "False" | "FALSE" => Ok(Some(Value::Flag(false))),
        _ => Err(Unreadable(concat(&[element, " is neither true nor false"]))),
    }
}
