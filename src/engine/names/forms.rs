//! Distinct forms: every spelling once, with its places and the guesses made at its kind.

use super::nickname;
use crate::engine::answer::NameKind;
use crate::engine::article::Article;
use crate::engine::data::gazetteer::{Entry, Role};
use crate::engine::mention::{Mentions, NameMention};
use crate::engine::read::{DocIx, Document};
use crate::engine::span::{Part, Span};
use crate::engine::text::fold::fold_line;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// A form in [`Names::forms`](super::Names).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FormIx(pub u32);

/// A spelling as printed, and its places.
pub type Spelling = (String, Vec<(DocIx, Part, Span)>);

/// One spelling, however its letters are cased.
#[derive(Debug, Clone)]
pub struct Form {
    /// Folded text: the identity of the form. Metonyms have `=country` behind it.
    pub key: String,
    /// Words of the key.
    pub words: Vec<String>,
    /// Sort of entity: the best-founded guess among its mentions.
    pub kind: NameKind,
    /// Whether that guess rests on more than capitals.
    pub is_certain: bool,
    /// What the gazetteer knows.
    pub place: Option<Entry>,
    /// Its mentions: document, number of the mention there.
    pub mentions: Vec<(DocIx, u32)>,
    /// Documents it stands in.
    pub documents: BTreeSet<DocIx>,
    /// m, f or -: what its titles say.
    pub gender: &'static str,
    /// Ranks, offices and roles that stand before it, in full.
    pub titles: BTreeSet<&'static str>,
    /// Number of mentions after a preposition of place.
    pub n_located: usize,
    /// Every spelling as printed, with titles where they stand, and its places.
    pub spellings: Vec<Spelling>,
    /// Places where it stands in brackets right after another form: `Department of Justice (DOJ)`.
    pub bracketed_after: Option<FormIx>,
    /// What a text says that this person is called besides: `the Chin`.
    pub bynames: BTreeSet<FormIx>,
    /// Whether it is such a name, which nobody would print alone.
    pub is_byname: bool,
}

impl Form {
    /// The spelling used most, without its title.
    pub fn text(&self) -> &str {
        self.spellings.first().map_or(self.key.as_str(), |s| s.0.as_str())
    }

    /// Number of mentions.
    pub fn count(&self) -> usize {
        self.mentions.len()
    }
}

/// The forms and, for each document, the form of each of its mentions.
pub struct Forms {
    /// In order of first appearance.
    pub list: Vec<Form>,
    /// For each document, for each mention.
    pub of_mention: Vec<Vec<FormIx>>,
}

/// Collects the distinct forms of all mentions.
pub fn collect(articles: &[&Article], documents: &[Document], mentions: &[Mentions]) -> Forms {
    let mut by_key: FxHashMap<String, FormIx> = FxHashMap::default();
    let mut forms = Forms { list: Vec::new(), of_mention: Vec::new() };
    for (doc, (article, found)) in articles.iter().zip(mentions).enumerate() {
        let doc = DocIx(doc as u32);
        let mut of_mention: Vec<FormIx> = Vec::with_capacity(found.names.len());
        for (number, mention) in found.names.iter().enumerate() {
            let text = article.part(mention.part);
            let printed = mention.span.of(text);
            let folded = fold_line(printed);
            let key = key_of(mention, &documents[doc.0 as usize], text, &folded);
            let ix = *by_key.entry(key.clone()).or_insert_with(|| {
                forms.list.push(Form::new(key, &folded));
                FormIx(forms.list.len() as u32 - 1)
            });
            let form = &mut forms.list[ix.0 as usize];
            add_mention(form, mention, printed, doc, number as u32, text);
            if form.bracketed_after.is_none() {
                form.bracketed_after = bracketed_after(found, number, text).map(|before| of_mention[before]);
            }
            of_mention.push(ix);
        }
        forms.of_mention.push(of_mention);
    }
    nickname::collect(articles, documents, mentions, &mut forms);
    for form in &mut forms.list {
        let n_titled = |s: &str| usize::from(fold_line(s) != form.words.join(" "));
        // Stable: among equals the spelling met first stays first.
        form.spellings.sort_by_key(|(s, places)| (n_titled(s), std::cmp::Reverse(places.len())));
    }
    forms
}

impl Form {
    /// A form without mentions.
    pub fn new(key: String, folded: &str) -> Form {
        Form {
            words: words_of(folded),
            key,
            kind: NameKind::Other,
            is_certain: false,
            place: None,
            mentions: Vec::new(),
            documents: BTreeSet::new(),
            gender: "-",
            titles: BTreeSet::new(),
            n_located: 0,
            spellings: Vec::new(),
            bracketed_after: None,
            bynames: BTreeSet::new(),
            is_byname: false,
        }
    }

    /// Adds a place where it is printed so.
    pub fn add_spelling(&mut self, printed: &str, place: (DocIx, Part, Span)) {
        match self.spellings.iter_mut().find(|(s, _)| s == printed) {
            Some((_, places)) => places.push(place),
            None => self.spellings.push((printed.to_owned(), vec![place])),
        }
    }
}

