//! What goes over the wire and across the border, byte by byte: texts and their encodings, digests, JSON, XML.
//!
//! It is a crate of its own so that it can be compiled for speed while all else is compiled for size: see the profiles in
//! the workspace's Cargo.toml.

#![cfg_attr(target_arch = "wasm32", no_std)]

extern crate alloc;

pub mod digest;
pub mod document;
pub mod encode;
pub mod hex;
pub mod json;
pub mod parts;
pub mod runs;
pub mod shape;
pub mod text;
pub mod xml;
