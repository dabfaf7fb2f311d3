//! The pieces of JSON: writing a string, reading what there is.

use alloc::borrow::Cow;
use alloc::string::String;

use crate::hex::{LOWER, hex_digit, push_byte};
use crate::text::{split, whole_number};

/// Appends `text` to `out` as a JSON string, its quotes included.
///
/// ```
/// let mut out = String::new();
/// cos_jobs_wire::json::push_text(&mut out, "a\"b\n");
/// assert_eq!(out, r#""a\"b\u000a""#);
/// ```
pub fn push_text(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(needs_escape) {
        let (plain, escaped) = split(rest, at);
        out.push_str(plain);
        push_escape(out, escaped.bytes().next().unwrap_or_default());
        rest = split(escaped, 1).1;
    }
    out.push_str(rest);
    out.push('"');
}

/// The longest number: 20 digits.
const DIGITS: usize = 20;

/// Appends `number` in decimal digits.
pub fn push_decimal(out: &mut String, number: u64) {
    let mut digits = [b'0'; DIGITS];
    let (mut rest, mut length) = (number, 0);
    for place in digits.iter_mut().rev() {
        *place = b'0' + u8::try_from(rest % 10).unwrap_or_default();
        (rest, length) = (rest / 10, length + 1);
        if rest == 0 {
            break;
        }
    }
    let digits = digits.get(DIGITS - length..).unwrap_or_default();
    out.push_str(core::str::from_utf8(digits).unwrap_or_default());
}

fn needs_escape(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

#[cold]
fn push_escape(out: &mut String, byte: u8) {
    match byte {
        b'"' => out.push_str("\\\""),
        b'\\' => out.push_str("\\\\"),
        control => {
            out.push_str("\\u00");
            push_byte(out, control, LOWER);
        }
    }
}

/// What is read is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

/// The pieces of a JSON text, as whoever reads it expects them. `None` and `false` say that it is something else; after
/// that there is no going on.
pub struct Lexer<'a> {
    rest: &'a str,
}

impl<'a> Lexer<'a> {
    /// That of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// The first byte of what comes next.
    pub fn peek(&mut self) -> Option<u8> {
        self.rest = self.rest.trim_ascii_start();
        self.rest.bytes().next()
    }

    /// Passes over `mark`, an ASCII character, if it is next.
    pub fn take(&mut self, mark: u8) -> bool {
        let is_next = self.peek() == Some(mark);
        if is_next {
            self.cut(1);
        }
        is_next
    }

    /// Passes over `word`, if it is next.
    pub fn word(&mut self, word: &str) -> bool {
        self.peek();
        self.strip(word)
    }

    /// Passes over a comma, unless `end` is next.
    pub fn separate(&mut self, end: u8) -> bool {
        self.peek() == Some(end) || self.take(b',')
    }

    /// A text; `None` if it holds half a surrogate pair, which has no UTF-8.
    pub fn text(&mut self) -> Result<Option<Cow<'a, str>>, Broken> {
        if !self.take(b'"') {
            return Err(Broken);
        }
        let (mut text, mut is_whole) = (Cow::Borrowed(""), true);
        loop {
            let end = self.rest.bytes().position(|byte| byte == b'"' || byte == b'\\').ok_or(Broken)?;
            let plain = self.cut(end);
            if text.is_empty() {
                text = Cow::Borrowed(plain);
            } else {
                text.to_mut().push_str(plain);
            }
            if self.strip("\"") {
                return Ok(is_whole.then_some(text));
            }
            match self.escape()? {
                Some(character) => text.to_mut().push(character),
                None => is_whole = false,
            }
        }
    }

    /// The character of an escape; `None` if it is half a surrogate pair.
    #[cold]
    fn escape(&mut self) -> Result<Option<char>, Broken> {
        if !self.strip("\\u") {
            let known = plain_escape(self.rest.as_bytes().get(1).copied().unwrap_or_default()).ok_or(Broken)?;
            self.cut(2);
            return Ok(Some(known));
        }
        let first = self.code_unit().ok_or(Broken)?;
        if !(0xD800..0xDC00).contains(&first) || !self.strip("\\u") {
            return Ok(char::from_u32(first));
        }
        let low = self.code_unit().ok_or(Broken)?.checked_sub(0xDC00).filter(|low| *low < 0x400);
        Ok(low.and_then(|low| char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + low)))
    }

    /// Four hexadecimal digits.
    #[cold]
    fn code_unit(&mut self) -> Option<u32> {
        let digits = self.cut(4);
        let append = |code, digit| Some(code * 16 + u32::from(hex_digit(digit)?));
        if digits.len() == 4 { digits.bytes().try_fold(0, append) } else { None }
    }

    /// A whole number between `-most` and `most`.
    pub fn number(&mut self, most: i64) -> Option<i64> {
        self.peek();
        let is_negative = self.strip("-");
        let number = whole_number(self.until_end()).and_then(|number| i64::try_from(number).ok());
        let number = number.filter(|number| *number <= most)?;
        Some(if is_negative { -number } else { number })
    }

    /// Passes over a value of any kind, however deep it is.
    #[cold]
    pub fn skip(&mut self) -> bool {
        let mut depth = 0_usize;
        loop {
            match self.peek() {
                Some(b'"') if self.text().is_ok() => {}
                Some(b'{' | b'[') => {
                    self.cut(1);
                    depth += 1;
                }
                Some(b'}' | b']') if depth > 0 => {
                    self.cut(1);
                    depth -= 1;
                }
                Some(b',' | b':') if depth > 0 => {
                    self.cut(1);
                    continue;
                }
                Some(b'"') | None => return false,
                Some(_) if self.until_end().is_empty() => return false,
                Some(_) => {}
            }
            if depth == 0 {
                return true;
            }
        }
    }

    /// What stands before the end of a number or a word.
    fn until_end(&mut self) -> &'a str {
        let ends = |byte: u8| b",:}]\"{[".contains(&byte) || byte.is_ascii_whitespace();
        self.cut(self.rest.bytes().position(ends).unwrap_or(self.rest.len()))
    }

    fn strip(&mut self, prefix: &str) -> bool {
        let rest = self.rest.strip_prefix(prefix);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn cut(&mut self, length: usize) -> &'a str {
        let (text, rest) = split(self.rest, length);
        self.rest = rest;
        text
    }
}

fn plain_escape(letter: u8) -> Option<char> {
    match letter {
        b'"' | b'\\' | b'/' => Some(char::from(letter)),
        b'n' => Some('\n'),
        b'r' => Some('\r'),
        b't' => Some('\t'),
        b'b' => Some('\u{8}'),
        b'f' => Some('\u{c}'),
        _ => None,
    }
}
