//! A merge request that comes as a web form with files: `curl -F article=@one.txt -F article=@two.json`.

use super::{Call, Problem, hint};
use crate::http::problem::Kind;
use crate::intake::{self, Refused};
use crate::wire::input::Input;
use crate::wire::request::OptionsIn;
use crate::wire::{self, Invalid};
use axum::body::{Body, Bytes};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa::openapi::schema::{AnyOfBuilder, ArrayBuilder, ObjectBuilder, Type};
use utoipa::openapi::{KnownFormat, Schema, SchemaFormat};

/// Articles as the files of a form, and an editor's wishes. A part of another name is refused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "documents the form; the parts are read one by one")]
pub struct MergeForm {
    /// One or more articles each, in any format: text, a page, JSON, ninjs, NewsML-G2, a feed ...
    #[schema(schema_with = files_schema)]
    article: Vec<Vec<u8>>,
    /// Wishes for this merge, as JSON.
    #[schema(value_type = OptionsIn, required = false)]
    options: Option<String>,
}

/// On the wire one file is a list of one.
fn files_schema() -> Schema {
    let file = || {
        let binary = SchemaFormat::KnownFormat(KnownFormat::Binary);
        ObjectBuilder::new().schema_type(Type::String).format(Some(binary)).min_length(Some(1))
    };
    let says = "One or more articles each, in any format: text, a page, JSON, ninjs, NewsML-G2, a feed ...";
    AnyOfBuilder::new()
        .item(ArrayBuilder::new().items(file()).min_items(Some(1)))
        .item(file())
        .description(Some(says))
        .build()
        .into()
}

/// One part of a form, as it came.
pub struct Part {
    name: String,
    file_name: String,
    content_type: String,
    bytes: Bytes,
}

/// Takes the form in the body of `call` apart; the parts are then in place of the body.
///
/// # Errors
/// A body that is no form.
pub async fn parts(call: &mut Call) -> Result<Vec<Part>, Problem> {
    let body = std::mem::take(&mut call.body);
    let request = Request::from_parts(call.parts.clone(), Body::from(body));
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|_| {
        let detail = "the content type of the form names no boundary between its parts";
        Problem::new(Kind::MalformedBody, detail)
    })?;
    let mut parts = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|error| malformed(&error, parts.len() + 1))? {
        parts.push(Part::read(field, parts.len() + 1).await?);
    }
    Ok(parts)
}

/// The articles and wishes in the parts of a form.
///
/// # Errors
/// The first part that cannot be used, by its name and file.
pub fn input(parts: &[Part], is_partial: bool) -> Result<Input, Problem> {
    let mut all = Input::at("/articles");
    for part in parts {
        match part.name.as_str() {
            "article" | "articles" | "file" | "files" => {
                let pointer = format!("/articles/{}", all.drafts.len());
                let found = part.input().and_then(|input| input.checked(is_partial));
                let found = match found {
                    Ok(found) => found,
                    Err(invalid) if is_partial => {
                        let reasons =
                            invalid.errors.iter().map(|e| Refused::new(part.title(), e.to_string()));
                        all.refused.extend(reasons);
                        continue;
                    }
                    Err(invalid) => return Err(inside(invalid, &pointer, &part.title())),
                };
                all.drafts.extend(found.drafts);
                if found.options.is_some() {
                    all.set_options(found.options)?;
                }
            }
            "options" => {
                let options = wire::parse::<OptionsIn>(&part.bytes);
                all.set_options(Some(options.map_err(|e| inside(e, "/options", "part options"))?))?;
            }
            other => {
                let detail = format!("unknown part {other:?}; a form has the parts article and options");
                let step = other.replace('~', "~0").replace('/', "~1");
                return Err(wrong_part(&format!("/{step}"), &detail));
            }
        }
    }
    Ok(all.checked(is_partial)?)
}

impl Input {
    fn set_options(&mut self, options: Option<OptionsIn>) -> Result<(), Problem> {
        if self.options.is_some() {
            return Err(wrong_part("/options", "the part options is given twice"));
        }
        self.options = options;
        Ok(())
    }
}

impl Part {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name of its file; empty if it has none.
    pub fn file_name(&self) -> &str {
        &self.file_name
    }

    /// Whether nothing was filled in or chosen.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// What was typed: browsers send UTF-8, and every line break as two characters.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).replace("\r\n", "\n")
    }

    /// What a file holds, in whatever encoding.
    pub fn decoded(&self) -> String {
        intake::open(&self.bytes, &hint(&self.content_type, &self.file_name)).text
    }

    async fn read(field: Field<'_>, number: usize) -> Result<Part, Problem> {
        let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
        Ok(Part {
            name: text(field.name()),
            file_name: text(field.file_name()),
            content_type: text(field.content_type()).to_ascii_lowercase(),
            bytes: field.bytes().await.map_err(|error| malformed(&error, number))?,
        })
    }

    fn input(&self) -> Result<Input, Invalid> {
        Input::read(&self.bytes, &hint(&self.content_type, &self.file_name))
    }

    fn title(&self) -> String {
        if self.file_name.is_empty() {
            "part article".to_owned()
        } else {
            format!("part article, file {:?}", self.file_name)
        }
    }
}

/// A fault inside the part that becomes the value at `pointer`.
fn inside(mut invalid: Invalid, pointer: &str, part: &str) -> Problem {
    for error in &mut invalid.errors {
        error.pointer.insert_str(0, pointer);
        error.detail = format!("{part}: {}", error.detail);
    }
    invalid.into()
}

fn wrong_part(pointer: &str, detail: &str) -> Problem {
    Problem::new(Kind::InvalidRequest, detail).at(pointer, detail)
}

/// A form whose part of this number, counted from 1, cannot be read. The library tells its reasons apart by their words
/// only, and those are about its own work.
fn malformed(error: &MultipartError, number: usize) -> Problem {
    let reason = error.body_text();
    let wrong = if reason.contains("headers") || reason.contains("header") {
        "has a header that cannot be read: wanted are lines such as Content-Disposition: form-data; name=\"article\", \
         without control characters, and an empty line after them"
    } else {
        "is not whole: the boundary that ends it, or the one that ends the form, is missing"
    };
    Problem::new(Kind::MalformedBody, format!("part {number} of the form {wrong}"))
}
