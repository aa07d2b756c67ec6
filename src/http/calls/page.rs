//! The editor's page: a form, and the same page with the account of what was posted. It needs no script.

use super::form::{self, Part};
use super::{App, Call, Media, Problem, stage};
use crate::engine::Options;
use crate::engine::article::Article;
use crate::http::observe::Own;
use crate::http::problem::Kind;
use crate::http::query::Query;
use crate::intake::Hint;
use crate::render::page::{self, Form, Outcome, Slot};
use crate::render::{self, Format};
use crate::wire::articles::into_articles;
use crate::wire::input::Input;
use crate::wire::request::{Forms, OptionsIn};
use crate::wire::{self, Offsets};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

/// What the page may load: its own style and script, and what its script asks of this service.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; \
     base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The story that fills the form on request: invented, three outlets on two days.
const SAMPLE: [(&str, &str, &str); 3] = [
    ("Harbour Times", "2025-11-03", include_str!("../../../fixtures/stories/ferry-fire/harbourtimes.txt")),
    ("Straits Post", "2025-11-05", include_str!("../../../fixtures/stories/ferry-fire/straitspost.txt")),
    (
        "Visayan Courier",
        "2025-11-03",
        include_str!("../../../fixtures/stories/ferry-fire/visayancourier.txt"),
    ),
];

/// The empty form.
pub async fn show(uri: Uri) -> Result<Response, Problem> {
    Query::refuse(&uri)?;
    Ok(html(StatusCode::OK, page::document(&Form::default(), &Outcome::Nothing)))
}

/// Its style.
pub async fn style() -> Response {
    asset("text/css; charset=utf-8", page::STYLE)
}

/// Its script.
pub async fn script() -> Response {
    asset("text/javascript; charset=utf-8", page::SCRIPT)
}

/// What was posted, and what came of it.
pub async fn submit(State(app): State<App>, request: Request) -> Response {
    // A body that cannot be read leaves nothing of the form.
    match answered(app, request).await {
        Ok(response) => response,
        Err(problem) => refused(&Form::default(), &problem),
    }
}

async fn answered(app: App, request: Request) -> Result<Response, Problem> {
    let mut call = Call::read(app, request, &[], &[Media::Form]).await?;
    let parts = form::parts(&mut call).await?;
    let (mut form, wish) = asked(&parts)?;
    match wish {
        Wish::More => {
            form.slots.push(Slot::default());
            Ok(html(StatusCode::OK, page::document(&form, &Outcome::Nothing)))
        }
        Wish::Sample => Ok(html(StatusCode::OK, page::document(&sample(), &Outcome::Nothing))),
        Wish::Merge(download) => {
            let kept = form.clone();
            let merged = call.work(move |_, permit| {
                let (articles, options) = stage!("parse").in_scope(|| read(&mut form))?;
                let merge = stage!("merge").in_scope(|| permit.merge(&articles, &options))?;
                permit.go_on()?;
                Ok(stage!("render").in_scope(|| match download {
                    Some(format) => {
                        attachment(format, render::render(format, &merge, &articles, Offsets::default()))
                    }
                    None => {
                        // Insertions are found by byte.
                        let answer = wire::merge(&merge, &articles, Offsets::Bytes);
                        html(StatusCode::OK, page::document(&form, &Outcome::Merged(&answer, &articles)))
                    }
                }))
            });
            Ok(merged.await.unwrap_or_else(|problem| refused(&kept, &problem)))
        }
    }
}

/// What the button asks for.
enum Wish {
    /// The account, as a file of this format or else on the page.
    Merge(Option<Format>),
    /// One more field for an article.
    More,
    /// A story to try.
    Sample,
}

/// The form as it was posted, and the button that posted it.
fn asked(parts: &[Part]) -> Result<(Form, Wish), Problem> {
    let (mut form, mut wish) = (Form::default(), Wish::Merge(None));
    let [mut same_a, mut same_b, mut style_from, mut style_to] = [const { String::new() }; 4];
    for part in parts {
        let text = || part.text();
        let of_slot = |form: &mut Form, field: fn(&mut Slot) -> &mut String| {
            if let Some(slot) = form.slots.last_mut() {
                *field(slot) = part.text().trim().to_owned();
            }
        };
        match part.name() {
            "text" => form.slots.push(Slot { text: text(), ..Slot::default() }),
            "name" => of_slot(&mut form, |slot| &mut slot.file_name),
            "source" => of_slot(&mut form, |slot| &mut slot.source),
            "url" => of_slot(&mut form, |slot| &mut slot.url),
            "published_at" => of_slot(&mut form, |slot| &mut slot.published_at),
            // A file field without a file is sent as an empty one.
            "file" if part.is_empty() => {}
            "file" => form.slots.push(Slot {
                text: part.decoded(),
                file_name: part.file_name().to_owned(),
                ..Slot::default()
            }),
            "same" => form.join(pair(&text())?),
            "not_same" => form.part(pair(&text())?),
            "house_style" => form.house_style.push(pair(&text())?),
            "same_a" => same_a = text(),
            "same_b" => same_b = text(),
            "style_from" => style_from = text(),
            "style_to" => style_to = text(),
            "do" => {
                wish = match text().as_str() {
                    "more" => Wish::More,
                    "sample" => Wish::Sample,
                    _ => wish,
                }
            }
            "download" => {
                let format = text().parse().map_err(|_| wrong("download", "is no format"))?;
                wish = Wish::Merge(Some(format));
            }
            other => return Err(wrong(other, "is no field of this form")),
        }
    }
    let filled = |a: &str, b: &str| {
        let (a, b) = (a.trim(), b.trim());
        (!a.is_empty() && !b.is_empty()).then(|| (a.to_owned(), b.to_owned()))
    };
    if let Some(pair) = filled(&same_a, &same_b) {
        form.join(pair);
    }
    if let Some(pair) = filled(&style_from, &style_to) {
        form.house_style.retain(|(from, _)| *from != pair.0);
        form.house_style.push(pair);
    }
    // Fields that were left empty stand for nothing; the page shows as many as it likes.
    if !matches!(wish, Wish::More) {
        form.slots.retain(|slot| !slot.is_empty());
    }
    Ok((form, wish))
}

