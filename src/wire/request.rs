//! The bodies that clients send, as they stand on the wire.
//!
//! An unknown field is refused, because a misspelt one that is silently dropped changes the answer unseen.

use crate::engine::Options;
use crate::engine::article::Article;
use crate::wire::articles;
use crate::wire::input::own_drafts;
use crate::wire::invalid::{Errors, Invalid, Kind};
use crate::wire::vocabulary::NameKind;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa::openapi::schema::{ArrayBuilder, Object, ObjectBuilder, OneOfBuilder, SchemaType, Type};
use utoipa::openapi::{KnownFormat, Schema, SchemaFormat};

pub use crate::wire::options::{Forms, OptionsIn};

/// Body of `POST /v1/merge`: articles about one event, and an editor's wishes.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"articles": [
    {"id": "harbour-daily", "title": "Two hurt in ferry fire", "text": "Two people were hurt when a ferry caught fire on Monday, police said."},
    {"id": "coast-news", "text": "A ferry caught fire on Monday. Police said two people were injured."}]}))]
pub struct MergeRequest {
    /// One or more articles.
    #[schema(min_items = 1)]
    pub articles: Vec<ArticleIn>,
    /// Wishes for this merge.
    pub options: Option<OptionsIn>,
}

/// One article as a client sends it. Only `text` or `html` is required; a blank optional field counts as left out.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"id": "harbour-daily", "source": "Harbour Daily", "text": "A ferry caught fire on Monday."}))]
pub struct ArticleIn {
    /// The caller's name for it, unique in the call; defaults to `a1`, `a2`, ...
    #[schema(min_length = 1, max_length = 200, pattern = r"^\P{Cc}*[^\s\p{Cc}]\P{Cc}*$")]
    pub id: Option<String>,
    /// The outlet; defaults to the host of `url`, else to the id. Articles of one source are one outlet.
    pub source: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its headline, if it is not part of the text.
    pub title: Option<String>,
    /// Its text. Offsets in the answer refer to it exactly as sent.
    #[schema(min_length = 1, pattern = r"\S")]
    pub text: Option<String>,
    /// Or its page, or a fragment of one, in HTML that holds some text; the answer carries the text that was taken out of it.
    #[schema(min_length = 1, pattern = r"\S")]
    pub html: Option<String>,
    /// Time of publication: RFC 3339, a date, or another form that news systems write.
    #[schema(schema_with = time_schema)]
    pub published_at: Option<String>,
    /// Language as a code such as `en` or `pt-BR`; found from the text if left out.
    #[schema(pattern = r"^\s*([A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*)?\s*$")]
    pub lang: Option<String>,
    /// Name to go by if no `id` is given, for example a file's; may be changed to make it unique.
    #[serde(skip)]
    #[schema(ignore)]
    pub name: Option<String>,
}

/// Body of `POST /v1/duplicates`.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DuplicatesRequest {
    /// One or more articles, of any number of events.
    #[schema(min_items = 1)]
    pub articles: Vec<ArticleIn>,
}

/// Body of `POST /v1/names/compare`: two names.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"a": "Jang Ho-jin", "b": "Chang Ho-jin", "kind": "person"}))]
pub struct NamePair {
    /// One name, at most 1024 bytes in UTF-8.
    #[schema(min_length = 1, max_length = 1024, pattern = r"\S")]
    pub a: String,
    /// The other, as long.
    #[schema(min_length = 1, max_length = 1024, pattern = r"\S")]
    pub b: String,
    /// What they are names of, if known.
    pub kind: Option<NameKind>,
}

/// Body of `POST /v1/compare`: two sentences.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"a": "Two people were hurt.", "b": "The fire injured two."}))]
pub struct SentencePair {
    /// One sentence, at most 4096 bytes in UTF-8.
    #[schema(min_length = 1, max_length = 4096, pattern = r"\S")]
    pub a: String,
    /// The other, as long.
    #[schema(min_length = 1, max_length = 4096, pattern = r"\S")]
    pub b: String,
}

