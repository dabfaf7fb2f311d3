//! The data of the API: values, the tables that describe them, checking, and XML.

pub mod check;
pub mod shape;
pub mod status;
pub mod tables;
pub mod value;
pub mod xml_read;
pub mod xml_write;

pub use status::{Chance, RequestedJobStatus, Status};
pub use value::Value;
