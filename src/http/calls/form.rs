//! A merge request that comes as a web form with files: `curl -F article=@one.txt -F article=@two.json`.

use super::{Call, Problem};
use crate::http::problem::Kind;
use crate::wire::request::{ArticleIn, MergeRequest, OptionsIn};
use crate::wire::{self, Invalid};
use axum::body::{Body, Bytes};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use utoipa::ToSchema;

/// Articles as the files of a form, and an editor's wishes. A part of another name is refused.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the form; the parts are read one by one")]
pub struct MergeForm {
    /// One article each: bare text, or a JSON object with the fields of an article if the part's type is
    /// `application/json` or its file name ends in `.json`.
    #[schema(value_type = Vec<String>, format = Binary)]
    article: Vec<Vec<u8>>,
    /// Wishes for this merge, as JSON.
    #[schema(value_type = Option<OptionsIn>)]
    options: Option<String>,
}

/// One part of a form, as it came.
pub struct Part {
    name: String,
    file_name: String,
    content_type: String,
    bytes: Bytes,
}

/// Takes the form in the body of `call` apart.
///
/// # Errors
/// A body that is no form.
pub async fn parts(call: &Call) -> Result<Vec<Part>, Problem> {
    let request = Request::from_parts(call.parts.clone(), Body::from(call.body.clone()));
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|error| Problem::new(Kind::MalformedBody, error.body_text()))?;
    let mut parts = Vec::new();
    while let Some(field) = form.next_field().await.map_err(malformed)? {
        parts.push(Part::read(field).await?);
    }
    Ok(parts)
}

/// The request that the parts of a form make.
///
/// # Errors
/// The first part that cannot be used, by its name and file.
pub fn merge_request(parts: &[Part]) -> Result<MergeRequest, Problem> {
    let mut merge = MergeRequest::default();
    for part in parts {
        match part.name.as_str() {
            "article" => {
                let pointer = format!("/articles/{}", merge.articles.len());
                let article = part.article();
                merge.articles.push(article.map_err(|e| inside(e, &pointer, &part.title()))?);
            }
            "options" if merge.options.is_some() => {
                return Err(wrong_part("/options", "the part options is given twice"));
            }
            "options" => {
                let options = wire::parse::<OptionsIn>(&part.bytes);
                merge.options = Some(options.map_err(|e| inside(e, "/options", "part options"))?);
            }
            other => {
                let detail = format!("unknown part {other:?}; a form has the parts article and options");
                let step = other.replace('~', "~0").replace('/', "~1");
                return Err(wrong_part(&format!("/{step}"), &detail));
            }
        }
    }
    Ok(merge)
}

impl Part {
    async fn read(field: Field<'_>) -> Result<Part, Problem> {
        let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
        Ok(Part {
            name: text(field.name()),
            file_name: text(field.file_name()),
            content_type: text(field.content_type()).to_ascii_lowercase(),
            bytes: field.bytes().await.map_err(malformed)?,
        })
    }

    fn article(&self) -> Result<ArticleIn, Invalid> {
        if self.is("application/json", &[".json"]) {
            let mut article: ArticleIn = wire::parse(&self.bytes)?;
            article.name = wire::plain::article(&self.file_name, b"")?.name;
            return Ok(article);
        }
        let mut article = wire::plain::article(&self.file_name, &self.bytes)?;
        if self.is("text/html", &[".html", ".htm"]) {
            article.html = article.text.take();
        }
        Ok(article)
    }

    /// By its file's name too: curl calls most files application/octet-stream.
    fn is(&self, essence: &str, endings: &[&str]) -> bool {
        let file_name = self.file_name.to_ascii_lowercase();
        self.content_type.split(';').next().map(str::trim) == Some(essence)
            || endings.iter().any(|ending| file_name.ends_with(ending))
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

fn malformed(error: MultipartError) -> Problem {
    Problem::new(Kind::MalformedBody, error.body_text())
}
