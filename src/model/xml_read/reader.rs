//! From the tokens of an element to its value.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

use super::tokens::{CUT_OFF, Token, Tokens, require_blank};
use super::{MAX_DEPTH, Unreadable};
use crate::model::shape::{Field, Kind, MAX_NUMBER, Need};
use crate::model::value::Value;

pub(super) type Properties = Vec<(&'static str, Value)>;

/// Reads the content of elements. Each method starts after the start of an element and reads past its end. They call
/// each other only as deep as the shape is nested.
pub(super) struct Reader<'a> {
    pub(super) tokens: Tokens<'a>,
}

impl<'a> Reader<'a> {
    pub(super) fn object(&mut self, fields: &'static [Field]) -> Result<Properties, Unreadable> {
        debug_assert!(fields.len() <= 32, "`seen` and `present` have one bit for each field");
        let mut properties = Vec::with_capacity(fields.len());
        let (mut seen, mut present, mut next) = (0_u32, 0_u32, 0);
        while let Some(start) = self.child()? {
            let Some((index, field)) = find(fields, next, start.name().into_inner()) else {
                self.skip()?;
                continue;
            };
            let bit = 1 << index;
            if seen & bit != 0 {
                return Err(Unreadable { subject: field.element, problem: "is there twice" });
            }
            (seen, next) = (seen | bit, index + 1);
            if let Some(value) = self.value(field.element, &field.kind)?.or_else(|| default(field)) {
                properties.push((field.property, value));
                present |= bit;
            }
        }
        let missing = fields.iter().enumerate().filter(|(index, _)| present & (1 << index) == 0);
        for (_, field) in missing {
            if field.need == Need::Required {
                return Err(Unreadable { subject: field.element, problem: "is missing or empty" });
            }
            properties.extend(default(field).map(|value| (field.property, value)));
        }
        Ok(properties)
    }

    /// The value of an element, or `None` if it is empty.
    fn value(&mut self, element: &'static str, kind: &'static Kind) -> Result<Option<Value>, Unreadable> {
        Ok(match kind {
            Kind::Text(_) => Some(self.text()?).filter(|text| !text.is_empty()).map(|text| text.into_owned().into()),
            Kind::Id(_) => self.word(&[])?,
            Kind::Word(words) => self.word(words)?,
            Kind::Number(_) => self.number(element)?,
            Kind::Flag => self.flag(element)?,
            Kind::Object(fields) => Some(self.object(fields)?).filter(|it| !it.is_empty()).map(Value::Object),
            Kind::List(item, kind) => Some(self.list(item, kind)?).filter(|it| !it.is_empty()).map(Value::List),
            Kind::Empty => self.skip().map(|()| Some(Value::object()))?,
            Kind::Host => self.skip().map(|()| None)?,
        })
    }

    /// A text without the white space around it. It is not copied if it is one of the known words.
    fn word(&mut self, known: &'static [&'static str]) -> Result<Option<Value>, Unreadable> {
        let text = self.text()?;
        let text = text.trim_ascii();
        Ok(match known.iter().find(|word| **word == text) {
            Some(word) => Some(Cow::Borrowed(*word).into()),
            None if text.is_empty() => None,
            None => Some(text.into()),
        })
    }

    fn number(&mut self, element: &'static str) -> Result<Option<Value>, Unreadable> {
        let text = self.text()?;
        let text = text.trim_ascii();
        // `parse` would accept a sign, too.
        let number = text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<i64>().ok()).flatten();
        match number.filter(|number| *number <= MAX_NUMBER) {
            Some(number) => Ok(Some(number.into())),
            None if text.is_empty() => Ok(None),
            None => Err(Unreadable { subject: element, problem: "is not a whole number" }),
        }
    }

    fn flag(&mut self, element: &'static str) -> Result<Option<Value>, Unreadable> {
        match self.text()?.trim_ascii() {
            "true" | "True" | "TRUE" => Ok(Some(true.into())),
            "false" | "False" | "FALSE" => Ok(Some(false.into())),
            "" => Ok(None),
            _ => Err(Unreadable { subject: element, problem: "is neither true nor false" }),
        }
    }

    fn list(&mut self, item: &'static str, kind: &'static Kind) -> Result<Vec<Value>, Unreadable> {
        let mut items = Vec::new();
        while let Some(start) = self.child()? {
            if start.name().into_inner() == item {
                items.extend(self.value(item, kind)?);
            } else {
                self.skip()?;
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

    /// Reads past the end of an element that is not needed.
    fn skip(&mut self) -> Result<(), Unreadable> {
        let mut depth = 1;
        while depth > 0 {
            match self.tokens.next()? {
                Token::Start(_) if depth == MAX_DEPTH => return Err(Unreadable::body("is nested too deeply")),
                Token::Start(_) => depth += 1,
                Token::End => depth -= 1,
                Token::Text(_) => {}
                Token::Eof => return Err(CUT_OFF),
            }
        }
        Ok(())
    }
}

/// The field of that element. The search begins at `next`, because elements usually come in the documented order.
fn find(fields: &'static [Field], next: usize, element: &str) -> Option<(usize, &'static Field)> {
    let all = fields.iter().enumerate();
    all.clone().skip(next).chain(all.take(next)).find(|(_, field)| field.element == element)
}

/// The value of a field that is missing or empty, if a result always has it.
pub(super) fn default(field: &Field) -> Option<Value> {
    let is_list = matches!(field.kind, Kind::List(..));
    let empty = if is_list { Value::List(Vec::new()) } else { Value::Text(Cow::Borrowed("")) };
    (field.need == Need::DefaultEmpty).then_some(empty)
}
