//! How the API's XML elements map to properties: one table per model serves reading, writing and checking.
//!
//! An element has the name of its property, with a capital first letter: `jobId` is `JobId`. The few names that begin with an
//! abbreviation are in the tables: `sseAlgorithm` is `SSEAlgorithm`. The elements that only wrap the items of a list have no
//! property of their own.

use std::borrow::Cow;

/// One property of an object, and the XML element that it represents.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The property's name in JavaScript.
    pub property: &'static str,
    /// The element's name in XML, if it is not the usual one.
    element: Option<&'static str>,
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
    pub const fn required(property: &'static str, kind: Kind) -> Self {
        Self { property, element: None, kind, need: Need::Required }
    }

    /// A field that inputs must have and answers may lack.
    pub const fn sent(property: &'static str, kind: Kind) -> Self {
        Self { need: Need::Sent, ..Self::required(property, kind) }
    }

    /// A field that may be missing.
    pub const fn optional(property: &'static str, kind: Kind) -> Self {
        Self { need: Need::Optional, ..Self::required(property, kind) }
    }

    /// A field that is empty in a result where the answer lacks it.
    pub const fn default_empty(property: &'static str, kind: Kind) -> Self {
        Self { need: Need::DefaultEmpty, ..Self::required(property, kind) }
    }

    /// The same field with another element name than the usual one.
    #[must_use]
    pub const fn named(self, element: &'static str) -> Self {
        Self { element: Some(element), ..self }
    }

    /// The element's name in XML.
    ///
    /// ```
    /// use cos_jobs::model::shape::{ANY, Field, Kind};
    ///
    /// assert_eq!(Field::optional("jobId", Kind::Id(ANY)).element(), "JobId");
    /// assert_eq!(Field::optional("eTag", Kind::Text(ANY)).named("ETAG").element(), "ETAG");
    /// ```
    pub fn element(&self) -> Cow<'static, str> {
        let usual = || {
            let mut element = self.property.to_owned();
            element.get_mut(..1).unwrap_or_default().make_ascii_uppercase();
            element.into()
        };
        self.element.map_or_else(usual, Cow::Borrowed)
    }

    /// Whether an element of this name represents the property.
    ///
    /// It is not inlined, because a search through a table would contain it several times.
    #[inline(never)]
    pub fn is_element(&self, name: &str) -> bool {
        match (self.element, name.as_bytes(), self.property.as_bytes()) {
            (Some(element), name, _) => element.as_bytes() == name,
            (None, [first, rest @ ..], [initial, others @ ..]) => {
                *first == initial.to_ascii_uppercase() && rest == others
            }
            _ => false,
        }
    }
}
