//! Documents and the values that they become, or why they cannot be read.

mod properties;
mod well_formed;

use std::borrow::Cow;

use super::{Document, MAX_DEPTH, Unreadable};
use crate::model::Value;
use crate::model::shape::{ANY, Field, Kind};

/// A field of each kind. None of them is required.
const FIELDS: &[Field] = &[
    Field::optional("text", Kind::Text(ANY)),
    Field::sent("word", Kind::Word(&["Ready"])),
    Field::optional("id", Kind::Id(ANY)),
    Field::optional("count", Kind::Number(ANY)),
    Field::optional("flag", Kind::Flag),
    Field::optional("inner", Kind::Object(INNER)),
    Field::optional("nothing", Kind::Empty),
    Field::optional("names", NAMES),
    Field::optional("tags", Kind::List("Tag", &Kind::Object(TAG))),
];
const INNER: &[Field] = &[
    Field::optional("text", Kind::Text(ANY)),
    Field::optional("count", Kind::Number(ANY)),
    Field::optional("inner", Kind::Object(&[Field::optional("names", NAMES)])),
];
const NAMES: Kind = Kind::List("Name", &Kind::Text(ANY));
const TAG: &[Field] = &[Field::required("key", Kind::Text(ANY)), Field::default_empty("value", Kind::Text(ANY))];

const REQUIRED: &[Field] = &[
    Field::required("id", Kind::Id(ANY)),
    Field::required("count", Kind::Number(ANY)),
    Field::required("names", NAMES),
];
const DEFAULT_EMPTY: &[Field] = &[
    Field::default_empty("text", Kind::Text(ANY)),
    Field::optional("count", Kind::Number(ANY)),
    Field::default_empty("names", NAMES),
];

fn read(body: &[u8], fields: &'static [Field]) -> Result<Value, Unreadable> {
    Document::open(body)?.read(fields)
}

/// The JSON of a document, or the sentence that explains why it cannot be read.
fn json_or_problem(document: &str, fields: &'static [Field]) -> String {
    match read(document.as_bytes(), fields) {
        Ok(value) => serde_json::to_string(&value).unwrap(),
        Err(unreadable) => unreadable.to_string(),
    }
}

/// Checks each pair of the content of a root element and what it becomes.
fn check(fields: &'static [Field], table: &[(&str, &str)]) {
    for (content, expected) in table {
        assert_eq!(json_or_problem(&format!("<R>{content}</R>"), fields), *expected, "of {content}");
    }
}

