//! JSON, the form in which inputs and results cross the border to JavaScript.
//!
//! One string that the host writes or parses costs less than an object read or built property by property.

pub mod object;
pub mod read;
pub mod write;

pub use object::Object;
pub use read::from_json;
pub use write::to_json;
