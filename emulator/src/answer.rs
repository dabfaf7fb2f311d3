//! Answers: their headers, and the harmless variations of XML that the service's documents show.

use cos_jobs::model::shape::Field;
use cos_jobs::model::value::Value;
use cos_jobs::model::xml_write::document;

use crate::cors;
use crate::dates::{http_date, iso};
use crate::error::ApiError;
use crate::http::HttpResponse;
use crate::ids::RequestIds;
use crate::shapes::ERROR;

/// The body of a successful answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// An XML document.
    Document(String),
    /// No body.
    Empty,
}

impl Answer {
    /// An XML document with the root element `root`.
    pub(crate) fn document(root: &str, fields: &[Field], value: &Value) -> Self {
        Self::Document(document(root, fields, value))
    }
}

/// The answer to a request that succeeded.
pub(crate) fn success(answer: Answer, ids: &RequestIds, now_ms: u64) -> HttpResponse {
    match answer {
        Answer::Document(xml) => response(200, xml, ids, now_ms),
        Answer::Empty => response(204, String::new(), ids, now_ms),
    }
}

/// The answer to a request that failed. `resource` is the path of the request as it was sent.
pub(crate) fn failure(error: &ApiError, resource: &str, ids: &RequestIds, now_ms: u64) -> HttpResponse {
    let value = Value::object()
        .with("code", error.code)
        .with("message", error.message.as_ref())
        .with("resource", resource)
        .with("requestId", ids.request_id.as_str())
        .with("traceId", ids.trace_id.as_str())
        .with_optional("serverTime", error.includes_server_time().then(|| iso(now_ms)));
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
    HttpResponse { status, headers, body: with_varied_form(xml, ids.number).into_bytes() }
}

/// `xml` in one of the forms that the service's documents show. The forms alternate, so that no client can rely on one.
fn with_varied_form(xml: String, number: u64) -> String {
    let Some((_, content)) = xml.split_once("?>") else { return xml };
    match number % 3 {
        0 => xml,
        1 => format!("<?xml version='1.0' encoding='utf-8' ?>\n{content}\n"),
        _ => format!("<?xml version='1.0' encoding='utf-8' ?>{}", with_short_empty_elements(content)),
    }
}

/// Replaces empty elements: `<Jobs></Jobs>` becomes `<Jobs/>`. Texts contain no `<`, because it is escaped, so only
/// elements are changed.
fn with_short_empty_elements(content: &str) -> String {
    let mut out = String::with_capacity(content.len());
    let mut rest = content;
    while let Some((before, after)) = rest.split_once("></") {
        let name = before.rsplit_once('<').map_or("", |(_, name)| name);
        out.push_str(before);
        match after.strip_prefix(name).and_then(|after| after.strip_prefix('>')) {
            Some(after) if !name.is_empty() => {
                out.push_str("/>");
                rest = after;
            }
            _ => {
                out.push('>');
                // The `</` is copied at once, so that it is not found again in the rest.
                out.push_str("</");
                rest = after;
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
    fn only_empty_elements_are_shortened() {
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
