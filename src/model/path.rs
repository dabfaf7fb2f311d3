//! The position of a value inside an input, for error messages.

/// The path from an input to one of its parts. Its text is built only when an error needs it.
#[derive(Clone, Copy, Debug)]
pub struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Input,
    Property(&'a str),
    Item(usize),
}

impl<'a> Path<'a> {
    /// The input as a whole.
    pub const INPUT: Path<'static> = Path { parent: None, step: Step::Input };

    /// A property of this.
    #[must_use]
    pub fn property(&'a self, name: &'a str) -> Self {
        Self { parent: Some(self), step: Step::Property(name) }
    }

    /// An item of this.
    #[must_use]
    pub fn item(&'a self, index: usize) -> Self {
        Self { parent: Some(self), step: Step::Item(index) }
    }

    /// The path as JavaScript would write it: `manifest.spec.fields[2]`.
    ///
    /// ```
    /// use cos_jobs::model::path::Path;
    ///
    /// let spec = Path::INPUT.property("spec");
    /// assert_eq!(spec.property("fields").item(2).to_text(), "spec.fields[2]");
    /// assert_eq!(Path::INPUT.to_text(), "the input");
    /// ```
    pub fn to_text(&self) -> String {
        let parent = self.parent.filter(|parent| parent.parent.is_some()).map(Path::to_text).unwrap_or_default();
        match self.step {
            Step::Input => "the input".into(),
            Step::Property(name) if parent.is_empty() => name.into(),
            Step::Property(name) => format!("{parent}.{name}"),
            Step::Item(index) => format!("{parent}[{index}]"),
        }
    }
}