/// The articles and wishes of a form; what is found of each article is filled in.
fn read(form: &mut Form) -> Result<(Vec<Article>, Options), Problem> {
    let mut drafts = Vec::new();
    for (n, slot) in form.slots.iter_mut().enumerate() {
        let hint = Hint { charset: Some("utf-8"), file_name: &slot.file_name, ..Hint::default() };
        let input = Input::read(slot.text.as_bytes(), &hint).and_then(|input| input.checked(false));
        let mut input = input.map_err(|invalid| in_article(n, &Problem::from(invalid)))?;
        if let [draft] = input.drafts.as_mut_slice() {
            let known = [
                (&mut slot.source, &mut draft.source),
                (&mut slot.url, &mut draft.url),
                (&mut slot.published_at, &mut draft.published_at),
            ];
            for (given, found) in known {
                if given.is_empty() {
                    *given = found.clone().unwrap_or_default();
                } else {
                    *found = Some(given.clone());
                }
            }
        }
        drafts.append(&mut input.drafts);
    }
    let pairs = |list: &[(String, String)]| list.iter().map(|(a, b)| [a.clone(), b.clone()]).collect();
    let options = OptionsIn {
        house_style: Forms(form.house_style.clone()),
        same: pairs(&form.same),
        not_same: pairs(&form.not_same),
    };
    if drafts.is_empty() {
        return Err(Problem::new(Kind::InvalidRequest, "no article was given"));
    }
    Ok((into_articles(drafts)?, options.into_engine()?))
}

fn sample() -> Form {
    let slot = |(source, day, text): (&str, &str, &str)| Slot {
        text: text.to_owned(),
        source: source.to_owned(),
        published_at: day.to_owned(),
        ..Slot::default()
    };
    Form { slots: SAMPLE.map(slot).into(), ..Form::default() }
}

/// A pair of forms, as the page writes it into a field.
fn pair(value: &str) -> Result<(String, String), Problem> {
    serde_json::from_str(value).map_err(|_| wrong("names", "holds no pair of names"))
}

fn wrong(field: &str, detail: &str) -> Problem {
    Problem::new(Kind::InvalidRequest, format!("the field {field:?} {detail}"))
}

fn in_article(n: usize, problem: &Problem) -> Problem {
    Problem::new(problem.kind(), format!("article {}: {}", n + 1, problem.detail()))
}

/// The form with the reason why nothing was made of it.
fn refused(form: &Form, problem: &Problem) -> Response {
    let document = page::document(form, &Outcome::Refused(problem.detail()));
    let mut response = html(problem.kind().status(), document);
    response.headers_mut().extend(problem.headers().iter().cloned());
    response
}

fn html(status: StatusCode, document: String) -> Response {
    let policy = HeaderValue::from_static(POLICY);
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_SECURITY_POLICY, policy)];
    let mut response = (status, headers, document).into_response();
    response.extensions_mut().insert(Own);
    response
}

fn asset(content_type: &'static str, text: &'static str) -> Response {
    // Asked again each time: a new version of the service has a new one.
    ([(header::CONTENT_TYPE, HeaderValue::from_static(content_type))], text).into_response()
}

fn attachment(format: Format, text: String) -> Response {
    let name = match format {
        Format::Json => "attachment; filename=\"account.json\"",
        Format::JsonLd => "attachment; filename=\"account.jsonld\"",
        Format::Markdown => "attachment; filename=\"account.md\"",
        Format::Html => "attachment; filename=\"account.html\"",
        Format::Text => "attachment; filename=\"account.txt\"",
    };
    let kind = HeaderValue::from_static(format.content_type());
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, HeaderValue::from_static(name))], text)
        .into_response()
}
