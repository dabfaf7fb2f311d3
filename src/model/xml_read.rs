//! Reading an answer of the service as a [`Value`], guided by its [shape](super::shape).
//!
//! The reader is strict about everything that a decision can rest on. It skips elements that the shape does not know,
//! so that the service may add some.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

use self::tokens::{CUT_OFF, Token, Tokens, require_blank, require_name};
use super::shape::{Field, Kind, MAX_NUMBER, Need};
use super::value::Value;
use crate::time::whole_number;

mod tokens;

pub use tokens::{MAX_DEPTH, Unreadable};

/// A document that has been read up to its root element.
///
/// ```
/// use cos_jobs::model::shape::{ANY, Field, Kind};
/// use cos_jobs::model::xml_read::Document;
///
/// const ERROR: &[Field] = &[Field::required("code", Kind::Text(ANY))];
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
                Token::Start(root) => {
                    require_name(&root)?;
                    return Ok(Self { root, tokens });
                }
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
    pub fn read(mut self, fields: &'static [Field]) -> Result<Value, Unreadable> {
        let value = self.object(fields)?;
        loop {
            match self.tokens.next()? {
                Token::Eof => return Ok(Value::Object(value)),
                Token::Start(_) | Token::End => return Err(Unreadable::body("goes on after its root element")),
                Token::Text(text) => require_blank(&text)?,
            }
        }
    }
}

/// Each of these methods starts after the start of an element and reads past its end. They call each other only as deep as
/// the shape is nested.
impl<'a> Document<'a> {
    fn object(&mut self, fields: &'static [Field]) -> Result<Vec<(&'static str, Value)>, Unreadable> {
        debug_assert!(fields.len() <= 32, "`seen` and `present` have one bit for each field");
        let mut properties = Vec::with_capacity(fields.len());
        let (mut seen, mut present, mut next) = (0_u32, 0_u32, 0);
        while let Some(start) = self.child()? {
            let Some((index, field)) = find(fields, next, start.name().into_inner()) else {
                self.tokens.skip_unknown(&start)?;
                continue;
            };
            let bit = 1 << index;
            if seen & bit != 0 {
                return Err(Unreadable { subject: field.property, problem: "is there twice" });
            }
            (seen, next) = (seen | bit, index + 1);
            if let Some(value) = self.value(field.property, &field.kind)?.or_else(|| default(field)) {
                properties.push((field.property, value));
                present |= bit;
            }
        }
        let missing = fields.iter().enumerate().filter(|(index, _)| present & (1 << index) == 0);
        for (_, field) in missing {
            if field.need == Need::Required {
                return Err(Unreadable { subject: field.property, problem: "is missing or empty" });
            }
            properties.extend(default(field).map(|value| (field.property, value)));
        }
        Ok(properties)
    }

    /// The value of the element of this property or list, or `None` if it is empty.
    fn value(&mut self, name: &'static str, kind: &'static Kind) -> Result<Option<Value>, Unreadable> {
        Ok(match kind {
            Kind::Object(fields) => Some(self.object(fields)?).filter(|it| !it.is_empty()).map(Value::Object),
            Kind::List(item, kind) => Some(self.list(item, kind)?).filter(|it| !it.is_empty()).map(Value::List),
            Kind::Empty => self.tokens.skip().map(|()| Some(Value::object()))?,
            Kind::Host => self.tokens.skip().map(|()| None)?,
            kind => of_text(self.text()?, kind).map_err(|problem| Unreadable { subject: name, problem })?,
        })
    }

    fn list(&mut self, item: &'static str, kind: &'static Kind) -> Result<Vec<Value>, Unreadable> {
        let mut items = Vec::new();
        while let Some(start) = self.child()? {
            if start.name().into_inner() == item {
                items.extend(self.value(item, kind)?);
            } else {
                self.tokens.skip_unknown(&start)?;
            }
        }
        Ok(items)
    }

    /// The start of the next element within this one, or `None` at the end of this one.
    fn child(&mut self) -> Result<Option<BytesStart<'a>>, Unreadable> {
        loop {
            match self.tokens.next()? {
                Token::Start(start) => return Ok(Some(start)),
                Token::End => return Ok(None),
                Token::Text(text) => require_blank(&text)?,
                Token::Eof => return Err(CUT_OFF),
            }
        }
    }

    /// The text of an element that has no elements in it. It is borrowed, unless it comes in several pieces.
    fn text(&mut self) -> Result<Cow<'a, str>, Unreadable> {
        let mut text = Cow::Borrowed("");
        loop {
            match self.tokens.next()? {
                Token::Text(piece) if text.is_empty() => text = piece,
                Token::Text(piece) => text.to_mut().push_str(&piece),
                Token::End => return Ok(text),
                Token::Start(_) => return Err(Unreadable::body("has elements where text belongs")),
                Token::Eof => return Err(CUT_OFF),
            }
        }
    }
}

/// The value of a text, or `None` if it is empty. White space around it counts only in a [`Kind::Text`]. An error is the end of
/// a sentence about the element.
fn of_text(text: Cow<'_, str>, kind: &'static Kind) -> Result<Option<Value>, &'static str> {
    let trimmed = text.trim_ascii();
    Ok(Some(match kind {
        Kind::Text(_) if !text.is_empty() => text.into_owned().into(),
        _ if trimmed.is_empty() => return Ok(None),
        Kind::Number(_) => {
            let number = whole_number(trimmed).and_then(|number| i64::try_from(number).ok());
            number.filter(|number| *number <= MAX_NUMBER).ok_or("is not a whole number")?.into()
        }
        Kind::Flag => match trimmed {
            "true" | "True" | "TRUE" => true.into(),
            "false" | "False" | "FALSE" => false.into(),
            _ => return Err("is neither true nor false"),
        },
        // A known word is not copied.
        Kind::Word(words) => match words.iter().find(|word| **word == trimmed) {
            Some(word) => Cow::Borrowed(*word).into(),
            None => trimmed.into(),
        },
        _ => trimmed.into(),
    }))
}

/// The field of that element. The search begins at `next`, because elements usually come in the documented order.
fn find(fields: &'static [Field], next: usize, element: &str) -> Option<(usize, &'static Field)> {
    let all = fields.iter().enumerate();
    all.clone().skip(next).chain(all.take(next)).find(|(_, field)| field.is_element(element))
}

/// The value of a field that is missing or empty, if a result always has it.
fn default(field: &Field) -> Option<Value> {
    let is_list = matches!(field.kind, Kind::List(..));
    let empty = if is_list { Value::List(Vec::new()) } else { Value::Text(Cow::Borrowed("")) };
    (field.need == Need::DefaultEmpty).then_some(empty)
}

#[cfg(test)]
mod tests;
