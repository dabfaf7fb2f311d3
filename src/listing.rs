//! Listing all jobs: which page comes next, which of its jobs are wanted, and when the pages end.

use crate::error::{Error, ErrorKind};
use crate::jobs::list_jobs::NEXT_TOKEN;
use crate::model::check::check;
use crate::model::shape::{Field, Kind, limits};
use crate::model::{Status, Value};

/// The fields of the input.
pub const INPUT: &[Field] = &[
    Field::optional("jobStatuses", Kind::List("", &Kind::Word(&Status::WORDS))),
    Field::optional("pageSize", Kind::Number(limits(1, 1000))),
];

/// The state of reading a list page by page.
///
/// The service filters by one status only. For several statuses this reads the list of all jobs once, instead of one list
/// per status. So a job that changes its status in the meantime cannot appear twice, and no job has to be remembered.
#[derive(Clone, Debug)]
pub struct Listing {
    statuses: Option<Vec<String>>,
    page_size: Option<i64>,
    position: Position,
    cycle: CycleDetector,
}

#[derive(Clone, Debug)]
enum Position {
    Start,
    After(String),
    End,
}

/// Detects pages that repeat without an end. It remembers one token and keeps each remembered token for twice as many
/// pages as the one before, so that a token inside a cycle of any length is found (Brent's algorithm).
#[derive(Clone, Debug)]
struct CycleDetector {
    token: Option<String>,
    age: u32,
    lifetime: u32,
}

impl Listing {
    /// Reads the input `{ jobStatuses?, pageSize? }`. An empty list of statuses selects no job.
    pub fn new(input: &Value) -> Result<Self, Error> {
        check(INPUT, input)?;
        let statuses = input.get("jobStatuses").map(|list| {
            let mut words: Vec<String> = Vec::new();
            for word in list.items().iter().filter_map(Value::as_text) {
                if !words.iter().any(|known| known == word) {
                    words.push(word.to_owned());
                }
            }
            words
        });
        let is_empty = statuses.as_ref().is_some_and(Vec::is_empty);
        Ok(Self {
            statuses,
            page_size: input.get_number("pageSize"),
            position: if is_empty { Position::End } else { Position::Start },
            cycle: CycleDetector { token: None, age: 0, lifetime: 1 },
        })
    }

    /// The input of the ListJobs that requests the next page; `None` after the last page.
    pub fn next(&self) -> Option<Value> {
        let token = match &self.position {
            Position::Start => None,
            Position::After(token) => Some(token.as_str()),
            Position::End => return None,
        };
        let status = match self.statuses.as_deref() {
            Some([status]) => Some(status.as_str()),
            _ => None,
        };
        let input = Value::object().with_optional("nextToken", token).with_optional("jobStatuses", status);
        Some(input.with_optional("maxResults", self.page_size))
    }

    /// Whether a job of this status is wanted.
    pub fn wants(&self, status: &str) -> bool {
        self.statuses.as_ref().is_none_or(|wanted| wanted.iter().any(|word| word == status))
    }

    /// Moves on to the page after `next_token`. Fails if the pages repeat, or if the token cannot be sent.
    pub fn turn_page(&mut self, next_token: Option<&str>) -> Result<(), Error> {
        let Some(token) = next_token else {
            self.position = Position::End;
            return Ok(());
        };
        if self.cycle.token.as_deref() == Some(token) {
            return Err(unusable("the pages repeat without an end, because a nextToken came again"));
        }
        if check(&[NEXT_TOKEN], &Value::object().with("nextToken", token)).is_err() {
            return Err(unusable("the nextToken of a page is not one that the documents allow"));
        }
        self.cycle.pass(token);
        self.position = Position::After(token.to_owned());
        Ok(())
    }
}

/// The error for a page after which no other page can be requested.
fn unusable(problem: &str) -> Error {
    let message =
        format!("ListJobs: {problem}. What was listed so far may be incomplete. List again with another pageSize.");
    let mut error = Error::new(ErrorKind::Response, "UnexpectedResponse", message);
    error.action = Some("ListJobs");
    error
}

impl CycleDetector {
    fn pass(&mut self, token: &str) {
        self.age = self.age.saturating_add(1);
        if self.age >= self.lifetime {
            *self = Self { token: Some(token.to_owned()), age: 0, lifetime: self.lifetime.saturating_mul(2) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Listing;
    use crate::error::ErrorKind;
    use crate::model::Value;

    fn listing(input: &Value) -> Listing {
        Listing::new(input).unwrap()
    }

    fn words(statuses: &[&str]) -> Value {
        let words: Vec<_> = statuses.iter().map(|word| Value::from(*word)).collect();
        Value::object().with("jobStatuses", words)
    }

    fn next(listing: &Listing) -> Option<String> {
        listing.next().map(|input| serde_json::to_string(&input).unwrap())
    }

    #[test]
    fn pages_follow_their_tokens_to_the_end() {
        let mut listing = listing(&Value::object().with("pageSize", 5_i64));
        assert_eq!(next(&listing).unwrap(), r#"{"maxResults":5}"#);
        listing.turn_page(Some("a")).unwrap();
        assert_eq!(next(&listing).unwrap(), r#"{"nextToken":"a","maxResults":5}"#);
        listing.turn_page(None).unwrap();
        assert_eq!(next(&listing), None);
    }

    #[test]
    fn the_service_filters_by_one_status_and_the_client_by_several() {
        assert_eq!(next(&listing(&words(&["Ready", "Ready"]))).unwrap(), r#"{"jobStatuses":"Ready"}"#);
        let several = listing(&words(&["Ready", "Active"]));
        assert_eq!(next(&several).unwrap(), "{}");
        assert!(several.wants("Active") && several.wants("Ready") && !several.wants("Paused"));
        assert!(listing(&Value::object()).wants("SomeStatusOfTheFuture"));
        assert_eq!(next(&listing(&words(&[]))), None);
    }

    #[test]
    fn an_unknown_status_is_refused() {
        let error = Listing::new(&words(&["Ready", "Canceled"])).unwrap_err();
        assert!(error.message.starts_with("jobStatuses[1] must be one of"), "{error}");
    }

    #[test]
    fn a_cycle_of_pages_of_any_length_is_detected() {
        for length in 1..40_u32 {
            for before in [0, 1, 17] {
                let mut listing = listing(&Value::object());
                let mut tokens = (0..before).chain((0..).map(|page| before + page % length));
                let turned =
                    tokens.by_ref().take(1000).position(|token| listing.turn_page(Some(&token.to_string())).is_err());
                let turned = u32::try_from(turned.unwrap()).unwrap();
                assert!(turned <= 4 * (length + before), "{turned} pages for {before} and a cycle of {length}");
            }
        }
    }

    #[test]
    fn a_token_that_cannot_be_sent_is_a_fault_of_the_answer() {
        for token in ["a b", "..", &"x".repeat(65)] {
            let error = listing(&Value::object()).turn_page(Some(token)).unwrap_err();
            assert_eq!((error.kind, error.action), (ErrorKind::Response, Some("ListJobs")), "{error}");
        }
    }

    #[test]
    fn a_long_list_is_not_a_cycle() {
        let mut listing = listing(&Value::object());
        for page in 0..100_000 {
            listing.turn_page(Some(&page.to_string())).unwrap();
        }
    }
}
