//! Reading an answer: strict about what a decision rests on, open about what the service may add.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

use super::MAX_DEPTH;
use crate::shape::{Field, Kind, Need};
use crate::value::{MAX_NUMBER, Value};

/// Why a body could not be read, as a phrase that ends a sentence: "the answer is not usable: ...".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(pub String);

type Result<T> = core::result::Result<T, Unreadable>;

/// A document that is open up to its root element.
pub struct Document<'a> {
    root: String,
    source: Source<'a>,
}

impl<'a> Document<'a> {
    /// Opens `body` and reads on to its root element.
    pub fn open(body: &'a [u8]) -> Result<Self> {
        let text = core::str::from_utf8(body).map_err(|_| unreadable("it is not UTF-8"))?;
        if text.bytes().any(|byte| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')) {
            return Err(unreadable("it has a character that no XML document has"));
        }
        let mut source = Source::new(text.strip_prefix('\u{feff}').unwrap_or(text));
        loop {
            match source.event()? {
                Event::Start(start) => return Ok(Self { root: start.name().as_ref().to_owned(), source }),
                Event::Eof => return Err(unreadable("it holds no XML element")),
                event => pass_between_elements(&event)?,
            }
        }
    }

    /// The name of the root element.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// Reads the root element as an object of `fields`, and the document to its end.
    pub fn read(mut self, fields: &'static [Field]) -> Result<Value<'a>> {
        let value = self.source.object(fields)?;
        loop {
            match self.source.event()? {
                Event::Eof => return Ok(Value::Object(value)),
                Event::Start(_) => return Err(unreadable("it goes on behind its root element")),
                event => pass_between_elements(&event)?,
            }
        }
    }
}

/// The events of one document. It calls itself no deeper than the shapes are nested.
struct Source<'a> {
    reader: Reader<&'a [u8]>,
}

impl<'a> Source<'a> {
    fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        // An empty element then comes as a start and an end, so that it is handled like any other.
        reader.config_mut().expand_empty_elements = true;
        Self { reader }
    }

    fn event(&mut self) -> Result<Event<'a>> {
        match self.reader.read_event() {
            Ok(Event::DocType(_)) => Err(unreadable("it has a DOCTYPE, which no answer of the service has")),
            Ok(event) => Ok(event),
            Err(_) => Err(unreadable("its XML is broken")),
        }
    }

    /// The rest of an element whose start was read, as the properties of an object.
    fn object(&mut self, fields: &'static [Field]) -> Result<Vec<(&'static str, Value<'a>)>> {
        let mut properties = Vec::with_capacity(fields.len());
        let mut seen = 0_u32;
        loop {
            match self.event()? {
                Event::Start(start) => match find(fields, start.name().as_ref()) {
                    Some((index, field)) => {
                        let bit = 1_u32 << index;
                        if seen & bit != 0 {
                            return Err(Unreadable(format!("it has {} twice", field.element)));
                        }
                        seen |= bit;
                        if let Some(value) = self.field(field)? {
                            properties.push((field.property, value));
                        }
                    }
                    None => self.skip()?,
                },
                Event::End(_) => return complete(fields, properties),
                event => pass_between_elements(&event)?,
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
            Kind::Text(_) | Kind::Id(_) | Kind::Word(_) => Some(Value::Text(self.text()?)),
            Kind::Number(_) => number(element, &self.text()?)?,
            Kind::Flag => flag(element, &self.text()?)?,
            Kind::Object(fields) => Some(Value::Object(self.object(fields)?)),
            Kind::Mark => {
                self.skip()?;
                Some(Value::Object(Vec::new()))
            }
            Kind::List(item, kind) => Some(Value::List(self.list(item, kind)?)),
        })
    }

    fn list(&mut self, item: &str, kind: &Kind) -> Result<Vec<Value<'a>>> {
        let mut items = Vec::new();
        loop {
            match self.event()? {
                Event::Start(start) if start.name().as_ref() == item => {
                    items.extend(self.value(item, kind)?.filter(|value| !is_empty(value, kind)));
                }
                Event::Start(_) => self.skip()?,
                Event::End(_) => return Ok(items),
                event => pass_between_elements(&event)?,
            }
        }
    }

    /// The rest of an element that holds text only. Borrowed, unless it comes in pieces.
    fn text(&mut self) -> Result<Cow<'a, str>> {
        let mut text = Cow::Borrowed("");
        loop {
            match self.event()? {
                Event::Text(piece) => append(&mut text, piece.xml10_content()),
                Event::CData(piece) => append(&mut text, piece.xml10_content()),
                Event::GeneralRef(reference) => text.to_mut().push(resolve(&reference)?),
                Event::Comment(_) | Event::PI(_) => {}
                Event::End(_) => return Ok(text),
                Event::Eof => return Err(cut_off()),
                _ => return Err(unreadable("it has elements where text belongs")),
            }
        }
    }

    /// Passes over the rest of an element that is of no interest here.
    fn skip(&mut self) -> Result<()> {
        let mut depth = 1;
        while depth > 0 {
            match self.event()? {
                Event::Start(_) if depth == MAX_DEPTH => return Err(unreadable("it is nested too deeply")),
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(cut_off()),
                _ => {}
            }
        }
        Ok(())
    }
}

/// Lets pass what may stand between elements; text that may not be there means that something is wrong.
fn pass_between_elements(event: &Event<'_>) -> Result<()> {
    match event {
        Event::Comment(_) | Event::PI(_) | Event::Decl(_) => Ok(()),
        Event::Text(text) if text.trim_ascii().is_empty() => Ok(()),
        Event::Eof => Err(cut_off()),
        _ => Err(unreadable("it has text where elements belong")),
    }
}

fn find(fields: &'static [Field], element: &str) -> Option<(usize, &'static Field)> {
    fields.iter().enumerate().find(|(_, field)| field.element == element)
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
            _ => return Err(Unreadable(format!("{} is missing or empty", field.element))),
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
    match text.parse::<i64>() {
        Ok(number) if (0..=MAX_NUMBER).contains(&number) && !text.starts_with(['+', '-']) => {
            Ok(Some(Value::Number(number)))
        }
        _ => Err(Unreadable(format!("{element} is not a whole number"))),
    }
}

fn flag<'a>(element: &str, text: &str) -> Result<Option<Value<'a>>> {
    match text.trim_ascii() {
        "" => Ok(None),
        "true" | "True" | "TRUE" => Ok(Some(Value::Flag(true))),
        "false" | "False" | "FALSE" => Ok(Some(Value::Flag(false))),
        _ => Err(Unreadable(format!("{element} is neither true nor false"))),
    }
}

fn append<'a>(text: &mut Cow<'a, str>, piece: Cow<'a, str>) {
    if text.is_empty() {
        *text = piece;
    } else {
        text.to_mut().push_str(&piece);
    }
}

fn resolve(reference: &BytesRef<'_>) -> Result<char> {
    match reference.as_ref() {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => match reference.resolve_char_ref() {
            Ok(Some(character)) => Ok(character),
            _ => Err(unreadable("it has an unknown entity")),
        },
    }
}

fn unreadable(why: &str) -> Unreadable {
    Unreadable(why.to_owned())
}

fn cut_off() -> Unreadable {
    unreadable("it is cut off")
}
