//! How the API's XML elements map to properties: one table per model serves reading, writing and checking.
//!
//! Names follow one rule: the XML name with its leading capitals in lower case (`JobId` is `jobId`, `COSTag` would be
//! `cosTag`). The elements that only wrap the items of a list have no property of their own.

/// One element of an object and the property that represents it.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The element's name in XML.
    pub element: &'static str,
    /// The property's name in JavaScript.
    pub property: &'static str,
    /// What it contains.
    pub kind: Kind,
    /// Whether it may be missing.
    pub need: Need,
}

/// Whether a field may be missing or empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Inputs and answers must have it, and it must not be empty.
    Required,
    /// Inputs must have it. An answer may lack it, and an empty element counts as missing there.
    Sent,
    /// It may be missing. An empty element of an answer counts as missing.
    Optional,
    /// Inputs must have it. In a result it is always present: a missing text becomes an empty text, and a missing list an
    /// empty list.
    DefaultEmpty,
}

/// What a field contains.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text. The limits are in bytes of UTF-8. They apply to inputs; the length of an answer's text is not checked.
    Text(Limits),
    /// A text of visible ASCII characters that identifies something, and is neither `.` nor `..`. Limits as above.
    Id(Limits),
    /// The same. JavaScript may give a whole number instead, which is read as its decimal digits.
    IdOrNumber(Limits),
    /// One of a few words. An answer may contain a word that is not in the list.
    Word(&'static [&'static str]),
    /// A whole number. The limits apply to inputs.
    Number(Limits),
    /// `true` or `false`.
    Flag,
    /// An object.
    Object(&'static [Field]),
    /// An object without properties; only its presence matters.
    Empty,
    /// A list, with the element name and the kind of its items.
    List(&'static str, &'static Kind),
    /// A value that only JavaScript uses, such as a function. It is a known name, but it is not read.
    Host,
}

/// The smallest and the largest value or length of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The smallest.
    pub min: i64,
    /// The largest.
    pub max: i64,
}

impl Limits {
    /// Whether a value or a length is within the limits.
    pub fn contains(self, number: i64) -> bool {
        (self.min..=self.max).contains(&number)
    }
}

/// Limits in the short form that the tables use.
pub const fn limits(min: i64, max: i64) -> Limits {
    Limits { min, max }
}

/// Limits of a field that only answers have.
pub const ANY: Limits = limits(0, MAX_NUMBER);

/// The largest number that JavaScript represents exactly.
pub const MAX_NUMBER: i64 = (1 << 53) - 1;

impl Field {
    /// A field that must be present.
    pub const fn required(element: &'static str, property: &'static str, kind: Kind) -> Self {
        Self { element, property, kind, need: Need::Required }
    }

    /// A field that inputs must have and answers may lack.
    pub const fn sent(element: &'static str, property: &'static str, kind: Kind) -> Self {
        Self { element, property, kind, need: Need::Sent }
    }

    /// A field that may be missing.
    pub const fn optional(element: &'static str, property: &'static str, kind: Kind) -> Self {
        Self { element, property, kind, need: Need::Optional }
    }

    /// A field that is empty in a result where the answer lacks it.
    pub const fn default_empty(element: &'static str, property: &'static str, kind: Kind) -> Self {
        Self { element, property, kind, need: Need::DefaultEmpty }
    }

    /// A field of an input that has no XML element.
    pub const fn option(property: &'static str, kind: Kind) -> Self {
        Self { element: "", property, kind, need: Need::Optional }
    }
}
