//! Cutting a document into tokens: as much of XML 1.0 as a service without a DTD can use.

use alloc::borrow::Cow;
use alloc::string::String;

use crate::hex::hex_digit;
use crate::text::{cut, find, pieces, split};

/// A piece of a document. Comments and processing instructions are passed over.
#[derive(Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// The start of an element; its attributes are passed over.
    Open(&'a str),
    /// The end of an element. An element that closes itself has one, too.
    Close(&'a str),
    /// A run of text, with its references resolved; there may be several in a row.
    Text(Cow<'a, str>),
    /// The end of the document.
    End,
}

/// Why there is no further token: what the document does, "is ..." or "has ...".
pub type Fault = &'static str;

const BROKEN: Fault = "is broken XML";
/// The fault of a document that ends too early.
pub const CUT_OFF: Fault = "is cut off";

/// The tokens of a document, one after the other.
pub struct Tokens<'a> {
    rest: &'a str,
    /// The element that closes itself and was just opened.
    closing: Option<&'a str>,
}

impl<'a> Tokens<'a> {
    /// Those of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { rest: text, closing: None }
    }

    /// Passes over the start of the element `name`, if it is next and has no attributes.
    pub fn opens(&mut self, name: &str) -> bool {
        let rest = self.rest.strip_prefix('<').and_then(|rest| rest.strip_prefix(name)?.strip_prefix('>'));
        let opens = self.closing.is_none() && rest.is_some();
        if opens {
            self.rest = rest.unwrap_or_default();
        }
        opens
    }

    /// The rest of the element `name`, if that is text which stands in JSON as it does here.
    pub fn plain_element(&mut self, name: &str) -> Option<&'a str> {
        if self.closing.is_some() {
            return None;
        }
        let mut is_odd = false;
        let end = self.rest.bytes().position(|byte| {
            is_odd |= matches!(byte, 0..b' ' | b'&' | b'"' | b'\\');
            byte == b'<'
        })?;
        let (text, markup) = split(self.rest, end);
        let behind = markup.strip_prefix("</")?.strip_prefix(name)?.strip_prefix('>')?;
        if is_odd {
            return None;
        }
        self.rest = behind;
        Some(text)
    }

    /// The next one. After a fault there is none.
    pub fn token(&mut self) -> Result<Token<'a>, Fault> {
        if let Some(name) = self.closing.take() {
            return Ok(Token::Close(name));
        }
        loop {
            let Some(markup) = self.rest.strip_prefix('<') else { return self.text() };
            self.rest = markup;
            if !markup.starts_with(['?', '!']) {
                return self.tag();
            }
            if let Some(text) = self.odd_markup()? {
                return Ok(Token::Text(text));
            }
        }
    }

    /// Passes over markup that is no tag; answers the text, if it holds one.
    #[cold]
    fn odd_markup(&mut self) -> Result<Option<Cow<'a, str>>, Fault> {
        if self.skip("?") {
            self.until("?>")?;
        } else if self.skip("!--") {
            self.until("-->")?;
        } else if self.skip("![CDATA[") {
            let text = self.until("]]>")?;
            require_characters(text)?;
            return Ok(Some(with_plain_line_ends(text)));
        } else {
            return Err("has a DOCTYPE, which no answer of the service has");
        }
        Ok(None)
    }

    /// The tag that has begun.
    fn tag(&mut self) -> Result<Token<'a>, Fault> {
        if self.skip("/") {
            return Ok(Token::Close(name(self.until(">")?.trim_ascii_end())?));
        }
        let tag = self.cut(end_of_tag(self.rest).ok_or(CUT_OFF)?);
        self.skip(">");
        let (tag, closes) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let end = tag.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(tag.len());
        let name = name(split(tag, end).0)?;
        self.closing = closes.then_some(name);
        Ok(Token::Open(name))
    }

    /// The text up to the next markup.
    fn text(&mut self) -> Result<Token<'a>, Fault> {
        if self.rest.is_empty() {
            return Ok(Token::End);
        }
        let mut is_odd = false;
        let end = self.rest.bytes().position(|byte| {
            is_odd |= byte == b'&' || byte < b' ';
            byte == b'<'
        });
        let raw = self.cut(end.unwrap_or(self.rest.len()));
        Ok(Token::Text(if is_odd { odd_text(raw)? } else { Cow::Borrowed(raw) }))
    }

    /// Passes over `prefix`, if it is next.
    fn skip(&mut self, prefix: &str) -> bool {
        let rest = self.rest.strip_prefix(prefix);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// What stands before `end`, which is passed over, too.
    fn until(&mut self, end: &str) -> Result<&'a str, Fault> {
        let mut windows = self.rest.as_bytes().windows(end.len());
        let text = self.cut(windows.position(|window| window == end.as_bytes()).ok_or(CUT_OFF)?);
        self.skip(end);
        Ok(text)
    }

    /// Takes the next `length` bytes.
    fn cut(&mut self, length: usize) -> &'a str {
        let (text, rest) = split(self.rest, length);
        self.rest = rest;
        text
    }
}

