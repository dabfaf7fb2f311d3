//! The table behind `isFinal` and `canRequest`, generated from the Rust crate, which is the only source of these facts.

use cos_jobs::model::status::{RequestedJobStatus, Status};
use serde_json::{Value, json};

/// The module `status-table.js`: the final statuses, and for each requested and current status the chance of success.
pub(super) fn status_table_js() -> String {
    let is_final: Vec<&str> = Status::ALL.into_iter().filter(|status| status.is_final()).map(Status::as_str).collect();
    let chances = RequestedJobStatus::ALL.map(|requested| (requested.as_str().to_owned(), chances(requested)));
    let chances = Value::Object(chances.into_iter().collect());
    format!("export const FINAL = {};\nexport const CAN_REQUEST = {chances:#};\n", json!(is_final))
}

fn chances(requested: RequestedJobStatus) -> Value {
    let chance = |status: Status| (status.as_str().to_owned(), json!(status.can_request(requested).as_str()));
    Value::Object(Status::ALL.map(chance).into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::status_table_js;

    #[test]
    fn the_table_matches_the_crate() {
        let table = status_table_js();
        assert!(table.contains(r#"FINAL = ["Cancelled","Complete","Failed"]"#), "{table}");
        assert!(table.contains(r#""Suspended": "yes""#), "{table}");
    }
}
