//! How the sources of two sentences stand to one another.

use super::Attribution;
use crate::engine::answer::Mode;

/// Whether two attributions can go back to one speech act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// One speaker or document.
    Same,
    /// At least one is not attributed, or the speakers may be one (an agency and its officer).
    Open,
    /// Another speaker, or another document.
    Other,
}

/// Compares the sources of two sentences.
pub fn relation(a: Option<&Attribution>, b: Option<&Attribution>) -> Relation {
    let (Some(a), Some(b)) = (a, b) else {
        return Relation::Open;
    };
    let groups = |x: &Attribution| -> Vec<_> { x.who_groups.iter().chain(&x.via_groups).copied().collect() };
    let (groups_a, groups_b) = (groups(a), groups(b));
    if groups_a.iter().any(|g| groups_b.contains(g)) {
        return Relation::Same;
    }
    let nouns_differ = matches!((a.document_noun, b.document_noun), (Some(x), Some(y)) if x != y);
    let both_named = !groups_a.is_empty() && !groups_b.is_empty();
    if a.is_person && b.is_person && both_named {
        return Relation::Other;
    }
    let shared_words = a.who_words.iter().any(|w| b.who_words.contains(w));
    if shared_words && !nouns_differ {
        return Relation::Same;
    }
    let a_document = a.document_noun.is_some();
    let b_document = b.document_noun.is_some();
    // One reads from a document, the other names somebody else: another speech act.
    if nouns_differ
        || ((a_document || b_document)
            && !shared_words
            && a.is_explicit | b.is_explicit
            // "the ministry's claim that" names a speaker, not the occasion.
            && a.mode != Mode::Narration
            && b.mode != Mode::Narration
            && !(a.is_person || b.is_person))
    {
        return Relation::Other;
    }
    Relation::Open
}
