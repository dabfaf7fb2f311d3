//! Every stage against the vendor's published examples.

use proptest::collection::vec;
use proptest::prelude::{any, proptest};
use serde_json::Value;

use super::signature::sign_key_text;
use super::{Explanation, KeyTime, SignKey, Signable, Signer, authorization, explain};
use cos_jobs_wire::digest::sha1;
use cos_jobs_wire::hex::hex;

fn vectors() -> Value {
    serde_json::from_str(include_str!("../../tests/vectors/signature.json")).unwrap()
}

fn pairs(example: &Value, name: &str) -> Vec<(String, String)> {
    let pairs = example[name].as_object().unwrap();
    pairs.iter().map(|(key, value)| (key.clone(), value.as_str().unwrap().to_owned())).collect()
}

fn borrowed(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect()
}

fn key_time(example: &Value) -> KeyTime {
    KeyTime { start: example["startTime"].as_u64().unwrap(), end: example["endTime"].as_u64().unwrap() }
}

/// Gives `use_it` the request of an example and the key of its time.
fn with_request<T>(vectors: &Value, example: &Value, use_it: impl FnOnce(&Signable<'_>, &str, SignKey) -> T) -> T {
    let (query, headers) = (pairs(example, "query"), pairs(example, "headers"));
    let request = Signable {
        method: example["method"].as_str().unwrap(),
        path: example["path"].as_str().unwrap(),
        query: &borrowed(&query),
        headers: &borrowed(&headers),
    };
    let key = SignKey::derive(vectors["secretKey"].as_str().unwrap(), key_time(example));
    use_it(&request, vectors["secretId"].as_str().unwrap(), key)
}

fn explained(vectors: &Value, example: &Value) -> Explanation {
    with_request(vectors, example, |request, secret_id, key| explain(request, secret_id, &key))
}

/// Runs `check` on each of the examples, of which there are three.
fn each_example(check: impl Fn(&Value, &Value)) {
    let vectors = vectors();
    let examples = vectors["examples"].as_array().unwrap();
    assert_eq!(examples.len(), 3);
    for example in examples {
        check(&vectors, example);
    }
}

#[test]
fn the_key_of_the_time_is_the_published_one() {
    each_example(|vectors, example| {
        let secret_key = vectors["secretKey"].as_str().unwrap();
        let text = sign_key_text(secret_key, &key_time(example).to_text());
        assert_eq!(str::from_utf8(text.as_flattened()).unwrap(), example["signKey"].as_str().unwrap());
        assert_eq!(format!("{:?}", SignKey::derive(secret_key, key_time(example))), "SignKey(..)");
    });
}

#[test]
fn the_canonical_string_has_the_published_digest_and_lists() {
    each_example(|vectors, example| {
        let canonical = explained(vectors, example).canonical;
        assert_eq!(canonical.header_list, example["headerList"].as_str().unwrap());
        assert_eq!(canonical.url_param_list, example["urlParamList"].as_str().unwrap());
        if let Some(digest) = example["httpStringSha1"].as_str() {
            assert_eq!(hex(&sha1(canonical.http_string.as_bytes())), digest);
        }
    });
}

#[test]
fn the_string_to_sign_names_time_and_digest() {
    each_example(|vectors, example| {
        let explanation = explained(vectors, example);
        let digest = hex(&sha1(explanation.canonical.http_string.as_bytes()));
        let expected = format!("sha1\n{};{}\n{digest}\n", example["startTime"], example["endTime"]);
        assert_eq!(explanation.string_to_sign, expected);
    });
}

#[test]
fn the_authorization_ends_with_the_published_signature() {
    each_example(|vectors, example| {
        let authorization = explained(vectors, example).authorization;
        let (id, time) = (vectors["secretId"].as_str().unwrap(), key_time(example).to_text());
        let expected = format!(
            "q-sign-algorithm=sha1&q-ak={id}&q-sign-time={time}&q-key-time={time}&q-header-list={}\
             &q-url-param-list={}&q-signature={}",
            example["headerList"].as_str().unwrap(),
            example["urlParamList"].as_str().unwrap(),
            example["signature"].as_str().unwrap(),
        );
        assert_eq!(authorization, expected);
    });
}

/// What a [`Signer`] that was made for the request's headers appends for the rest of it.
fn signed_by_signer(request: &Signable<'_>, secret_id: &str, key: SignKey) -> String {
    let signer = Signer::new(secret_id, key, request.headers);
    let mut out = "before ".to_owned();
    // A signer is there to sign more than once.
    signer.push_authorization(&mut String::new(), "PUT", "/another", &[("another", "query")]);
    signer.push_authorization(&mut out, request.method, request.path, request.query);
    out.strip_prefix("before ").expect("what was there stays").to_owned()
}

#[test]
fn a_signer_of_many_requests_signs_each_as_if_it_were_the_only_one() {
    each_example(|vectors, example| {
        let value = with_request(vectors, example, signed_by_signer);
        assert_eq!(value, explained(vectors, example).authorization);
        assert!(value.ends_with(example["signature"].as_str().unwrap()));
    });
}

proptest! {
    #[test]
    fn a_signer_signs_any_query_as_authorization_does(
        method in "[A-Za-z]{1,7}",
        path: String,
        query in vec(any::<(String, String)>(), 0..6),
        headers in vec(any::<(String, String)>(), 0..4),
    ) {
        let key = || SignKey::derive("BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz", KeyTime { start: 1_557_989_151, end: 1_557_996_351 });
        let (query, headers) = (borrowed(&query), borrowed(&headers));
        let request = Signable { method: &method, path: &path, query: &query, headers: &headers };
        assert_eq!(signed_by_signer(&request, "id", key()), authorization(&request, "id", &key()));
    }
}
