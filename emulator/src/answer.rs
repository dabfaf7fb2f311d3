//! Answers: their headers, and the harmless differences in form that the service's XML has.

use cos_jobs::shape::Field;
use cos_jobs::value::Value;
use cos_jobs::xml::write::document;

use crate::cors;
use crate::dates::{http_date, iso};
use crate::error::ApiError;
use crate::http::HttpResponse;
use crate::ids::RequestIds;
use crate::shapes::ERROR;

/// What an action that succeeded answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// A document.
    Document(String),
    /// Nothing.
    Empty,
}

impl Answer {
    /// The document with this root element.
    pub(crate) fn document(root: &str, fields: &[Field], value: &Value<'_>) -> Self {
        Self::Document(document(root, fields, value))
    }
}

/// The answer of an action.
pub(crate) fn success(answer: Answer, ids: &RequestIds, now_ms: u64) -> HttpResponse {
    match answer {
        Answer::Document(xml) => response(200, xml, ids, now_ms),
        Answer::Empty => response(204, String::new(), ids, now_ms),
    }
}

/// The answer of an error. `resource` is the path that was asked for, as sent.
pub(crate) fn failure(error: &ApiError, resource: &str, ids: &RequestIds, now_ms: u64) -> HttpResponse {
    let mut value = Value::Object(vec![
        ("code", Value::text(error.code)),
        ("message", Value::text(error.message.as_ref())),
        ("resource", Value::text(resource)),
        ("requestId", Value::text(ids.request_id.as_str())),
        ("traceId", Value::text(ids.trace_id.as_str())),
    ]);
    if error.is_about_time() {
        value.push("serverTime", Value::text(iso(now_ms)));
    }
    let mut response = response(error.status, document("Error", ERROR, &value), ids, now_ms);
    response.headers.push(("x-cos-trace-id", ids.trace_id.clone()));
    if error.status == 503 {
        response.headers.push(("retry-after", "1".to_owned()));
    }
    response
}

fn response(status: u16, xml: String, ids: &RequestIds, now_ms: u64) -> HttpResponse {
    let mut headers = vec![
        ("date", http_date(now_ms)),
        ("server", "tencent-cos".to_owned()),
        ("x-cos-request-id", ids.request_id.clone()),
    ];
    headers.extend(cors::HEADERS.map(|(name, value)| (name, value.to_owned())));
    if !xml.is_empty() {
        headers.push(("content-type", "application/xml".to_owned()));
    }
    HttpResponse { status, headers, body: in_some_form(xml, ids.number).into_bytes() }
}

/// `xml` in one of the forms that the service's documents show, in turn, so that no client comes to rely on one.
fn in_some_form(xml: String, number: u64) -> String {
    let Some((_, content)) = xml.split_once("?>") else { return xml };
    match number % 3 {
        0 => xml,
        1 => format!("<?xml version='1.0' encoding='utf-8' ?>\n{content}\n"),
        _ => format!("<?xml version='1.0' encoding='utf-8' ?>{}", with_short_empty_elements(content)),
    }
}

/// `<Jobs></Jobs>` becomes `<Jobs/>`. Texts hold no `<` of their own, so only elements are touched.
fn with_short_empty_elements(content: &str) -> String {
    let mut out = String::with_capacity(content.len());
    let mut rest = content;
    while let Some((before, behind)) = rest.split_once("></") {
        let name = before.rsplit_once('<').map_or("", |(_, name)| name);
        out.push_str(before);
        match behind.strip_prefix(name).and_then(|behind| behind.strip_prefix('>')) {
            Some(behind) if !name.is_empty() => {
                out.push_str("/>");
                rest = behind;
            }
            _ => {
                out.push('>');
                // The `</` stays in front of what is left, where it can't be found again.
                out.push_str("</");
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::with_short_empty_elements;

    #[test]
    fn only_empty_elements_become_short() {
        for (long, short) in [
            ("<A></A>", "<A/>"),
            ("<A><B></B><C></C></A>", "<A><B/><C/></A>"),
            ("<A><B>x</B></A>", "<A><B>x</B></A>"),
            ("<A><B>x</B><C></C></A>", "<A><B>x</B><C/></A>"),
            ("<A>&gt;</A>", "<A>&gt;</A>"),
        ] {
            assert_eq!(with_short_empty_elements(long), short);
        }
    }
}
