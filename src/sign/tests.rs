//! Every stage is compared with the vendor's published examples.

use serde_json::Value;
use sha1::{Digest, Sha1};

use super::key::sign_key_text;
use super::{Explanation, KeyTime, SignKey, Signable, explain};

fn sha1_hex(text: &str) -> String {
    base16ct::lower::encode_string(&Sha1::digest(text))
}

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

/// Calls `use_it` with the request of an example, the secret id, and the key for the example's time.
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

/// Runs `check` on each of the three examples.
fn each_example(check: impl Fn(&Value, &Value)) {
    let vectors = vectors();
    let examples = vectors["examples"].as_array().unwrap();
    assert_eq!(examples.len(), 3);
    for example in examples {
        check(&vectors, example);
    }
}

#[test]
fn the_key_for_a_time_is_the_published_one() {
    each_example(|vectors, example| {
        let secret_key = vectors["secretKey"].as_str().unwrap();
        let text = sign_key_text(secret_key, &key_time(example).to_text());
        assert_eq!(*text, example["signKey"].as_str().unwrap());
        assert_eq!(format!("{:?}", SignKey::derive(secret_key, key_time(example))), "SignKey(..)");
    });
}

#[test]
fn the_canonical_string_has_the_published_digest_and_lists() {
    each_example(|vectors, example| {
        let explanation = explained(vectors, example);
        assert_eq!(explanation.header_list, example["headerList"].as_str().unwrap());
        assert_eq!(explanation.url_param_list, example["urlParamList"].as_str().unwrap());
        if let Some(digest) = example["httpStringSha1"].as_str() {
            assert_eq!(sha1_hex(&explanation.http_string), digest);
        }
    });
}

#[test]
fn the_string_to_sign_contains_the_time_and_the_digest() {
    each_example(|vectors, example| {
        let explanation = explained(vectors, example);
        let digest = sha1_hex(&explanation.http_string);
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
