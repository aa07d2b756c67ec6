//! Why an input was refused: which field, and what is wrong with it.

use serde::Serialize;
use std::fmt;
use utoipa::ToSchema;

/// Faults listed for one input; a client that got so many wrong has one cause, not a hundred.
const MOST_ERRORS: usize = 100;

/// An input that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    /// What sort of fault.
    pub kind: Kind,
    /// The faults, never empty; all of them for [`Kind::Value`], the first for the other kinds.
    pub errors: Vec<FieldError>,
}

/// Sort of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The bytes are not UTF-8, or not JSON.
    NotJson {
        /// Line of the fault, from 1.
        line: usize,
        /// Byte in that line, from 1.
        column: usize,
        /// Byte in the input as received, from 0.
        byte: usize,
    },
    /// It is JSON, but a field is unknown, missing, or of another type.
    Shape,
    /// Every field is there, but a value cannot be used.
    Value,
}

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// The field as a JSON pointer (RFC 6901); empty for the whole input.
    #[schema(example = "/articles/2/text")]
    pub pointer: String,
    /// What is wrong with it.
    #[schema(example = "is required")]
    pub detail: String,
}

impl Invalid {
    /// One fault in one field.
    pub fn one(kind: Kind, pointer: impl Into<String>, detail: impl Into<String>) -> Invalid {
        let mut errors = Errors::default();
        errors.add(pointer, detail);
        Invalid { kind, errors: errors.0 }
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, error) in self.errors.iter().enumerate() {
            f.write_str(if n == 0 { "" } else { "; " })?;
            error.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let FieldError { pointer, detail } = self;
        if pointer.is_empty() { f.write_str(detail) } else { write!(f, "{pointer}: {detail}") }
    }
}

impl std::error::Error for Invalid {}

/// Collects the faults of values, so that a client learns of all of them at once.
#[derive(Debug, Default)]
pub(super) struct Errors(Vec<FieldError>);

impl Errors {
    /// Notes a fault.
    pub(super) fn add(&mut self, pointer: impl Into<String>, detail: impl Into<String>) {
        if self.0.len() < MOST_ERRORS {
            let (pointer, detail) = (pointer.into(), detail.into());
            self.0.push(FieldError { pointer, detail });
        }
    }

    /// Whether nothing was noted.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `value` if nothing was noted.
    pub(super) fn or<T>(self, value: T) -> Result<T, Invalid> {
        if self.0.is_empty() {
            return Ok(value);
        }
        Err(Invalid { kind: Kind::Value, errors: self.0 })
    }
}

/// One step of a JSON pointer, escaped.
pub(super) fn step(key: &str) -> String {
    format!("/{}", key.replace('~', "~0").replace('/', "~1"))
}
