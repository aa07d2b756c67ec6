//! The calls about texts by themselves: their sentences, the story in a page, copies among them, and whether an
//! account says what they say.

use super::refusals::EngineRefusals;
use super::{App, Call, Media, Problem, json};
use crate::http::problem::Kind;
use crate::wire;
use crate::wire::articles::into_articles;
use crate::wire::reply::{self, Duplicates, Extract, Sentences};
use crate::wire::request::{Account, ArticleIn, DuplicatesRequest, SentencesRequest, VerifyRequest};
use crate::wire::verify::{self, Check};
use axum::extract::{Request, State};
use axum::response::Response;
use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// A bare text, for the document: an article without anything else.
pub struct BareText;

impl PartialSchema for BareText {
    fn schema() -> RefOr<Schema> {
        let text = ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).pattern(Some(r"\S"));
        text.description(Some("The text of an article.")).into()
    }
}

impl ToSchema for BareText {}

/// Split a text into sentences
#[utoipa::path(
    post, path = "/v1/sentences", tag = "texts", params(super::refusals::OffsetsParameter),
    request_body(content((SentencesRequest = "application/json"), (SentencesRequest = "application/x-ndjson"))),
    responses(
        (status = 200, description = "The sentences; for JSON lines, one line for each line sent.",
         content((Sentences = "application/json"), (Sentences = "application/x-ndjson"))),
        EngineRefusals,
    )
)]
pub async fn sentences(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let taken = [Media::Json, Media::JsonLines];
    let call = Call::read_for_json(app, request, &["offsets"], &taken).await?;
    call.work(|call, permit| {
        call.answer_each(|request: SentencesRequest| {
            let (text, lang) = request.checked()?;
            let spans = permit.sentences(&text, lang.as_deref())?;
            Ok(reply::sentences(&text, &spans, call.offsets))
        })
    })
    .await
}

/// Take the story out of an article as received
///
/// The article comes as JSON or as bare text. The answer holds its headline, byline and story, and lists what was
/// left out (captions, teasers, navigation, ...) with the reason for each.
#[utoipa::path(
    post, path = "/v1/extract", tag = "texts", params(super::refusals::OffsetsParameter),
    request_body(content((ArticleIn = "application/json"), (BareText = "text/plain"))),
    responses((status = 200, description = "The story and what was left out.", body = Extract), EngineRefusals)
)]
pub async fn extract(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let taken = [Media::Json, Media::Text, Media::Other];
    let call = Call::read_for_json(app, request, &["offsets"], &taken).await?;
    call.work(|call, permit| {
        let articles = into_articles(call.one_article()?.drafts);
        // The one article of this call is the body itself.
        let articles = articles.map_err(|e| Problem::from(e).without_prefix("/articles/0"))?;
        let [article] = articles.as_slice() else {
            let detail = format!("holds {} articles; this call takes one", articles.len());
            return Err(Problem::new(Kind::InvalidRequest, &detail).at("", &detail));
        };
        let extract = permit.extract(article).map_err(|e| Problem::from(e).without_prefix("/articles/0"))?;
        Ok(json(&reply::extract(&extract, article, call.offsets)))
    })
    .await
}

/// Find copies among articles
///
/// Says which articles are copies or excerpts of one another, and which tell of one event.
#[utoipa::path(
    post, path = "/v1/duplicates", tag = "texts",
    request_body = DuplicatesRequest,
    responses((status = 200, description = "Copies, and the articles of each event.", body = Duplicates), EngineRefusals)
)]
pub async fn duplicates(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let call = Call::read_for_json(app, request, &[], &[Media::Json]).await?;
    call.work(|call, permit| {
        let request: DuplicatesRequest = wire::parse(&call.body)?;
        let articles = request.into_engine()?;
        let found = permit.duplicates(&articles)?;
        Ok(json(&wire::duplicates(&found, &articles)))
    })
    .await
}

/// Check an account against its articles
///
/// For running text: whether each sentence and each quotation stands in an article word for word, with changes
/// (which are listed), or not at all. For an answer of `POST /v1/merge`: whether every location and statement holds.
#[utoipa::path(
    post, path = "/v1/verify", tag = "texts", params(super::refusals::OffsetsParameter),
    request_body = VerifyRequest,
    responses((status = 200, description = "What was found of each piece.", body = [Check]), EngineRefusals)
)]
pub async fn verify(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let call = Call::read_for_json(app, request, &["offsets"], &[Media::Json]).await?;
    call.work(|call, permit| {
        let request: VerifyRequest = wire::parse(&call.body)?;
        let (account, articles) = request.into_engine()?;
        let checks = match &account {
            Account::Text(text) => {
                let verdicts = permit.verify(text, &articles)?;
                verify::text(text, &verdicts, &articles, call.offsets)
            }
            Account::Answer(answer) => {
                permit.check(&articles)?;
                verify::answer(answer, &articles, call.offsets)
            }
        };
        Ok(json(&checks))
    })
    .await
}
