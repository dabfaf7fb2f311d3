//! Error messages with the names of the XML. The checks of inputs, which the client shares, use the names of properties.

use cos_jobs::model::shape::{Field, Kind};

use crate::shapes::CREATE_JOB_REQUEST;

/// A message of [`check`](cos_jobs::model::check::check) in which the path at its start has the names of elements:
/// `manifest.spec.format must be ...` becomes `Manifest.Spec.Format must be ...`.
pub(super) fn with_element_names(message: &str) -> String {
    let (path, rest) = message.split_once(' ').unwrap_or((message, ""));
    let mut fields: &[Field] = &CREATE_JOB_REQUEST;
    let mut names = Vec::new();
    for step in path.split('.') {
        let (property, index) = step.split_at(step.find('[').unwrap_or(step.len()));
        let Some(field) = fields.iter().find(|field| field.property == property) else { return message.to_owned() };
        names.push(format!("{}{index}", field.element()));
        fields = children(&field.kind);
    }
    format!("{} {rest}", names.join("."))
}

/// The fields of an object, or of the objects in a list.
fn children(kind: &Kind) -> &'static [Field] {
    match kind {
        Kind::Object(fields) => fields,
        Kind::List(_, kind) => children(kind),
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::with_element_names;

    #[test]
    fn the_path_gets_the_names_of_elements() {
        for (from, to) in [
            ("manifest.spec.format must be one", "Manifest.Spec.Format must be one"),
            ("manifest.spec.fields[2] must be", "Manifest.Spec.Fields[2] must be"),
            ("operation.cosPutObjectTagging.tagSet[0].key is", "Operation.COSPutObjectTagging.TagSet[0].Key is"),
            ("the input must be an object", "the input must be an object"),
        ] {
            assert_eq!(with_element_names(from), to);
        }
    }
}
