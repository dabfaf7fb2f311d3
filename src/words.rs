//! Enums whose values are words of the API.

/// Defines an enum and the word of each value: `ALL` are the values, `WORDS` are the words, and `as_str` and `parse` convert
/// between a value and its word.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$about_value:meta])* $value:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$about_value])* $value,)+
        }

        #[allow(dead_code, reason = "not every enum needs all of these")]
        impl $name {
            /// All values.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$value),+];

            /// The words of all values.
            pub const WORDS: [&str; [$($word),+].len()] = [$($word),+];

            /// The value of a word.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|value| value.as_str() == word)
            }

            /// The word.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$value => $word,)+
                }
            }
        }
    };
}

pub(crate) use words;