/// Body of `POST /v1/sentences`: a running text, which may be empty.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"text": "Mr. Smith left. He said nothing.", "lang": "en"}))]
pub struct SentencesRequest {
    /// The text.
    pub text: String,
    /// Its language as a code such as `en`, if known.
    #[schema(pattern = r"^\s*([A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*)?\s*$")]
    pub lang: Option<String>,
}

/// Body of `POST /v1/verify`: an account to check against articles. Either `text` or `answer` is given.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"text": "Two people were hurt, police said.", "articles": [{"text": "Two people were hurt, police said on Monday."}]}))]
pub struct VerifyRequest {
    /// Any account in running text: each sentence and quotation is looked for.
    #[schema(min_length = 1, pattern = r"\S")]
    pub text: Option<String>,
    /// An answer of `POST /v1/merge`: each location and each statement is proven.
    #[schema(schema_with = answer_schema)]
    pub answer: Option<serde_json::Value>,
    /// The articles that it was made from.
    #[schema(min_items = 1)]
    pub articles: Vec<ArticleIn>,
}

/// What is to be verified.
#[derive(Debug, Clone, PartialEq)]
pub enum Account {
    /// Running text.
    Text(String),
    /// A merge's answer.
    Answer(serde_json::Value),
}

impl MergeRequest {
    /// The engine's values, defaults filled in.
    ///
    /// # Errors
    /// Every value that cannot be used, in one list.
    pub fn into_engine(self) -> Result<(Vec<Article>, Options), Invalid> {
        let mut errors = Errors::default();
        let articles = articles::fill(own_drafts(self.articles), &mut errors);
        let options = self.options.unwrap_or_default().fill(&mut errors);
        errors.or((articles, options))
    }
}

impl DuplicatesRequest {
    /// The engine's articles; errors as for a merge.
    pub fn into_engine(self) -> Result<Vec<Article>, Invalid> {
        let mut errors = Errors::default();
        let articles = articles::fill(own_drafts(self.articles), &mut errors);
        errors.or(articles)
    }
}

impl NamePair {
    /// Itself, if neither name is blank.
    pub fn checked(self) -> Result<NamePair, Invalid> {
        not_blank(&self.a, &self.b).map(|()| self)
    }
}

impl SentencePair {
    /// Itself, if neither sentence is blank.
    pub fn checked(self) -> Result<SentencePair, Invalid> {
        not_blank(&self.a, &self.b).map(|()| self)
    }
}

impl SentencesRequest {
    /// The text and its language as the engine wants it.
    pub fn checked(self) -> Result<(String, Option<String>), Invalid> {
        let mut errors = Errors::default();
        let lang = articles::language(self.lang, "", &mut errors);
        errors.or((self.text, lang))
    }
}

impl VerifyRequest {
    /// The account and the engine's articles; errors as for a merge, and if not exactly one account is given.
    pub fn into_engine(self) -> Result<(Account, Vec<Article>), Invalid> {
        let mut errors = Errors::default();
        let articles = articles::fill(own_drafts(self.articles), &mut errors);
        let account = match (self.text, self.answer) {
            (Some(text), None) => Account::Text(text),
            (None, Some(answer)) => Account::Answer(answer),
            (None, None) => {
                return Err(Invalid::one(Kind::Value, "/text", "is required, unless `answer` is given"));
            }
            (Some(_), Some(_)) => {
                return Err(Invalid::one(Kind::Value, "/answer", "cannot be given together with `text`"));
            }
        };
        match &account {
            Account::Text(text) if text.trim().is_empty() => errors.add("/text", "is empty"),
            Account::Text(_) => {}
            Account::Answer(answer) if !answer["account"].is_array() => {
                errors.add("/answer/account", "is not an account: a list of paragraphs is wanted")
            }
            Account::Answer(_) => {}
        }
        errors.or((account, articles))
    }
}

