//! One entity, many forms: groups the names of all articles into persons, places, organisations,
//! offices and others, each link with its reason.
//!
//! In: mentions. Out: [`Names`]. It decides from the texts and from general tables (countries,
//! romanisation systems, nicknames); it never looks one particular person up.

mod chinese;
pub mod compare;
mod definite;
mod forms;
mod japanese;
mod korean;
mod link;
mod nickname;
mod organisation;
mod pair;
mod parts;
mod person;
mod place;
mod script;
mod spelling;
mod uncased;
mod union;

use crate::engine::Options;
use crate::engine::answer::NameKind;
use crate::engine::article::Article;
use crate::engine::evidence::Evidence;
use crate::engine::mention::Mentions;
use crate::engine::read::Document;
use crate::engine::text::fold::fold_line;

pub use forms::{Form, FormIx};
pub use organisation::is_legal_form;
pub use uncased::add as add_uncased;
pub use union::opposed;

/// A group of forms in [`Names::groups`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupIx(pub u32);

/// Why two forms are one entity.
#[derive(Debug, Clone)]
pub struct Link {
    /// One form.
    pub a: FormIx,
    /// The other.
    pub b: FormIx,
    /// The reason.
    pub evidence: Evidence,
}

/// One entity.
#[derive(Debug, Clone)]
pub struct Group {
    /// Sort of entity.
    pub kind: NameKind,
    /// Its forms, most used first.
    pub forms: Vec<FormIx>,
    /// The form to print.
    pub preferred: FormIx,
    /// Why its forms are one.
    pub links: Vec<Link>,
}

/// All names of a call.
pub struct Names {
    /// Distinct forms.
    pub forms: Vec<Form>,
    /// Entities.
    pub groups: Vec<Group>,
    /// For each document, for each of its name mentions: its group.
    pub of_mention: Vec<Vec<GroupIx>>,
    /// For each document, in its order, the tokens of phrases in small letters that mean a group: "the company".
    pub phrases: Vec<Vec<(std::ops::Range<usize>, GroupIx)>>,
}

/// Groups the names of all documents.
pub fn group(
    articles: &[&Article],
    documents: &[Document],
    mentions: &[Mentions],
    options: &Options,
) -> Names {
    let mut forms = forms::collect(articles, documents, mentions);
    let mut links = link::links(&mut forms);
    let form_of = |text: &String| {
        let key = fold_line(text);
        forms.list.iter().position(|f| f.key == key).map(|ix| FormIx(ix as u32))
    };
    let by_editor = |pairs: &[(String, String)]| -> Vec<(FormIx, FormIx)> {
        pairs.iter().filter_map(|(a, b)| Some((form_of(a)?, form_of(b)?))).collect()
    };
    let (same, apart) = (by_editor(&options.same), by_editor(&options.not_same));
    for &(a, b) in &same {
        links.insert(0, Link { a, b, evidence: Evidence::new("an editor says that they are one", 1.0) });
    }
    let mut groups = union::groups(&forms.list, links, &apart);
    let mut group_of_form = vec![GroupIx(0); forms.list.len()];
    for (ix, group) in groups.iter().enumerate() {
        for form in &group.forms {
            group_of_form[form.0 as usize] = GroupIx(ix as u32);
        }
    }
    let story = definite::Story { articles, documents, mentions, group_of_form: &group_of_form };
    let is_apart = |folded: &str| {
        options.not_same.iter().any(|(a, b)| [a, b].iter().any(|form| fold_line(form) == folded))
    };
    let phrases = definite::add(&story, &mut forms, &mut groups, is_apart);
    let of_mention = forms
        .of_mention
        .iter()
        .map(|list| list.iter().map(|f| group_of_form[f.0 as usize]).collect())
        .collect();
    Names { forms: forms.list, groups, of_mention, phrases }
}
