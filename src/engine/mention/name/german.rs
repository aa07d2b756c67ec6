//! Names in German, which writes every noun with a capital: what tells a name from the nouns around it.

use super::{Finder, NameMention};
use crate::engine::article::Article;
use crate::engine::data::gazetteer::gazetteer;
use crate::engine::data::lookup::tables;
use crate::engine::read::Document;
use crate::engine::text::{Lexicon, TokenKind};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Articles, which are no part of a name unless a preposition of nobility stands before: `von der Leyen`.
const ARTICLES: &[&str] = &["der", "die", "das", "dem", "den", "des"];
const OF_NOBILITY: &[&str] = &["von", "zu", "zur", "vom", "van", "auf", "an"];

impl Finder<'_> {
    /// What of a run of capitalised words may be a name: `Jürgen Keßler` of `Feuerwehrchef Jürgen Keßler`.
    pub(super) fn without_nouns(&self, run: Range<usize>) -> Option<Range<usize>> {
        if gazetteer().get(self.slice(&run)).is_some() {
            return Some(run);
        }
        let given =
            run.clone().find(|at| *at + 1 < run.end && tables().given_names.contains_key(self.folded(*at)));
        if let Some(given) = given {
            return Some(given..run.end);
        }
        let holds_article = run
            .clone()
            .skip(1)
            .any(|at| ARTICLES.contains(&self.folded(at)) && !OF_NOBILITY.contains(&self.folded(at - 1)));
        let is_counted =
            run.start > self.sentence.tokens.start && self.token(run.start - 1).kind == TokenKind::Number;
        (!holds_article && !is_counted).then_some(run)
    }
}

/// Leaves out single words that nothing shows to be names: no place, no letters, no part of a longer name of the article.
pub(super) fn drop_nouns(
    article: &Article,
    document: &Document,
    lexicon: &Lexicon,
    names: &mut Vec<NameMention>,
) {
    let word = |at: usize| &*lexicon.word(document.tokens[at].word).text;
    let last_words: FxHashSet<&str> =
        names.iter().filter(|name| name.tokens.len() > 1).map(|name| word(name.tokens.end - 1)).collect();
    names.retain(|name| {
        let text = name.span.of(article.part(name.part));
        name.tokens.len() > 1
            || name.place.is_some()
            || name.title.is_some()
            || text.chars().filter(|c| c.is_uppercase()).count() > 1
            || last_words.contains(word(name.tokens.start))
    });
}

#[cfg(test)]
mod tests {
    use crate::engine::article::Article;
    use crate::engine::mention;
    use crate::engine::read::{self, HouseLines};
    use crate::engine::text::Lexicon;

    #[test]
    fn nouns_are_no_names() {
        let text = "Der Schaden beträgt rund 3,5 Millionen Euro, sagte Feuerwehrchef Jürgen Keßler. Die Polizei sucht Zeugen. Nach dem Unfall sprach Keßler mit dem Seemann Dmitrij Orlow aus Hamburg, der bei der SPD ist. Wenn der Wind dreht, brennt es weiter.";
        let article = Article { text: text.into(), lang: Some("de".into()), ..Article::default() };
        let mut lexicon = Lexicon::default();
        let documents = [read::read(&article, &HouseLines::default(), &mut lexicon)];
        let mentions = mention::find(&[&article], &documents, &lexicon);
        let found: Vec<&str> = mentions[0].names.iter().map(|name| name.span.of(text)).collect();
        assert_eq!(found, ["Jürgen Keßler", "Keßler", "Dmitrij Orlow", "Hamburg", "SPD"]);
    }
}
