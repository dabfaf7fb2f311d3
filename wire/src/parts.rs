//! Several texts in one, where any of them may hold anything.

use crate::text::{cut, pieces, split, whole_number};

/// The parts of a text whose first line says how long they are, in UTF-16 as JavaScript counts, with a comma between
/// the numbers. So no part can end where another begins, whatever marks it holds. What is behind them is the last part.
///
/// ```
/// use cos_jobs_wire::parts::parts;
///
/// assert_eq!(parts("2,1\na\n\u{817e}{}"), ["a\n", "\u{817e}", "{}"]);
/// ```
pub fn parts<const N: usize>(text: &str) -> [&str; N] {
    let (lengths, mut rest) = cut(text, b'\n').unwrap_or_default();
    let mut lengths = pieces(lengths, b',');
    core::array::from_fn(|_| match lengths.next().and_then(whole_number) {
        Some(length) => {
            let (part, behind) = split(rest, end_of(rest, length));
            rest = behind;
            part
        }
        None => core::mem::take(&mut rest),
    })
}

/// Where the first `length` units of UTF-16 end.
fn end_of(text: &str, length: u64) -> usize {
    let mut left = length;
    let mut end = 0;
    for character in text.chars() {
        if left == 0 {
            break;
        }
        left = left.saturating_sub(character.len_utf16() as u64);
        end += character.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_length_counts_as_javascript_does() {
        assert_eq!(parts("2,2\n\u{1d11e}ab"), ["\u{1d11e}", "ab", ""]);
        assert_eq!(parts("1,1\n\u{1d11e}ab"), ["\u{1d11e}", "a", "b"], "a character is never cut");
    }

    #[test]
    fn what_is_missing_is_empty() {
        assert_eq!(parts(""), ["", ""]);
        assert_eq!(parts("9\nab"), ["ab", ""]);
        assert_eq!(parts("0,0\n"), ["", "", ""]);
        assert_eq!(parts("\nab"), ["ab", ""], "without a length it is all that is left");
        assert_eq!(parts("1,x\nabc"), ["a", "bc", ""]);
    }
}
