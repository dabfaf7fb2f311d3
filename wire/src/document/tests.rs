//! What an answer becomes, and what is wrong with one that can't be read.

use super::{Document, MAX_DEPTH, Unreadable};
use crate::shape::{ANY, Field, Kind};
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use serde_json::{Value, json};

/// A field of each kind, none of which must be there.
const FIELDS: &[Field] = &[
    Field::optional("Text", "text", Kind::Text(ANY)),
    Field::sent("Word", "word", Kind::Word(&["Ready"])),
    Field::optional("Count", "count", Kind::Number(ANY)),
    Field::optional("Flag", "flag", Kind::Flag),
    Field::optional("Inner", "inner", Kind::Object(INNER)),
    Field::optional("Mark", "mark", Kind::Mark),
    Field::optional("Names", "names", NAMES),
    Field::optional("Tags", "tags", Kind::List("Tag", &Kind::Object(TAG))),
];
const INNER: &[Field] = &[
    Field::optional("Text", "text", Kind::Text(ANY)),
    Field::optional("Count", "count", Kind::Number(ANY)),
    Field::optional("Inner", "inner", Kind::Object(&[Field::optional("Names", "names", NAMES)])),
];
const NAMES: Kind = Kind::List("Name", &Kind::Text(ANY));
const TAG: &[Field] = &[Field::required("Key", "key", Kind::Text(ANY)), Field::kept("Value", "value", Kind::Text(ANY))];

const REQUIRED: &[Field] = &[
    Field::required("Id", "id", Kind::Id(ANY)),
    Field::required("Count", "count", Kind::Number(ANY)),
    Field::required("Names", "names", NAMES),
];
const KEPT: &[Field] = &[
    Field::kept("Text", "text", Kind::Text(ANY)),
    Field::optional("Count", "count", Kind::Number(ANY)),
    Field::kept("Names", "names", NAMES),
];

fn read(body: &[u8], fields: &'static [Field]) -> Result<String, Unreadable> {
    Document::open(body)?.read(fields)
}

/// The JSON of a document, or in a sentence why there is none.
fn told_of(document: &str, fields: &'static [Field]) -> String {
    match read(document.as_bytes(), fields) {
        Ok(json) => {
            let parsed = serde_json::from_str::<Value>(&json);
            assert!(parsed.is_ok_and(|value| value.is_object()), "{document} is told by what is no JSON: {json}");
            json
        }
        Err(Unreadable { subject, trouble }) => format!("{subject} {trouble}"),
    }
}

/// The same for each root element's content of a table.
fn check(fields: &'static [Field], table: &[(&str, &str)]) {
    for (content, expected) in table {
        assert_eq!(told_of(&format!("<R>{content}</R>"), fields), *expected, "of {content}");
    }
}