/// Where the tag ends that has begun: at the first `>` that is in no attribute's value.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    text.bytes().position(|byte| {
        match quote {
            Some(open) if byte == open => quote = None,
            None if byte == b'"' || byte == b'\'' => quote = Some(byte),
            _ => {}
        }
        quote.is_none() && byte == b'>'
    })
}

/// A name: something that neither markup, a space nor a control character can be part of.
fn name(text: &str) -> Result<&str, Fault> {
    let is_odd = |byte: u8| byte <= b' ' || matches!(byte, b'<' | b'&' | b'/' | b'"' | b'\'' | b'=');
    if text.is_empty() || text.bytes().any(is_odd) { Err(BROKEN) } else { Ok(text) }
}

/// A text that has references or control characters.
#[cold]
fn odd_text(raw: &str) -> Result<Cow<'_, str>, Fault> {
    require_characters(raw)?;
    let text = with_plain_line_ends(raw);
    if find(&text, b'&') == text.len() { Ok(text) } else { Ok(Cow::Owned(resolved(&text)?)) }
}

/// Refuses what no XML document may hold.
#[cold]
fn require_characters(text: &str) -> Result<(), Fault> {
    let is_none = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
    if text.bytes().any(is_none) { Err("has a character that no XML document has") } else { Ok(()) }
}

/// XML has one line end, whatever the sender's system writes.
#[cold]
fn with_plain_line_ends(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|byte| byte == b'\r') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' => out.push('\n'),
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}

/// `text` with each reference replaced by what it stands for.
#[cold]
fn resolved(text: &str) -> Result<String, Fault> {
    let mut out = String::with_capacity(text.len());
    let mut parts = pieces(text, b'&');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (reference, plain) = cut(part, b';').ok_or(BROKEN)?;
        out.push(character(reference).ok_or("has an unknown entity")?);
        out.push_str(plain);
    }
    Ok(out)
}

fn character(reference: &str) -> Option<char> {
    match reference {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => numbered(reference.strip_prefix('#')?),
    }
}

/// The character of a decimal number, or after `x` of a hexadecimal one.
fn numbered(number: &str) -> Option<char> {
    let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |digits| (digits, 16));
    let digit = |byte| hex_digit(byte).map(u32::from).filter(|digit| *digit < radix);
    let append = |code: u32, byte| code.checked_mul(radix)?.checked_add(digit(byte)?);
    let code = digits.bytes().try_fold(0, append)?;
    // Zero is no character, and what an empty number comes to.
    char::from_u32(code).filter(|character| *character != '\0')
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens};

    /// The tokens in one line: `+a` opens, `-a` closes, `=text` is text, `!` says what is wrong.
    fn told(document: &str) -> String {
        let mut tokens = Tokens::new(document);
        let mut out = Vec::new();
        loop {
            match tokens.token() {
                Ok(Token::Open(name)) => out.push(format!("+{name}")),
                Ok(Token::Close(name)) => out.push(format!("-{name}")),
                Ok(Token::Text(text)) => out.push(format!("={text}")),
                Ok(Token::End) => return out.join(" "),
                Err(fault) => return format!("{} !{fault}", out.join(" ")),
            }
        }
    }

    #[test]
    fn elements_and_text_come_in_their_order() {
        assert_eq!(told("<?xml version=\"1.0\"?><a><!-- > --><b/>x</a >"), "+a +b -b =x -a");
        assert_eq!(told("<a one='>' two=\"/>\"\n/>"), "+a -a");
        assert_eq!(told("<ns:a>\u{817e}</ns:a>"), "+ns:a =\u{817e} -ns:a");
    }

    #[test]
    fn what_stands_for_a_character_is_resolved_and_cdata_is_not() {
        assert_eq!(told("&lt;&amp;lt;&gt;&quot;&apos;&#65;&#x817e;"), "=<&lt;>\"'A\u{817e}");
        assert_eq!(told("<![CDATA[&lt;<b>]]]]>"), "=&lt;<b>]]");
        assert_eq!(told("a\r\nb\rc"), "=a\nb\nc");
    }

    #[test]
    fn what_is_no_xml_is_refused() {
        for odd in ["a\u{1}", "<![CDATA[\0]]>", "&amp;\u{8}"] {
            assert!(told(odd).ends_with("!has a character that no XML document has"), "{odd}");
        }
        for broken in ["< a>", "<>", "</>", "<a<b>", "&amp", "<a b></=>"] {
            assert!(told(broken).ends_with("!is broken XML"), "{broken}: {}", told(broken));
        }
        for unknown in ["&;", "&nbsp;", "&#0;", "&#;", "&#x;", "&#xd800;", "&#x110000;", "&#99999999999;", "&#+1;"] {
            assert!(told(unknown).ends_with("!has an unknown entity"), "{unknown}");
        }
        for cut in ["<", "<a", "<a b='>", "</a", "<!-- ", "<? ", "<![CDATA[ ]]"] {
            assert!(told(cut).ends_with("!is cut off"), "{cut}: {}", told(cut));
        }
        assert!(told("<!DOCTYPE a>").contains("DOCTYPE"));
        assert!(told("<!ENTITY a 'b'>").contains("DOCTYPE"));
    }
}
