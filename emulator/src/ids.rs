//! Ids that look like the service's. They are computed from a seed and a counter, so that a run can be repeated.

use std::sync::Arc;

/// A job's id, shared by everything that refers to the job.
pub(crate) type JobId = Arc<str>;

/// Gives each request its ids.
#[derive(Clone, Debug)]
pub(crate) struct RequestCounter {
    seed: u64,
    requests: u64,
}

/// Makes ids of jobs and client request tokens.
#[derive(Clone, Debug)]
pub(crate) struct Uuids {
    seed: u64,
    uuids: u64,
}

/// The ids of one request, for the headers of its answer and for an error document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RequestIds {
    /// How many requests were received so far, this one included.
    pub(crate) number: u64,
    /// `x-cos-request-id`.
    pub(crate) request_id: String,
    /// `x-cos-trace-id`, which only errors have.
    pub(crate) trace_id: String,
}

impl RequestCounter {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, requests: 0 }
    }

    /// The ids of the next request.
    pub(crate) fn next(&mut self, now_ms: u64) -> RequestIds {
        self.requests += 1;
        let number = self.requests;
        let machine = splitmix64(self.seed) & 0xffff_ffff;
        let request_id =
            base64(format!("{:x}_{machine:08x}_{:x}_{number:x}", now_ms / 1000, machine & 0xffff).as_bytes());
        let trace = splitmix64(self.seed ^ number);
        let trace_id =
            base64(format!("{trace:016x}{:016x}{:016x}", splitmix64(trace), splitmix64(trace ^ number)).as_bytes());
        RequestIds { number, request_id, trace_id }
    }
}

impl Uuids {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, uuids: 0 }
    }

    /// A new UUID.
    pub(crate) fn next(&mut self) -> String {
        self.uuids += 1;
        let high = splitmix64(self.seed.rotate_left(32) ^ self.uuids);
        let low = splitmix64(high ^ self.uuids);
        format!(
            "{:08x}-{:04x}-4{:03x}-{:x}{:03x}-{:012x}",
            high >> 32,
            high >> 16 & 0xffff,
            high & 0xfff,
            8 + (low >> 62),
            low >> 48 & 0xfff,
            low & 0xffff_ffff_ffff,
        )
    }
}

/// SplitMix64: 64 bits that look random and depend only on `number`.
pub(crate) fn splitmix64(number: u64) -> u64 {
    let mut bits = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ bits >> 31
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let group = (0..3).fold(0_usize, |group, at| group << 8 | chunk.get(at).copied().map_or(0, usize::from));
        for position in 0..4 {
            let letter = LETTERS.get(group >> (18 - 6 * position) & 63).copied().map_or('=', char::from);
            out.push(if position <= chunk.len() { letter } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{RequestCounter, Uuids, base64};

    #[test]
    fn base64_matches_the_examples_of_rfc_4648() {
        for (plain, encoded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_ids_and_no_id_twice() {
        let mut uuids = Uuids::new(7);
        let made: BTreeSet<_> = (0..10_000).map(|_| uuids.next()).collect();
        assert_eq!(made.len(), 10_000);
        assert!(made.iter().all(|uuid| uuid.len() == 36));
        assert!(made.contains(&Uuids::new(7).next()));
        assert!(!made.contains(&Uuids::new(8).next()));
    }

    #[test]
    fn each_request_has_its_own_id() {
        let mut counter = RequestCounter::new(7);
        let made: BTreeSet<_> = (0..1000).map(|_| counter.next(5).request_id).collect();
        assert_eq!(made.len(), 1000);
    }
}
