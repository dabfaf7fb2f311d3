//! Listing all jobs: which page comes next, which of its jobs are wanted, and when the pages end.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::error::{Error, ErrorKind};
use crate::input;
use crate::jobs::status::Status;
use crate::shape::{Field, Kind, limits};
use crate::value::Value;

/// The shape of the input.
pub const INPUT: &[Field] = &[
    Field::optional("JobStatuses", "jobStatuses", Kind::List("member", &Kind::Word(&Status::WORDS))),
    Field::optional("PageSize", "pageSize", Kind::Number(limits(1, 1000))),
];

/// A walk through the pages of a list.
///
/// The service filters by one status only. Several are looked for in one walk through all jobs, not in one walk a
/// status: so a job that changes its status meanwhile can't come twice, and no job needs to be remembered.
#[derive(Clone, Debug)]
pub struct Listing {
    statuses: Option<Vec<String>>,
    page_size: Option<i64>,
    position: Position,
    milestone: Milestone,
}

#[derive(Clone, Debug)]
enum Position {
    Start,
    Behind(String),
    End,
}

/// One of the tokens so far. Were it to come again, the pages would go round in a circle; each is kept for twice as
/// many pages as the one before, so that it comes to lie within a circle of any length.
#[derive(Clone, Debug)]
struct Milestone {
    token: Option<String>,
    age: u32,
    stays: u32,
}

impl Listing {
    /// Reads `{ jobStatuses?, pageSize? }`; an empty list of statuses wants no job.
    pub fn new(input: &Value<'_>) -> Result<Self, Error> {
        input::check(INPUT, input)?;
        let statuses = input.get("jobStatuses").map(|list| {
            let mut words: Vec<String> = Vec::new();
            for word in list.items().iter().filter_map(Value::as_text) {
                if !words.iter().any(|known| known == word) {
                    words.push(word.to_owned());
                }
            }
            words
        });
        let nothing = statuses.as_ref().is_some_and(Vec::is_empty);
        Ok(Self {
            statuses,
            page_size: input.get_number("pageSize"),
            position: if nothing { Position::End } else { Position::Start },
            milestone: Milestone { token: None, age: 0, stays: 1 },
        })
    }

    /// The input of the ListJobs that gets the next page; `None` after the last one.
    pub fn next(&self) -> Option<Value<'_>> {
        let mut input = Value::Object(Vec::with_capacity(3));
        match &self.position {
            Position::Start => {}
            Position::Behind(token) => input.push("nextToken", Value::text(token.as_str())),
            Position::End => return None,
        }
        if let Some([status]) = self.statuses.as_deref() {
            input.push("jobStatuses", Value::text(status.as_str()));
        }
        if let Some(size) = self.page_size {
            input.push("maxResults", Value::Number(size));
        }
        Some(input)
    }

    /// Whether a job of this status is wanted.
    pub fn wants(&self, status: &str) -> bool {
        self.statuses.as_ref().is_none_or(|wanted| wanted.iter().any(|word| word == status))
    }

    /// Turns to the page that the last one named; fails where that can lead nowhere.
    pub fn turn(&mut self, next_token: Option<String>) -> Result<(), Error> {
        let Some(token) = next_token else {
            self.position = Position::End;
            return Ok(());
        };
        if self.milestone.token.as_ref() == Some(&token) {
            let message = "ListJobs: the pages go round in a circle: a nextToken came again. What was listed so far \
                           may not be all; list with another pageSize.";
            let mut error = Error::new(ErrorKind::Response, "UnexpectedResponse", message);
            error.action = Some("ListJobs");
            return Err(error);
        }
        self.milestone.pass(&token);
        self.position = Position::Behind(token);
        Ok(())
    }
}

impl Milestone {
    fn pass(&mut self, token: &str) {
        self.age = self.age.saturating_add(1);
        if self.age >= self.stays {
            *self = Self { token: Some(token.to_owned()), age: 0, stays: self.stays.saturating_mul(2) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Listing;
    use crate::json::to_json;
    use crate::value::Value;

    fn listing(properties: Vec<(&'static str, Value<'static>)>) -> Listing {
        Listing::new(&Value::Object(properties)).unwrap()
    }

    fn of(statuses: &[&'static str]) -> Listing {
        let words = statuses.iter().map(|word| Value::text(*word)).collect();
        listing(vec![("jobStatuses", Value::List(words))])
    }

    fn next(listing: &Listing) -> Option<String> {
        listing.next().map(|input| to_json(&input))
    }

    #[test]
    fn pages_follow_their_tokens_to_the_end() {
        let mut listing = listing(vec![("pageSize", Value::Number(5))]);
        assert_eq!(next(&listing).unwrap(), r#"{"maxResults":5}"#);
        listing.turn(Some("a".to_owned())).unwrap();
        assert_eq!(next(&listing).unwrap(), r#"{"nextToken":"a","maxResults":5}"#);
        listing.turn(None).unwrap();
        assert_eq!(next(&listing), None);
    }

    #[test]
    fn the_service_filters_by_one_status_and_this_side_by_several() {
        assert_eq!(next(&of(&["Ready", "Ready"])).unwrap(), r#"{"jobStatuses":"Ready"}"#);
        let several = of(&["Ready", "Active"]);
        assert_eq!(next(&several).unwrap(), "{}");
        assert!(several.wants("Active") && several.wants("Ready") && !several.wants("Paused"));
        assert!(listing(vec![]).wants("SomeStatusOfTheFuture"));
        assert_eq!(next(&of(&[])), None);
    }

    #[test]
    fn a_status_that_is_none_is_refused() {
        let words = Value::List(vec![Value::text("Ready"), Value::text("Canceled")]);
        let error = Listing::new(&Value::Object(vec![("jobStatuses", words)])).unwrap_err();
        assert!(error.message.starts_with("jobStatuses[1] must be one of"), "{error}");
    }

    #[test]
    fn pages_in_a_circle_of_any_length_come_to_an_end() {
        for length in 1..40_u32 {
            for before in [0, 1, 17] {
                let mut listing = listing(vec![]);
                let mut tokens = (0..before).chain((0..).map(|page| before + page % length));
                let turned =
                    tokens.by_ref().take(1000).position(|token| listing.turn(Some(token.to_string())).is_err());
                let turned = u32::try_from(turned.unwrap()).unwrap();
                assert!(turned <= 4 * (length + before), "{turned} pages for {before} and a circle of {length}");
            }
        }
    }

    #[test]
    fn a_long_list_is_no_circle() {
        let mut listing = listing(vec![]);
        for page in 0..100_000 {
            listing.turn(Some(page.to_string())).unwrap();
        }
    }
}
