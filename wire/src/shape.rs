//! How the API's elements map to properties: one table for each model serves reading, writing and checking.
//!
//! The tables themselves stand in the crate `cos-jobs`, beside the models and the actions. Names follow one rule: the XML
//! name with its leading capitals lowered (`JobId` is `jobId`, `COSTag` would be `cosTag`); the wrappers of lists
//! vanish.

/// One element of an object, and the property that stands for it.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The element's name in XML.
    pub element: &'static str,
    /// The property's name in JavaScript.
    pub property: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may be missing.
    pub need: Need,
}

/// Whether a field may be missing or empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Without it nothing can be decided: missing or empty is refused.
    Required,
    /// Must be sent; an answer may lack it, and one that is empty there counts as missing.
    Sent,
    /// May be missing; one that is empty counts as missing.
    Optional,
    /// Always there, if need be empty: for texts and lists only, such as a tag's value.
    Kept,
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text. The limits, in bytes of UTF-8, hold for what is sent; an answer's are not checked.
    Text(Limits),
    /// A text of visible ASCII characters that names something, and isn't `.` or `..`; limits as above.
    Id(Limits),
    /// A text that is one of a few words. The service may answer with words that are not in the list.
    Word(&'static [&'static str]),
    /// A whole number. The limits hold for what is sent.
    Number(Limits),
    /// `true` or `false`.
    Flag,
    /// An object.
    Object(&'static [Field]),
    /// An object without properties whose presence is what it says.
    Mark,
    /// A list, its items in elements of this name.
    List(&'static str, &'static Kind),
}

/// The smallest and the largest value or length that may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The smallest.
    pub min: i64,
    /// The largest.
    pub max: i64,
}

/// Limits, in the short form that the tables use.
pub const fn limits(min: i64, max: i64) -> Limits {
    Limits { min, max }
}

/// Limits of a field that only answers have.
pub const ANY: Limits = limits(0, MAX_NUMBER);

/// The largest number, so that JavaScript holds it exactly.
pub const MAX_NUMBER: i64 = (1 << 53) - 1;

impl Field {
    /// A field that must be there.
    pub const fn required(element: &'static str, property: &'static str, kind: Kind) -> Self {
        Self { element, property, kind, need: Need::Required }
    }

    /// A field that must be sent, but that an answer may lack.
    pub const fn sent(element: &'static str, property: &'static str, kind: Kind) -> Self {
        Self { element, property, kind, need: Need::Sent }
    }

    /// A field that may be missing.
    pub const fn optional(element: &'static str, property: &'static str, kind: Kind) -> Self {
        Self { element, property, kind, need: Need::Optional }
    }

    /// A field that is always there, if need be empty.
    pub const fn kept(element: &'static str, property: &'static str, kind: Kind) -> Self {
        Self { element, property, kind, need: Need::Kept }
    }
}