#[test]
fn fields_may_come_in_any_order_but_once() {
    check(
        FIELDS,
        &[
            ("<Text>a</Text><Word>Ready</Word>", r#"{"text":"a","word":"Ready"}"#),
            ("<Word>Ready</Word><Text>a</Text>", r#"{"word":"Ready","text":"a"}"#),
            ("<Tags/><Count>1</Count>\n<Text>a</Text> ", r#"{"count":1,"text":"a"}"#),
            ("<Text>a</Text><Text>b</Text>", "Text is there twice"),
            ("<Text>a</Text><Word>Ready</Word><Text>a</Text>", "Text is there twice"),
            ("<Text></Text><Text>b</Text>", "Text is there twice"),
            ("<Text/><Word>Ready</Word><Text>b</Text>", "Text is there twice"),
            ("<Mark/><Mark/>", "Mark is there twice"),
            ("<Inner/><Inner><Count>1</Count></Inner>", "Inner is there twice"),
            ("<Inner><Count/><Count>1</Count></Inner>", "Count is there twice"),
            ("<Tags/><Tags><Tag><Key>k</Key></Tag></Tags>", "Tags is there twice"),
            ("<Text>a</Text><Inner><Text>b</Text></Inner>", r#"{"text":"a","inner":{"text":"b"}}"#),
        ],
    );
}

#[test]
fn what_the_service_adds_is_passed_over() {
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
            (r#"<Text a="b"/><Mark a="b"/>"#, r#"{"mark":{}}"#),
            ("<!-- x --><Text>a</Text><?x y?><Word>Ready</Word>", r#"{"text":"a","word":"Ready"}"#),
        ],
    );
    let nested = |depth| format!("<R>{}{}</R>", "<n>".repeat(depth), "</n>".repeat(depth));
    assert_eq!(told_of(&nested(MAX_DEPTH), FIELDS), "{}");
    assert_eq!(told_of(&nested(MAX_DEPTH + 1), FIELDS), "it is nested too deeply");
}

#[test]
fn what_is_empty_is_as_good_as_missing() {
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
        ],
    );
    assert_eq!(told_of("<R/>", FIELDS), "{}");
}

#[test]
fn a_mark_is_there_whatever_it_holds() {
    check(
        FIELDS,
        &[
            ("<Mark/>", r#"{"mark":{}}"#),
            ("<Mark></Mark>", r#"{"mark":{}}"#),
            ("<Mark>text <Mark>\"<a/></Mark></Mark><Text>a</Text>", r#"{"mark":{},"text":"a"}"#),
            ("<Mark><a></Mark>", "it is broken XML"),
        ],
    );
}

#[test]
fn a_list_has_its_items_and_no_empty_ones() {
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
            ("<Tags><Tag><Key>a</Key></Tag><Tag/></Tags>", "Key is missing or empty"),
            ("<Names>a</Names>", "it has text where elements belong"),
            ("<Names><Name>a</Name>,<Name>b</Name></Names>", "it has text where elements belong"),
            ("<Names><Name>a</Name></Name>", "it is broken XML"),
        ],
    );
}

#[test]
fn a_text_is_what_the_xml_stands_for_in_json() {
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
            ("<Text>a\tb</Text>", r#"{"text":"a\u0009b"}"#),
            ("<Text>a\r\nb\rc\nd</Text>", r#"{"text":"a\u000ab\u000ac\u000ad"}"#),
            ("<Text>a&#13;&#10;</Text>", r#"{"text":"a\u000d\u000a"}"#),
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
fn a_number_is_one_that_javascript_holds_exactly() {
    check(
        FIELDS,
        &[
            ("<Count>0</Count>", r#"{"count":0}"#),
            ("<Count>007</Count>", r#"{"count":7}"#),
            ("<Count>\n 7 </Count>", r#"{"count":7}"#),
            ("<Count><![CDATA[7]]>0<!-- --></Count>", r#"{"count":70}"#),
            ("<Count>9007199254740991</Count>", r#"{"count":9007199254740991}"#),
            ("<Count>9007199254740992</Count>", "Count is not a whole number"),
            ("<Count>18446744073709551617</Count>", "Count is not a whole number"),
            ("<Count>-1</Count>", "Count is not a whole number"),
            ("<Count>+1</Count>", "Count is not a whole number"),
            ("<Count>1 2</Count>", "Count is not a whole number"),
            ("<Count>1.5</Count>", "Count is not a whole number"),
            ("<Count>1e3</Count>", "Count is not a whole number"),
            ("<Count>\u{661}</Count>", "Count is not a whole number"),
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
            ("<Flag>1</Flag>", "Flag is neither true nor false"),
            ("<Flag>true false</Flag>", "Flag is neither true nor false"),
        ],
    );
}

#[test]
fn without_what_is_required_an_answer_is_refused() {
    check(
        REQUIRED,
        &[
            ("<Id>a</Id><Count>0</Count><Names><Name>b</Name></Names>", r#"{"id":"a","count":0,"names":["b"]}"#),
            ("", "Id is missing or empty"),
            ("<Id/><Count>0</Count><Names><Name>b</Name></Names>", "Id is missing or empty"),
            ("<Id></Id><Count>0</Count><Names><Name>b</Name></Names>", "Id is missing or empty"),
            ("<New><Id>a</Id></New><Count>0</Count><Names><Name>b</Name></Names>", "Id is missing or empty"),
            ("<Id>a</Id><Count> </Count><Names><Name>b</Name></Names>", "Count is missing or empty"),
            ("<Id>a</Id><Count>0</Count>", "Names is missing or empty"),
            ("<Id>a</Id><Count>0</Count><Names/>", "Names is missing or empty"),
            ("<Id>a</Id><Count>0</Count><Names><Name/></Names>", "Names is missing or empty"),
        ],
    );
}

#[test]
fn what_is_kept_is_there_when_it_is_empty_or_missing() {
    check(
        KEPT,
        &[
            ("", r#"{"text":"","names":[]}"#),
            ("<Text/><Names/>", r#"{"text":"","names":[]}"#),
            ("<Text></Text><Names></Names>", r#"{"text":"","names":[]}"#),
            ("<Names><Name/></Names><Count/><Text><!-- --></Text>", r#"{"names":[],"text":""}"#),
            ("<Count>1</Count>", r#"{"count":1,"text":"","names":[]}"#),
            ("<Names><Name>a</Name></Names>", r#"{"names":["a"],"text":""}"#),
            ("<Text/><Text>a</Text>", "Text is there twice"),
        ],
    );
}

#[test]
fn a_document_is_one_root_element_and_nothing_else() {
    for (document, expected) in [
        ("\u{feff}<?xml version=\"1.0\"?>\n<!-- --><R><Text>a</Text></R>\n<!-- -->\n", r#"{"text":"a"}"#),
        ("<R a='1'><Text>a</Text></R >", r#"{"text":"a"}"#),
        ("<R></R><R></R>", "it goes on behind its root element"),
        ("<R/><R/>", "it goes on behind its root element"),
        ("<R></R>x", "it has text where elements belong"),
        ("x<R></R>", "it has text where elements belong"),
        ("<R>x</R>", "it has text where elements belong"),
        ("<R><Text>a</Text>x</R>", "it has text where elements belong"),
        ("<R><Inner>x</Inner></R>", "it has text where elements belong"),
        ("<R></S>", "it is broken XML"),
        ("<R><New></R></New>", "it is broken XML"),
        ("<R><Inner></R></Inner>", "it is broken XML"),
        ("", "it holds no XML element"),
        (" <!-- --> ", "it holds no XML element"),
    ] {
        assert_eq!(told_of(document, FIELDS), expected, "of {document}");
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
                    <Inner><Count>1</Count></Inner><Mark><m/></Mark><Names><Name>a</Name><Name/></Names>\
                    <Tags><Tag><Key>k</Key></Tag></Tags></R>";
    assert_eq!(
        told_of(document, FIELDS),
        "{\"text\":\"a\u{817e}\\\"bc\",\"word\":\"Ready\",\"count\":7,\"flag\":true,\"inner\":{\"count\":1},\
         \"mark\":{},\"names\":[\"a\"],\"tags\":[{\"key\":\"k\",\"value\":\"\"}]}"
    );
    for end in 0..document.len() {
        let told = read(&document.as_bytes()[..end], FIELDS);
        assert!(told.is_err(), "the first {end} bytes were told as {told:?}");
    }
}

/// A character that XML may hold, and a number that says how it is written.
fn character() -> impl Strategy<Value = (char, u8)> {
    let special = prop_oneof![
        Just('"'),
        Just('\\'),
        Just('\''),
        Just('&'),
        Just('<'),
        Just('>'),
        Just(']'),
        Just(';'),
        Just('/'),
        Just('\t'),
        Just('\n'),
        Just('\r'),
        Just(' '),
        Just('\u{7f}'),
        Just('\u{85}'),
        Just('\u{2028}'),
        Just('\u{fffd}'),
    ];
    let is_allowed =
        |it: &char| matches!(it, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let any_one = any::<char>().prop_filter("XML has no such character", is_allowed);
    (prop_oneof![special, any_one, proptest::char::range(' ', '~')], 0_u8..8)
}

/// The character as XML, written in one of the ways that there are for it.
fn escaped((character, way): (char, u8)) -> String {
    let code = u32::from(character);
    match (way, character) {
        (0, _) => format!("&#{code};"),
        (1, _) => format!("&#x{code:X};"),
        // An end of a line is changed there, as it is outside.
        (2, _) if character != '\r' => format!("<![CDATA[{character}]]>"),
        (3, _) if character != '\r' => format!("<!-- x --><![CDATA[]]>{}", escaped((character, 4))),
        (_, '&') => "&amp;".to_owned(),
        (_, '<') => "&lt;".to_owned(),
        (_, '>') => "&gt;".to_owned(),
        (5, '"') => "&quot;".to_owned(),
        (5, '\'') => "&apos;".to_owned(),
        (_, '\r') => "&#13;".to_owned(),
        _ => character.to_string(),
    }
}

proptest! {
    #[test]
    fn whatever_text_xml_holds_arrives_as_it_is(characters in vec(character(), 0..24)) {
        let text: String = characters.iter().map(|(character, _)| *character).collect();
        let xml: String = characters.into_iter().map(escaped).collect();
        let document =
            format!("<R><Text>{xml}</Text><Count>1</Count><Names><Name>{xml}</Name><Name>b</Name></Names></R>");
        let json = read(document.as_bytes(), KEPT).unwrap();
        let names = [text.as_str(), "b"].into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>();
        let expected = json!({ "text": text, "count": 1, "names": names });
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), expected, "of {document}");
    }
}
