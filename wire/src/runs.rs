//! Runs of bytes that two texts share, whatever the case of their letters.

/// Whether `run` stands somewhere in `bytes`.
pub fn holds(bytes: &[u8], run: &[u8]) -> bool {
    bytes.windows(run.len().max(1)).any(|window| window.eq_ignore_ascii_case(run))
}

/// Whether two texts may share `length` bytes in a row; false only if they don't.
///
/// Such a run in `text` covers one of the pieces of half its length that `text` is made of, so only these are looked for.
///
/// ```
/// use cos_jobs_wire::runs::may_share;
///
/// assert!(may_share(b"xxabcdefxx", b"__ABCDEF__", 6));
/// assert!(!may_share(b"xxabxxcdxx", b"__ABCDEF__", 6));
/// ```
pub fn may_share(text: &[u8], other: &[u8], length: usize) -> bool {
    text.len() >= length && text.chunks_exact((length / 2).max(1)).any(|piece| holds(other, piece))
}

#[cfg(test)]
mod tests {
    use super::{holds, may_share};
    use proptest::prelude::{any, proptest};

    proptest! {
        #[test]
        fn no_shared_run_is_missed(before in "[a-c]{0,20}", run in "[a-cA-C]{12}", behind in "[a-c]{0,20}", other: Vec<u8>, at in any::<proptest::sample::Index>()) {
            let text = [before, run.clone(), behind].concat();
            let at = at.index(other.len() + 1);
            let secret = [&other[..at], run.to_uppercase().as_bytes(), &other[at..]].concat();
            assert!(holds(&secret, run.as_bytes()));
            assert!(may_share(text.as_bytes(), &secret, 12));
        }
    }
}
