//! Properties of reading, checked with random documents.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop_oneof, proptest};
use proptest::sample::{Index, select};

use super::{DEFAULT_EMPTY, FIELDS, REQUIRED, read};
use crate::model::Value;
use crate::model::shape::{Field, Kind, MAX_NUMBER, Need};
use crate::model::tables::{CREATE_JOB_REQUEST, JOB};
use crate::model::xml_read::default;
use crate::model::xml_write;

/// A character that XML may contain, and a number that selects how it is written.
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
    let any_one = any::<char>().prop_filter("XML does not allow this character", is_allowed);
    (prop_oneof![special, any_one, proptest::char::range(' ', '~')], 0_u8..8)
}

/// The character as XML, written in one of several ways.
fn escaped((character, way): (char, u8)) -> String {
    let code = u32::from(character);
    match (way, character) {
        (0, _) => format!("&#{code};"),
        (1, _) => format!("&#x{code:X};"),
        // Line ends are normalised in CDATA, too.
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

/// A value of that kind that is not empty.
fn value(kind: &'static Kind) -> BoxedStrategy<Value> {
    match kind {
        Kind::Text(_) => text().prop_map(Value::from).boxed(),
        Kind::Id(_) => "[!-~]{1,12}".prop_map(Value::from).boxed(),
        Kind::Word(words) => {
            prop_oneof![select(*words).prop_map(Value::from), "[A-Z][a-z]{1,8}".prop_map(Value::from)].boxed()
        }
        Kind::Number(_) => (0..=MAX_NUMBER).prop_map(Value::from).boxed(),
        Kind::Flag => any::<bool>().prop_map(Value::from).boxed(),
        Kind::Object(fields) => object(fields).prop_filter("an empty object counts as missing", is_filled).boxed(),
        Kind::Empty => Just(Value::object()).boxed(),
        Kind::List(_, kind) => vec(value(kind), 1..3).prop_map(Value::List).boxed(),
        Kind::Host | Kind::IdOrNumber(_) => panic!("only options have values of this kind"),
    }
}

fn text() -> impl Strategy<Value = String> {
    vec(character(), 1..12).prop_map(|characters| characters.into_iter().map(|(character, _)| character).collect())
}

fn object(fields: &'static [Field]) -> impl Strategy<Value = Value> {
    let properties: Vec<_> = fields.iter().map(property).collect();
    properties.prop_map(|values| Value::Object(values.into_iter().flatten().collect()))
}

fn property(field: &'static Field) -> BoxedStrategy<Option<(&'static str, Value)>> {
    let value = value(&field.kind).prop_map(|value| Some((field.property, value)));
    match field.need {
        Need::Required => value.boxed(),
        Need::Sent | Need::Optional => option::of(value).prop_map(Option::flatten).boxed(),
        Need::DefaultEmpty => prop_oneof![value, Just(default(field).map(|value| (field.property, value)))].boxed(),
    }
}

fn is_filled(value: &Value) -> bool {
    !value.properties().is_empty()
}

/// Markup and texts that mean something to a reader of XML or to these shapes.
const PIECES: &str = r#"< > </ /> = ' " <R> </R> <R/> <Text> </Text> <Text/> <Names> </Names> <Name> </Name> <Tags>
    <Tag> <Key> <Inner> </Inner> <Count> </Count> <New> </New> <Flag> true 1 9007199254740992 Ready
    <!-- --> -- <![CDATA[ ]]> ]] <? ?> <??> <?xml <! <!DOCTYPE <!D <![ [ ] <!ENTITY <!ELEMENT <!x
    & ; &lt; &# &#x &#65;"#;

fn piece() -> impl Strategy<Value = String> {
    let pieces = PIECES.split_whitespace().chain([" ", "\r\n", "\r", "\t", "\u{feff}"]).collect::<Vec<_>>();
    prop_oneof![8 => select(pieces).prop_map(str::to_owned), 1 => "\\PC{0,3}", 1 => "[\0-\u{80}]"]
}

proptest! {
    #[test]
    fn a_text_arrives_as_it_is_however_it_is_written(characters in vec(character(), 0..24)) {
        let text: String = characters.iter().map(|(character, _)| *character).collect();
        let xml: String = characters.into_iter().map(escaped).collect();
        let document =
            format!("<R><Text>{xml}</Text><Count>1</Count><Names><Name>{xml}</Name><Name>b</Name></Names></R>");
        let names = [text.as_str(), "b"].into_iter().filter(|name| !name.is_empty()).map(Value::from).collect::<Vec<_>>();
        let expected = Value::object().with("text", text.as_str()).with("count", 1_i64).with("names", names);
        assert_eq!(read(document.as_bytes(), DEFAULT_EMPTY), Ok(expected), "of {document}");
    }

    #[test]
    fn a_document_that_was_written_is_read_as_the_same_value(
        all in object(FIELDS),
        request in object(CREATE_JOB_REQUEST),
        job in object(JOB),
    ) {
        for (fields, value) in [(FIELDS, all), (CREATE_JOB_REQUEST, request), (JOB, job)] {
            let document = xml_write::document("R", fields, &value);
            assert_eq!(read(document.as_bytes(), fields), Ok(value), "of {document}");
        }
    }

    #[test]
    fn a_document_that_was_written_is_refused_when_it_is_cut_off(request in object(CREATE_JOB_REQUEST), at: Index) {
        let document = xml_write::document("R", CREATE_JOB_REQUEST, &request);
        let end = at.index(document.len());
        assert!(read(&document.as_bytes()[..end], CREATE_JOB_REQUEST).is_err(), "the first {end} bytes of {document}");
    }

    #[test]
    fn no_document_causes_a_panic(pieces in vec(piece(), 0..24)) {
        let content = pieces.concat();
        for document in [format!("<R>{content}</R>"), format!("<R>{content}"), content] {
            for fields in [FIELDS, REQUIRED, JOB] {
                let _ = read(document.as_bytes(), fields);
            }
        }
    }

    #[test]
    fn no_bytes_cause_a_panic(bytes: Vec<u8>, after: Vec<u8>) {
        let _ = read(&bytes, FIELDS);
        let _ = read(&[b"<R><Text>", bytes.as_slice(), b"</Text>", &after].concat(), FIELDS);
    }

    #[test]
    fn a_changed_document_causes_no_panic(job in object(JOB), at: Index, length in 0_usize..8, piece in piece()) {
        let mut document = xml_write::document("R", JOB, &job).into_bytes();
        let begin = at.index(document.len());
        let end = document.len().min(begin + length);
        document.splice(begin..end, piece.into_bytes());
        let _ = read(&document, JOB);
    }
}
