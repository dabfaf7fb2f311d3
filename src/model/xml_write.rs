//! Writing a [`Value`] as the XML of a request, in the order of its shape.

use quick_xml::escape::escape;

use super::shape::{Field, Kind};
use super::value::Value;

/// The document with the root element `root`.
///
/// Properties that the shape does not know are left out.
///
/// ```
/// use cos_jobs::model::Value;
/// use cos_jobs::model::shape::{ANY, Field, Kind};
/// use cos_jobs::model::xml_write::document;
///
/// const FIELDS: &[Field] = &[Field::optional("key", Kind::Text(ANY))];
/// let xml = document("Tag", FIELDS, &Value::object().with("key", "a < b"));
/// assert_eq!(xml, r#"<?xml version="1.0" encoding="UTF-8"?><Tag><Key>a &lt; b</Key></Tag>"#);
/// ```
pub fn document(root: &str, fields: &[Field], value: &Value) -> String {
    let mut out = String::from(r#"<?xml version="1.0" encoding="UTF-8"?>"#);
    write_element(&mut out, root, |out| write_object(out, fields, value));
    out
}

fn write_element(out: &mut String, name: &str, write_content: impl FnOnce(&mut String)) {
    out.extend(["<", name, ">"]);
    write_content(out);
    out.extend(["</", name, ">"]);
}

fn write_object(out: &mut String, fields: &[Field], value: &Value) {
    for field in fields {
        if let Some(value) = value.get(field.property) {
            write_element(out, &field.element(), |out| write_value(out, &field.kind, value));
        }
    }
}

fn write_value(out: &mut String, kind: &Kind, value: &Value) {
    match (kind, value) {
        (_, Value::Text(text)) => out.push_str(&escape(text.as_ref())),
        (_, Value::Number(number)) => out.push_str(&number.to_string()),
        (_, Value::Flag(flag)) => out.push_str(if *flag { "true" } else { "false" }),
        (Kind::Object(fields), value) => write_object(out, fields, value),
        (Kind::List(item, kind), Value::List(items)) => {
            for value in items {
                write_element(out, item, |out| write_value(out, kind, value));
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use crate::model::Value;
    use crate::model::shape::{ANY, Field, Kind};
    use crate::model::tables::CREATE_JOB_REQUEST;
    use crate::model::xml_read::Document;

    const FIELDS: &[Field] = &[
        Field::optional("text", Kind::Text(ANY)),
        Field::optional("flag", Kind::Flag),
        Field::optional("nothing", Kind::Empty),
        Field::optional("names", Kind::List("Name", &Kind::Text(ANY))),
        Field::optional("count", Kind::Number(ANY)),
    ];

    fn written(value: &Value) -> String {
        let document = super::document("R", FIELDS, value);
        document.strip_prefix(r#"<?xml version="1.0" encoding="UTF-8"?>"#).unwrap().to_owned()
    }

    #[test]
    fn elements_come_in_the_order_of_the_shape() {
        let names = vec![Value::from("a"), Value::from("b")];
        let value = Value::object().with("count", 7_i64).with("names", names).with("unknown", "x").with("text", "c");
        let expected = "<R><Text>c</Text><Names><Name>a</Name><Name>b</Name></Names><Count>7</Count></R>";
        assert_eq!(written(&value), expected);
    }

    #[test]
    fn an_empty_element_has_an_end_tag() {
        let value = Value::object().with("text", "").with("nothing", Value::object()).with("names", vec![]);
        assert_eq!(written(&value), "<R><Text></Text><Nothing></Nothing><Names></Names></R>");
        assert_eq!(written(&Value::object()), "<R></R>");
    }

    #[test]
    fn a_boolean_that_is_false_is_written() {
        assert_eq!(written(&Value::object().with("flag", false)), "<R><Flag>false</Flag></R>");
    }

    #[test]
    fn what_would_be_markup_is_escaped() {
        let value = Value::object().with("text", "<a>&\"'\r]]>").with("names", vec!["</Name>".into()]);
        let expected = "<R><Text>&lt;a&gt;&amp;&quot;&apos;&#13;]]&gt;</Text>\
                        <Names><Name>&lt;/Name&gt;</Name></Names></R>";
        assert_eq!(written(&value), expected);
    }

    #[test]
    fn a_request_that_is_read_and_written_again_is_the_same() {
        for operation in ["copy", "restore", "tagging", "delete"] {
            let file = format!("tests/fixtures/create-job/{operation}.xml");
            let file = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
            let value = Document::open(file.as_bytes()).unwrap().read(CREATE_JOB_REQUEST).unwrap();
            // The files are indented to be easy to read.
            let expected: String = file.lines().map(str::trim).collect();
            assert_eq!(super::document("CreateJobRequest", CREATE_JOB_REQUEST, &value), expected, "{operation}");
        }
    }
}
