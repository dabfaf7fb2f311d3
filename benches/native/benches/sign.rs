//! Signing one UpdateJobStatus in native code, with the core and with reqsign's signer. A third measurement contains
//! only the digests that both must compute.
//!
//! All three derive the key for the time from the secret key, because the first request in each second needs a new one.
//! The core is also measured with a key that it has derived before.

use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use cos_jobs::sign::{KeyTime, SignKey, Signable, authorization, explain};
use criterion::{BatchSize, Criterion};
use hmac::{Hmac, KeyInit, Mac};
use http::request::Parts;
use reqsign_core::SignRequest;
use reqsign_tencent_cos::{Credential, RequestSigner};
use sha1::{Digest, Sha1};

const SECRET_ID: &str = "bench-secret-id-of-thirty-six-letters";
const SECRET_KEY: &str = "bench-secret-key-of-32-characters";
const HOST: &str = "100000000001.cos-control.ap-chengdu.myqcloud.com";
const PATH: &str = "/jobs/65f2e4cf-83f5-42f1-9aa2-14720613da29/status";
const QUERY: [(&str, &str); 2] = [("requestedJobStatus", "Cancelled"), ("statusUpdateReason", "superseded")];
const HEADERS: [(&str, &str); 2] = [("host", HOST), ("x-cos-appid", "1250000000")];
const KEY_TIME: KeyTime = KeyTime { start: 1_557_989_753, end: 1_557_993_353 };

const REQUEST: Signable<'_> = Signable { method: "POST", path: PATH, query: &QUERY, headers: &HEADERS };

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    criterion.bench_function("ours", |bencher| bencher.iter(ours));
    let key = SignKey::derive(SECRET_KEY, KEY_TIME);
    criterion.bench_function("ours-known-key", |bencher| {
        bencher.iter(|| authorization(black_box(&REQUEST), SECRET_ID, black_box(&key)));
    });
    criterion.bench_function("reqsign", |bencher| {
        let (context, credential, parts) = (reqsign_core::Context::new(), credential(), parts());
        // Copying the request is not part of the measurement.
        bencher.iter_batched_ref(
            || parts.clone(),
            |parts| reqsign(&context, &credential, parts),
            BatchSize::SmallInput,
        );
    });
    let explanation = explain(&REQUEST, SECRET_ID, &key);
    let (http_string, signed) = (explanation.http_string, explanation.string_to_sign);
    let key_time = format!("{};{}", KEY_TIME.start, KEY_TIME.end);
    criterion.bench_function("digests", |bencher| {
        bencher.iter(|| digests(black_box(&key_time), black_box(&http_string), black_box(&signed)));
    });
    criterion.final_summary();
}

fn ours() -> String {
    let key = SignKey::derive(black_box(SECRET_KEY), black_box(KEY_TIME));
    authorization(black_box(&REQUEST), SECRET_ID, &key)
}

/// The three digests of one signature as 20 bytes each, without writing them as hexadecimal text.
fn digests(key_time: &str, http_string: &str, string_to_sign: &str) -> [[u8; 20]; 3] {
    [
        hmac_sha1(SECRET_KEY.as_bytes(), key_time.as_bytes()),
        Sha1::digest(http_string.as_bytes()).into(),
        // The derived key also has 40 characters.
        hmac_sha1(b"0123456789012345678901234567890123456789", string_to_sign.as_bytes()),
    ]
}

fn hmac_sha1(key: &[u8], text: &[u8]) -> [u8; 20] {
    // An HMAC accepts a key of any length, so there is never an error.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(key) else { return [0; 20] };
    mac.update(text);
    mac.finalize().into_bytes().into()
}

fn credential() -> Credential {
    Credential { secret_id: SECRET_ID.into(), secret_key: SECRET_KEY.into(), ..Credential::default() }
}

/// The same request in the form that reqsign expects.
fn parts() -> Parts {
    let query: Vec<String> = QUERY.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut request = http::Request::post(format!("https://{HOST}{PATH}?{}", query.join("&")));
    for (name, value) in HEADERS {
        request = request.header(name, value);
    }
    request.body(()).unwrap_or_default().into_parts().0
}

/// Signs with reqsign. Its signer does not wait for anything here, so it is ready after one poll.
fn reqsign(context: &reqsign_core::Context, credential: &Credential, parts: &mut Parts) {
    let signer = RequestSigner::new();
    let signing = pin!(signer.sign_request(context, parts, Some(credential), None));
    let done = signing.poll(&mut Context::from_waker(Waker::noop()));
    assert!(matches!(done, Poll::Ready(Ok(()))), "reqsign failed to sign");
}
