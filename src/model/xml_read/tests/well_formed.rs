//! What a document may be made of, and what is refused.

use std::fs;
use std::path::Path;

use super::{FIELDS, json_or_problem, read};
use crate::model::shape::{Field, Kind};
use crate::model::tables::{JOB, JOB_ID, STATUS};

/// The text of an element with this content, or why it cannot be read.
fn text(content: &str) -> String {
    match read(format!("<R><Text>{content}</Text></R>").as_bytes(), FIELDS) {
        Ok(value) => value.get_text("text").unwrap_or_default().to_owned(),
        Err(unreadable) => format!("!{}", unreadable.problem),
    }
}

#[test]
fn comments_attributes_and_an_xml_declaration_are_allowed() {
    for document in [
        "<?xml version=\"1.0\"?><R><!-- > --><Text>a</Text></R >",
        "<?xml version='1.0' encoding='utf-8' ?>\r\n<R>\r\n<Text>a</Text>\r\n</R>\r\n",
        "<R one='>' two=\"/>\"\n><Text\t>a</Text\n></R>",
        "<R xmlns=\"http://cos.example/\" xmlns:n='x'><n:Text>b</n:Text><Text n:a='b'>a</Text></R>",
        "\u{feff}<?xml-stylesheet href='a'?><R><?a b?><Text>a</Text></R>",
    ] {
        assert_eq!(json_or_problem(document, FIELDS), r#"{"text":"a"}"#, "of {document}");
    }
    assert_eq!(json_or_problem("<R one='>' two=\"/>\"\n/>", FIELDS), "{}");
}

#[test]
fn references_are_resolved_and_cdata_is_taken_as_it_is() {
    assert_eq!(text("&lt;&amp;lt;&gt;&quot;&apos;&#65;&#x817e;&#x10FFFF;"), "<&lt;>\"'A\u{817e}\u{10ffff}");
    assert_eq!(text("<![CDATA[&lt;<b>]]]]>"), "&lt;<b>]]");
    assert_eq!(text("a\r\nb\rc<![CDATA[\r\n]]>"), "a\nb\nc\n");
}

#[test]
fn control_characters_are_refused_wherever_they_are() {
    for content in ["a\u{1}", "<![CDATA[\0]]>", "&amp;\u{8}", "<!-- \u{b} -->", "\u{1f}"] {
        assert_eq!(text(content), "!has a character that no XML document has", "{content:?}");
    }
    assert!(json_or_problem("<R><New>\u{1}</New></R>", FIELDS).contains("character"));
    assert!(json_or_problem("<R><New a='\u{1}'/></R>", FIELDS).contains("character"));
}

#[test]
fn broken_markup_is_refused() {
    for content in [
        "< Text></Text>",
        "<></>",
        "</>",
        "<a<b></a<b>",
        "<New/a></New/a>",
        "<New=a/>",
        "<New\"a\"/>",
        "<New><></></New>",
        "<New>&amp</New>",
        "<New>&</New>",
        "<New>&lt&gt;</New>",
        "<a b></=>",
        "<New></New a='b'>",
        "<New></new>",
        "<Text></n:Text>",
        "<Text>a</Text x>",
    ] {
        assert_eq!(json_or_problem(&format!("<R>{content}</R>"), FIELDS), "it is broken XML", "of {content}");
    }
    assert_eq!(text("a & b"), "!is broken XML");
    assert_eq!(json_or_problem("<a<b></a<b>", FIELDS), "it is broken XML");
}

#[test]
fn references_to_anything_else_are_refused() {
    let references = "&; &nbsp; &unknown; &LT; &#0; &#x0; &#; &#x; &#X41; &#xd800; &#xDFFF; &#x110000; &#99999999999; \
                      &#4294967361; &#+1; &#x+41; &#-1; &#6_5; &#6\u{661}; &lt\u{a0};";
    for reference in references.split(' ') {
        assert_eq!(text(reference), "!has an unknown entity", "{reference}");
        let skipped = format!("<R><New>{reference}</New></R>");
        assert_eq!(json_or_problem(&skipped, FIELDS), "it has an unknown entity", "{reference}");
    }
}

#[test]
fn markup_that_is_cut_off_is_refused() {
    let ends =
        ["", "<", "<a", "<a b='>", "<a b=\"'>", "</", "</a", "<!-- ", "<!-- -- >", "<? ", "<?xml ", "<![CDATA[ ]]"];
    for end in ends {
        assert_eq!(json_or_problem(&format!("<R>{end}"), FIELDS), "it is cut off", "of {end}");
        assert_eq!(json_or_problem(&format!("<R><Text>{end}"), FIELDS), "it is cut off", "of {end}");
        assert_eq!(json_or_problem(&format!("<R><New>{end}"), FIELDS), "it is cut off", "of {end}");
    }
}

#[test]
fn document_types_and_entity_declarations_are_refused() {
    for declaration in [
        "<!DOCTYPE a>",
        "<!DOCTYPE>",
        "<!DOCTYPE ",
        "<!doctype html>",
        "<!DOCTYPE a [<!ENTITY x \"y\">]>",
        "<!DOCTYPE a SYSTEM 'http://cos.example/a.dtd'>",
        "<!ENTITY a 'b'>",
        "<!ELEMENT R ANY>",
        "<!>",
    ] {
        let expected = "it has a DOCTYPE, which no answer of the service has";
        assert_eq!(json_or_problem(&format!("{declaration}<R></R>"), FIELDS), expected, "of {declaration}");
        assert_eq!(json_or_problem(&format!("<R>{declaration}</R>"), FIELDS), expected, "of {declaration}");
        assert_eq!(json_or_problem(&format!("<R></R>{declaration}"), FIELDS), expected, "of {declaration}");
    }
}

#[test]
fn text_outside_of_the_root_element_is_refused_in_any_form() {
    for text in ["x", "&lt;", "<![CDATA[x]]>", "&#65;", "\u{feff}", "\u{a0}"] {
        for document in [format!("<R/>{text}"), format!(" {text}<R/>"), format!("<R>{text}</R>")] {
            assert_eq!(json_or_problem(&document, FIELDS), "it has text where elements belong", "of {document}");
        }
    }
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

#[test]
fn a_job_is_read_field_by_field() {
    const RESULT: &[Field] = &[Field::required("job", Kind::Object(JOB))];
    for name in ["complete", "odd-but-fine"] {
        let result = read(&fixture(&format!("describe-job/{name}.xml")), RESULT).unwrap();
        let read = serde_json::to_value(result.get("job").unwrap()).unwrap();
        let expected = serde_json::from_slice::<serde_json::Value>(&fixture(&format!("describe-job/{name}.json")));
        let mut expected = expected.unwrap();
        // What does not come from the body.
        expected.as_object_mut().unwrap().retain(|name, _| name != "requestId" && name != "attempts");
        assert_eq!(read, expected, "{name}");
    }
}

#[test]
fn a_broken_body_is_refused_unless_only_its_meaning_is_wrong() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/broken");
    for file in fs::read_dir(folder).unwrap() {
        let file = file.unwrap().path();
        let is_readable =
            ["another-job.txt", "error-without-a-code.txt", "wrong-root.txt"].iter().any(|it| file.ends_with(it));
        let fields: &[Field] = if is_readable { &[] } else { const { &[JOB_ID, STATUS] } };
        assert_eq!(read(&fs::read(&file).unwrap(), fields).is_ok(), is_readable, "{}", file.display());
    }
}