#[test]
fn fields_may_come_in_any_order_but_only_once() {
    check(
        FIELDS,
        &[
            ("<Text>a</Text><Word>Ready</Word>", r#"{"text":"a","word":"Ready"}"#),
            ("<Word>Ready</Word><Text>a</Text>", r#"{"word":"Ready","text":"a"}"#),
            ("<Tags/><Count>1</Count>\n<Text>a</Text> ", r#"{"count":1,"text":"a"}"#),
            ("<Text>a</Text><Text>b</Text>", "text is there twice"),
            ("<Text>a</Text><Word>Ready</Word><Text>a</Text>", "text is there twice"),
            ("<Text></Text><Text>b</Text>", "text is there twice"),
            ("<Text/><Word>Ready</Word><Text>b</Text>", "text is there twice"),
            ("<Nothing/><Nothing/>", "nothing is there twice"),
            ("<Inner/><Inner><Count>1</Count></Inner>", "inner is there twice"),
            ("<Inner><Count/><Count>1</Count></Inner>", "count is there twice"),
            ("<Tags/><Tags><Tag><Key>k</Key></Tag></Tags>", "tags is there twice"),
            ("<Text>a</Text><Inner><Text>b</Text></Inner>", r#"{"text":"a","inner":{"text":"b"}}"#),
        ],
    );
}

#[test]
fn unknown_elements_and_attributes_are_skipped() {
    check(
        FIELDS,
        &[
            ("<Text>a</Text><New>b</New><Word>Ready</Word>", r#"{"text":"a","word":"Ready"}"#),
            ("<New/><Text>a</Text><New/><Word>Ready</Word><New/>", r#"{"text":"a","word":"Ready"}"#),
            ("<New>x<Text>b</Text><a><New/>y</a></New><Text>a</Text>", r#"{"text":"a"}"#),
            ("<Inner><New><Count>9</Count></New><Count>1</Count></Inner>", r#"{"inner":{"count":1}}"#),
            ("<Names><New>x</New><Name>a</Name><New/></Names>", r#"{"names":["a"]}"#),
            ("<text>b</text><Texts>c</Texts><n:Text>d</n:Text>", "{}"),
            (r#"<Text a="1" b='>'>a</Text>"#, r#"{"text":"a"}"#),
            (
                r#"<Count a="1">1</Count><Inner a="/>"><Count a="1">2</Count></Inner>"#,
                r#"{"count":1,"inner":{"count":2}}"#,
            ),
            (r#"<Names a="1"><Name a="</Name>">a</Name><Name>b</Name></Names>"#, r#"{"names":["a","b"]}"#),
            (r#"<Text a="b"/><Nothing a="b"/>"#, r#"{"nothing":{}}"#),
            ("<!-- x --><Text>a</Text><?x y?><Word>Ready</Word>", r#"{"text":"a","word":"Ready"}"#),
        ],
    );
    let nested = |depth| format!("<R>{}{}</R>", "<n>".repeat(depth), "</n>".repeat(depth));
    assert_eq!(json_or_problem(&nested(MAX_DEPTH), FIELDS), "{}");
    assert_eq!(json_or_problem(&nested(MAX_DEPTH + 1), FIELDS), "it is nested too deeply");
}

#[test]
fn an_empty_element_counts_as_missing() {
    check(
        FIELDS,
        &[
            ("", "{}"),
            (" \r\n\t", "{}"),
            ("<Text/><Word/><Count/><Flag/><Inner/><Names/><Tags/>", "{}"),
            ("<Text></Text><Word></Word><Count></Count><Flag></Flag><Inner></Inner><Names></Names>", "{}"),
            ("<Count> \n</Count><Flag> </Flag><Inner> <!-- --> </Inner><Names> </Names><Tags>\n</Tags>", "{}"),
            ("<Text><!-- --></Text><Word><![CDATA[]]></Word>", "{}"),
            ("<Inner><Text/><Count></Count><Inner><Names><Name/></Names></Inner></Inner>", "{}"),
            ("<Text>a</Text><Inner><Text/></Inner><Count>1</Count>", r#"{"text":"a","count":1}"#),
            ("<Inner><Text/><Count>0</Count><Inner/></Inner>", r#"{"inner":{"count":0}}"#),
            ("<Text> </Text>", r#"{"text":" "}"#),
            ("<Word> \r\n</Word><Id>\t</Id>", "{}"),
        ],
    );
    assert_eq!(json_or_problem("<R/>", FIELDS), "{}");
}

#[test]
fn an_element_without_properties_is_there_whatever_it_contains() {
    check(
        FIELDS,
        &[
            ("<Nothing/>", r#"{"nothing":{}}"#),
            ("<Nothing></Nothing>", r#"{"nothing":{}}"#),
            ("<Nothing>text <Nothing>\"<a/></Nothing></Nothing><Text>a</Text>", r#"{"nothing":{},"text":"a"}"#),
            ("<Nothing><a></Nothing>", "it is broken XML"),
        ],
    );
}

#[test]
fn a_list_contains_its_items_without_the_empty_ones() {
    check(
        FIELDS,
        &[
            ("<Names><Name>a</Name><Name>b</Name></Names>", r#"{"names":["a","b"]}"#),
            ("<Names><Name/><Name>a</Name><Name>b</Name></Names>", r#"{"names":["a","b"]}"#),
            ("<Names><Name>a</Name><Name></Name><Name>b</Name></Names>", r#"{"names":["a","b"]}"#),
            ("<Names><Name>a</Name><Name>b</Name><Name/></Names>", r#"{"names":["a","b"]}"#),
            ("<Names><Name/><Name/>\n<Name>a</Name> <Name/><Name/></Names>", r#"{"names":["a"]}"#),
            ("<Names><Name/><Name></Name></Names>", "{}"),
            (
                "<Tags><Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>b</Key></Tag></Tags>",
                r#"{"tags":[{"key":"a","value":"1"},{"key":"b","value":""}]}"#,
            ),
            ("<Tags><Tag><Key>a</Key></Tag><Tag/></Tags>", "key is missing or empty"),
            ("<Names>a</Names>", "it has text where elements belong"),
            ("<Names><Name>a</Name>,<Name>b</Name></Names>", "it has text where elements belong"),
            ("<Names><Name>a</Name></Name>", "it is broken XML"),
        ],
    );
}

#[test]
fn a_text_is_what_the_xml_stands_for() {
    check(
        FIELDS,
        &[
            ("<Text><![CDATA[<a> & \"b\"]]></Text>", r#"{"text":"<a> & \"b\""}"#),
            ("<Text>a<![CDATA[<b>]]>c</Text>", r#"{"text":"a<b>c"}"#),
            ("<Text><![CDATA[&lt;]]><![CDATA[b]]></Text>", r#"{"text":"&lt;b"}"#),
            ("<Text>a<!-- <b> -->c<?d?>e</Text>", r#"{"text":"ace"}"#),
            ("<Text>&quot;a&quot;</Text>", r#"{"text":"\"a\""}"#),
            ("<Text>\"a\\</Text>", r#"{"text":"\"a\\"}"#),
            ("<Text>a&#92;&#x22;</Text>", r#"{"text":"a\\\""}"#),
            ("<Text>a\tb</Text>", r#"{"text":"a\tb"}"#),
            ("<Text>a\r\nb\rc\nd</Text>", r#"{"text":"a\nb\nc\nd"}"#),
            ("<Text>a&#13;&#10;</Text>", r#"{"text":"a\r\n"}"#),
            ("<Text> &amp;lt; </Text>", r#"{"text":" &lt; "}"#),
            ("<Names><Name>\\</Name><Name>&quot;</Name></Names>", r#"{"names":["\\","\""]}"#),
            ("<Text>\u{817e}\u{1f600}\u{7f}</Text>", "{\"text\":\"\u{817e}\u{1f600}\u{7f}\"}"),
            ("<Text>a<b/></Text>", "it has elements where text belongs"),
            ("<Text><Text>a</Text></Text>", "it has elements where text belongs"),
            ("<Count><a/>1</Count>", "it has elements where text belongs"),
            ("<Text>a</Word>", "it is broken XML"),
            ("<Text>&nbsp;</Text>", "it has an unknown entity"),
            ("<Text>a\0</Text>", "it has a character that no XML document has"),
        ],
    );
}

#[test]
fn white_space_around_words_and_ids_is_ignored() {
    check(
        FIELDS,
        &[
            ("<Word>\n  Ready\n</Word>", r#"{"word":"Ready"}"#),
            ("<Word> Hiber nating </Word>", r#"{"word":"Hiber nating"}"#),
            ("<Word><!-- --> &#32;Ready<![CDATA[ ]]></Word>", r#"{"word":"Ready"}"#),
            ("<Id>\r\n 65f2e4cf\t</Id>", r#"{"id":"65f2e4cf"}"#),
            ("<Text> a\n</Text><Names><Name> b </Name></Names>", r#"{"text":" a\n","names":[" b "]}"#),
        ],
    );
    check(REQUIRED, &[("<Id> \n</Id><Count>0</Count>", "id is missing or empty")]);
}

#[test]
fn a_known_word_is_not_copied() {
    let is_borrowed = |document: &str| match read(document.as_bytes(), FIELDS).unwrap().get("word") {
        Some(Value::Text(text)) => matches!(text, Cow::Borrowed(_)),
        other => panic!("{other:?}"),
    };
    assert!(is_borrowed("<R><Word>Ready</Word></R>"));
    assert!(!is_borrowed("<R><Word>Unready</Word></R>"));
}

#[test]
fn a_number_is_one_that_javascript_represents_exactly() {
    check(
        FIELDS,
        &[
            ("<Count>0</Count>", r#"{"count":0}"#),
            ("<Count>007</Count>", r#"{"count":7}"#),
            ("<Count>\n 7 </Count>", r#"{"count":7}"#),
            ("<Count><![CDATA[7]]>0<!-- --></Count>", r#"{"count":70}"#),
            ("<Count>9007199254740991</Count>", r#"{"count":9007199254740991}"#),
            ("<Count>9007199254740992</Count>", "count is not a whole number"),
            ("<Count>18446744073709551617</Count>", "count is not a whole number"),
            ("<Count>-1</Count>", "count is not a whole number"),
            ("<Count>+1</Count>", "count is not a whole number"),
            ("<Count>1 2</Count>", "count is not a whole number"),
            ("<Count>1.5</Count>", "count is not a whole number"),
            ("<Count>1e3</Count>", "count is not a whole number"),
            ("<Count>\u{661}</Count>", "count is not a whole number"),
        ],
    );
}

#[test]
fn a_flag_is_true_or_false() {
    check(
        FIELDS,
        &[
            ("<Flag>true</Flag>", r#"{"flag":true}"#),
            ("<Flag> False\n</Flag>", r#"{"flag":false}"#),
            ("<Flag>TRUE</Flag>", r#"{"flag":true}"#),
            ("<Flag>tRue</Flag>", "flag is neither true nor false"),
            ("<Flag>1</Flag>", "flag is neither true nor false"),
            ("<Flag>true false</Flag>", "flag is neither true nor false"),
        ],
    );
}

#[test]
fn an_answer_without_a_required_field_is_refused() {
    check(
        REQUIRED,
        &[
            ("<Id>a</Id><Count>0</Count><Names><Name>b</Name></Names>", r#"{"id":"a","count":0,"names":["b"]}"#),
            ("", "id is missing or empty"),
            ("<Id/><Count>0</Count><Names><Name>b</Name></Names>", "id is missing or empty"),
            ("<Id></Id><Count>0</Count><Names><Name>b</Name></Names>", "id is missing or empty"),
            ("<New><Id>a</Id></New><Count>0</Count><Names><Name>b</Name></Names>", "id is missing or empty"),
            ("<Id>a</Id><Count> </Count><Names><Name>b</Name></Names>", "count is missing or empty"),
            ("<Id>a</Id><Count>0</Count>", "names is missing or empty"),
            ("<Id>a</Id><Count>0</Count><Names/>", "names is missing or empty"),
            ("<Id>a</Id><Count>0</Count><Names><Name/></Names>", "names is missing or empty"),
        ],
    );
}

#[test]
fn a_field_with_an_empty_default_is_always_there() {
    check(
        DEFAULT_EMPTY,
        &[
            ("", r#"{"text":"","names":[]}"#),
            ("<Text/><Names/>", r#"{"text":"","names":[]}"#),
            ("<Text></Text><Names></Names>", r#"{"text":"","names":[]}"#),
            ("<Names><Name/></Names><Count/><Text><!-- --></Text>", r#"{"names":[],"text":""}"#),
            ("<Count>1</Count>", r#"{"count":1,"text":"","names":[]}"#),
            ("<Names><Name>a</Name></Names>", r#"{"names":["a"],"text":""}"#),
            ("<Text/><Text>a</Text>", "text is there twice"),
        ],
    );
}

#[test]
fn a_document_is_one_root_element_and_nothing_else() {
    for (document, expected) in [
        ("\u{feff}<?xml version=\"1.0\"?>\n<!-- --><R><Text>a</Text></R>\n<!-- -->\n", r#"{"text":"a"}"#),
        ("<R a='1'><Text>a</Text></R >", r#"{"text":"a"}"#),
        ("<R></R><R></R>", "it goes on after its root element"),
        ("<R/><R/>", "it goes on after its root element"),
        ("<R></R>x", "it has text where elements belong"),
        ("x<R></R>", "it has text where elements belong"),
        ("<R>x</R>", "it has text where elements belong"),
        ("<R><Text>a</Text>x</R>", "it has text where elements belong"),
        ("<R><Inner>x</Inner></R>", "it has text where elements belong"),
        ("<R></S>", "it is broken XML"),
        ("<R><New></R></New>", "it is broken XML"),
        ("<R><Inner></R></Inner>", "it is broken XML"),
        ("", "it has no XML element"),
        (" <!-- --> ", "it has no XML element"),
    ] {
        assert_eq!(json_or_problem(document, FIELDS), expected, "of {document}");
    }
    assert_eq!(read(b"<R>\xff</R>", FIELDS), Err(Unreadable::body("is not UTF-8")));
    assert!(read(b"</R>", FIELDS).is_err());
    assert!(read(b"<R></R></R>", FIELDS).is_err());
    assert_eq!(Document::open(b" <R x='y'/>").map(|document| document.root().to_owned()), Ok("R".to_owned()));
}

#[test]
fn a_document_that_is_cut_off_anywhere_is_refused() {
    let document = "\u{feff}<?xml version=\"1.0\"?>\n<!-- x --><R a='1'>\n<New><n b=\"&gt;\"/>x</New>\
                    <Text>a\u{817e}&quot;<![CDATA[b]]>c</Text><Word>Ready</Word><Count> 7 </Count><Flag>true</Flag>\
                    <Inner><Count>1</Count></Inner><Nothing><m/></Nothing><Names><Name>a</Name><Name/></Names>\
                    <Tags><Tag><Key>k</Key></Tag></Tags></R>";
    assert_eq!(
        json_or_problem(document, FIELDS),
        "{\"text\":\"a\u{817e}\\\"bc\",\"word\":\"Ready\",\"count\":7,\"flag\":true,\"inner\":{\"count\":1},\
         \"nothing\":{},\"names\":[\"a\"],\"tags\":[{\"key\":\"k\",\"value\":\"\"}]}"
    );
    for end in 0..document.len() {
        let result = read(&document.as_bytes()[..end], FIELDS);
        assert!(result.is_err(), "the first {end} bytes were read as {result:?}");
    }
}