/// Formats do not refuse other forms of a time, they name those that are surely read.
fn time_schema() -> Schema {
    let time = |format| {
        let format = SchemaFormat::KnownFormat(format);
        let text = ObjectBuilder::new().schema_type(Type::String).format(Some(format));
        text.pattern(Some("^(19|20|21)[0-9]{2}-"))
    };
    OneOfBuilder::new()
        .item(time(KnownFormat::DateTime))
        .item(time(KnownFormat::Date))
        .item(ObjectBuilder::new().schema_type(Type::String).max_length(Some(0)))
        .item(ObjectBuilder::new().schema_type(Type::Null))
        .description(Some("Time of publication: RFC 3339, a date, or another form that news systems write."))
        .examples([Some("2024-01-10T08:00:00Z")])
        .build()
        .into()
}

/// Of an answer, only the account must be there: what else is wrong with it is found, not refused.
fn answer_schema() -> Object {
    ObjectBuilder::new()
        .schema_type(SchemaType::from_iter([Type::Object, Type::Null]))
        .property("account", ArrayBuilder::new())
        .required("account")
        .description(Some("An answer of `POST /v1/merge`: each location and each statement is proven."))
        .build()
}

fn not_blank(a: &str, b: &str) -> Result<(), Invalid> {
    let mut errors = Errors::default();
    for (pointer, value) in [("/a", a), ("/b", b)] {
        if value.trim().is_empty() {
            errors.add(pointer, "is empty");
        }
    }
    errors.or(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: serde::de::DeserializeOwned>(
        body: &str,
        checked: impl Fn(T) -> Result<(), Invalid>,
        expected: &str,
    ) {
        let request = crate::wire::parse(body.as_bytes()).expect("the shape is right");
        assert_eq!(checked(request).expect_err("a value is faulty").to_string(), expected);
    }

    #[test]
    fn house_style_keeps_its_order() {
        let body = r#"{"articles": [{"text": "x"}], "options": {"house_style": {"b": "1", "a": "2"}, "same": [["c", "d"]]}}"#;
        let request: MergeRequest = crate::wire::parse(body.as_bytes()).expect("the shape is right");
        let (_, options) = request.into_engine().expect("the values are good");
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(options.house_style, [pair("b", "1"), pair("a", "2")]);
        assert_eq!(options.same, [pair("c", "d")]);
    }

    #[test]
    fn blank_forms_are_refused_with_the_rest() {
        check(
            r#"{"articles": [{"text": ""}], "options": {"house_style": {"a/b": " "}, "not_same": [["a", ""]]}}"#,
            |request: MergeRequest| request.into_engine().map(drop),
            "/articles/0/text: is empty; /options/house_style/a~1b: the form to print is empty; /options/not_same/0/1: is empty",
        );
    }

    #[test]
    fn blank_sides_are_refused() {
        check(
            r#"{"a": "", "b": " "}"#,
            |pair: NamePair| pair.checked().map(drop),
            "/a: is empty; /b: is empty",
        );
        check(r#"{"a": "x", "b": ""}"#, |pair: SentencePair| pair.checked().map(drop), "/b: is empty");
    }

    #[test]
    fn an_account_is_either_text_or_answer() {
        let into_engine = |request: VerifyRequest| request.into_engine().map(drop);
        let articles = r#""articles": [{"text": "x"}]"#;
        check(&format!("{{{articles}}}"), into_engine, "/text: is required, unless `answer` is given");
        check(
            &format!(r#"{{"text": "x", "answer": {{}}, {articles}}}"#),
            into_engine,
            "/answer: cannot be given together with `text`",
        );
        check(
            &format!(r#"{{"answer": [], {articles}}}"#),
            into_engine,
            "/answer/account: is not an account: a list of paragraphs is wanted",
        );
    }
}