/// Words of a folded name; a nickname between quotation marks is not one of them.
fn words_of(folded: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut is_quoted = false;
    for word in folded.split(' ') {
        is_quoted |= word.starts_with(nickname::OPENING) && word.len() > 1;
        if !is_quoted {
            words.push(word.to_owned());
        }
        is_quoted &= !word.ends_with(nickname::CLOSING);
    }
    if words.is_empty() { folded.split(' ').map(str::to_owned).collect() } else { words }
}

fn add_mention(form: &mut Form, mention: &NameMention, printed: &str, doc: DocIx, number: u32, text: &str) {
    let better = (mention.is_certain, mention.kind != NameKind::Other)
        > (form.is_certain, form.kind != NameKind::Other);
    if better || form.mentions.is_empty() {
        form.kind = mention.kind;
        form.is_certain = mention.is_certain;
    }
    form.place = form.place.or(mention.place);
    form.n_located += usize::from(mention.is_located);
    form.mentions.push((doc, number));
    form.documents.insert(doc);
    if let Some(title) = mention.title.filter(|t| t.gender != "-") {
        form.gender = title.gender;
    }
    form.titles.extend(mention.title.filter(|t| t.kind != "honorific").map(|t| t.full));
    form.add_spelling(printed, (doc, mention.part, mention.span));
    if let Some(titled) = mention.titled {
        form.add_spelling(titled.of(text), (doc, mention.part, titled));
    }
}

/// A capital that acts ("Pyongyang denies") stands for its country's government and is another
/// form than the town ("in Pyongyang").
fn key_of(mention: &NameMention, document: &Document, text: &str, folded: &str) -> String {
    match mention.place {
        Some(Entry { role: Role::Capital, country: Some(_), .. })
            if !mention.is_located && acts(mention, document, text) =>
        {
            format!("{folded}=country")
        }
        // `Mr Jenkin` and `Miss Jenkin` are two forms, though the name is one.
        _ if !folded.contains(' ') && mention.title.is_some_and(|t| t.gender != "-") => {
            format!("{folded}={}", mention.title.map_or("-", |t| t.gender))
        }
        _ => folded.to_owned(),
    }
}

/// Whether a verb of speech, denial or will follows within a few words, with no noun of its own between.
fn acts(mention: &NameMention, document: &Document, text: &str) -> bool {
    let sentence = &document.sentences[mention.sentence as usize];
    let after = mention.tokens.end..sentence.tokens.end.min(mention.tokens.end + 4);
    for at in after {
        let token = &document.tokens[at];
        let word = token.of(text).to_lowercase();
        if crate::engine::data::lookup::tables().reporting.contains_key(word.as_str()) {
            return true;
        }
        if matches!(word.as_str(), "has" | "have" | "had" | "will" | "would" | "is" | "was") {
            return !sentence.is_headline;
        }
        let passes =
            matches!(word.as_str(), "and" | "both" | "also" | "again" | "later" | "repeatedly" | "never")
                || token.is_capitalised();
        if !passes {
            return false;
        }
    }
    false
}

/// The mention right before this one, if this one stands in brackets after it.
fn bracketed_after(found: &Mentions, number: usize, text: &str) -> Option<usize> {
    let mention = &found.names[number];
    let before = number.checked_sub(1)?;
    let previous = &found.names[before];
    let same_place = previous.sentence == mention.sentence && previous.span.end() <= mention.span.start();
    let between = same_place.then(|| text[previous.span.end()..mention.span.start()].trim_start())?;
    let closes = text[mention.span.end()..].starts_with(')');
    (between == "(" && closes).then_some(before)
}

impl Form {
    /// The words in ASCII letters, titles and possessives aside.
    pub fn ascii_words(&self) -> Vec<String> {
        if self.words.iter().all(|w| w.is_ascii()) {
            return self.words.clone();
        }
        super::script::ascii_words(&self.words.join(" "))
    }

    /// Whether a word of it is the head of an organisation or place, so that it is no person's.
    pub fn is_office_like(&self) -> bool {
        use crate::engine::data::lookup::tables;
        self.kind != NameKind::Person
            && self
                .words
                .iter()
                .any(|w| tables().organisation_head(w) || tables().place_heads.contains_key(w.as_str()))
    }

    /// m, f or -: what the titles say, else the given name.
    pub fn sex(&self) -> &'static str {
        use crate::engine::data::lookup::tables;
        if self.gender != "-" || self.words.len() < 2 {
            return self.gender;
        }
        tables().given_names.get(self.words[0].as_str()).copied().filter(|sex| *sex != "u").unwrap_or("-")
    }

    /// The office with its head noun in canonical form.
    pub fn office_key(&self) -> String {
        use crate::engine::data::lookup::tables;
        let canonical = |w: &String| {
            let full = tables().titles_folded.get(w.as_str()).map_or(w.as_str(), |t| t.as_str());
            let bare = full.trim_end_matches('.');
            tables().office_heads.get(bare).map_or(bare.to_owned(), |c| (*c).to_owned())
        };
        self.words.iter().map(canonical).collect::<Vec<_>>().join(" ")
    }
}
