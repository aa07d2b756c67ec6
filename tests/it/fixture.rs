//! The stories in `fixtures/stories/`: articles as received, and what an editor expects of them.

use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};
use storymerge::engine::article::Article;

/// One folder of `fixtures/stories/`.
pub struct Story {
    pub slug: String,
    pub folder: PathBuf,
    pub articles: Vec<Article>,
    pub expect: Expect,
}

/// `expect.json`, as `fixtures/README.md` tells it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    #[serde(rename = "about")]
    _about: String,
    articles: Vec<ArticleFile>,
    #[serde(default)]
    pub joined: Vec<Pair>,
    #[serde(default)]
    pub kept_apart: Vec<Pair>,
    #[serde(default)]
    pub one_name: Vec<Vec<String>>,
    #[serde(default)]
    pub two_names: Vec<(String, String)>,
    #[serde(default)]
    pub differences: Vec<Difference>,
    #[serde(default)]
    pub no_contradiction: Vec<(Ref, Ref)>,
    #[serde(default)]
    pub left_out: Vec<Ref>,
    #[serde(default)]
    pub said_by: Vec<SaidBy>,
    #[serde(default)]
    pub copies: Vec<Copy>,
    #[serde(default)]
    pub not_copies: Vec<(String, String)>,
    #[serde(default)]
    pub origins: Vec<Origin>,
    #[serde(default)]
    pub survives: Vec<Ref>,
    #[serde(default)]
    pub opens_with: Vec<Ref>,
    #[serde(default)]
    pub off_topic: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ArticleFile {
    id: String,
    file: String,
    source: String,
    url: Option<String>,
    title: Option<String>,
    published_at: Option<String>,
}

/// Words of one article; where they stand more than once, the first place is meant.
#[derive(Deserialize, Clone)]
pub struct Ref {
    pub article: String,
    pub exact: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    pub a: Ref,
    pub b: Ref,
    #[serde(rename = "why")]
    _why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    pub class: String,
    pub about: String,
    pub values: Vec<Ref>,
    #[serde(default)]
    pub update: bool,
}

#[derive(Deserialize)]
pub struct SaidBy {
    #[serde(flatten)]
    pub sentence: Ref,
    pub who: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Copy {
    pub articles: (String, String),
    pub kind: String,
}

#[derive(Deserialize)]
pub struct Origin {
    #[serde(flatten)]
    pub sentence: Ref,
    pub outlets: u32,
    pub status: String,
}

/// Every story, in order of its name.
pub fn stories() -> Vec<Story> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/stories");
    let entries = fs::read_dir(&root).expect("fixtures/stories can be listed");
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry can be read").path())
        .filter(|path| path.join("expect.json").is_file())
        .collect();
    folders.sort();
    assert!(!folders.is_empty(), "no story in {}", root.display());
    folders.into_iter().map(story).collect()
}

fn story(folder: PathBuf) -> Story {
    let slug = folder.file_name().expect("a folder has a name");
    let slug = slug.to_string_lossy().into_owned();
    let expect = fs::read(folder.join("expect.json")).expect("expect.json can be read");
    let expect: Expect =
        serde_json::from_slice(&expect).unwrap_or_else(|e| panic!("{slug}/expect.json: {e}"));
    let articles = expect.articles.iter().map(|article| {
        let text =
            fs::read(folder.join(&article.file)).unwrap_or_else(|e| panic!("{slug}/{}: {e}", article.file));
        Article {
            id: article.id.clone(),
            source: article.source.clone(),
            url: article.url.clone(),
            title: article.title.clone(),
            text: String::from_utf8(text).expect("fixtures are UTF-8"),
            published_at: article.published_at.clone(),
            ..Article::default()
        }
    });
    let articles = articles.collect();
    Story { slug, folder, articles, expect }
}
