//! Speech that goes on without a marker: quotations over several sentences, the rest of a document.

use super::Attribution;
use super::follow::Follower;
use super::papers::is_text;
use crate::engine::answer::Mode;
use crate::engine::read::{Sentence, SentenceNo};

impl Follower<'_, '_> {
    /// Without a marker: the rest of a quotation, or of what a document is reported to say.
    pub(super) fn carried(
        &self,
        sentence: &Sentence,
        n_quoted: usize,
        n_words: usize,
    ) -> Option<Attribution> {
        // A quotation goes on over paragraphs: what came right before tells its speaker.
        let previous = self.out.len().checked_sub(1).and_then(|n| Some((n, self.out[n].as_ref()?)));
        if n_quoted * 2 > n_words
            && let Some((n, previous)) = previous
            && previous.mode == Mode::Direct
            && sentence.paragraph - self.view.document.sentences[n].paragraph <= 2
        {
            return Some(Attribution { is_explicit: false, ..previous.clone() });
        }
        let last = self.known.last()?;
        let same_paragraph = last.paragraph == sentence.paragraph;
        let carry = |mode: Mode| Attribution { mode, is_explicit: false, ..last.attribution.clone() };
        if n_quoted * 2 > n_words && sentence.paragraph - last.paragraph <= 2 {
            return Some(carry(Mode::Direct));
        }
        let previous_is_document = self
            .out
            .last()
            .is_some_and(|a| a.as_ref().is_some_and(|a| a.document.is_some() && a.mode != Mode::Direct));
        (same_paragraph && previous_is_document && last.attribution.document_noun.is_some_and(is_text))
            .then(|| carry(Mode::Indirect))
    }

    /// A quoted sentence before the one that says whose it is: `"I believe in this team. We are better," said X.`
    pub(super) fn carry_back(&mut self) {
        let sentences = &self.view.document.sentences;
        for n in (0..sentences.len().saturating_sub(1)).rev() {
            if self.out[n].is_some() || !self.is_quoted_whole.get(n).copied().unwrap_or(false) {
                continue;
            }
            // A paragraph without a closing mark goes on in the next.
            let is_open = {
                let touching = self.view.document.quotations_of(n as SentenceNo);
                touching.iter().any(|q| q.last as usize == n && !q.closed)
            };
            let same = sentences[n].paragraph == sentences[n + 1].paragraph || is_open;
            if let Some(next) = self.out[n + 1].clone().filter(|a| same && a.mode == Mode::Direct) {
                self.out[n] = Some(Attribution { is_explicit: false, ..next });
            }
        }
    }

    /// Sentences that share a quotation share its speaker.
    pub(super) fn spread_over_quotations(&mut self) {
        for quotation in &self.view.document.quotations {
            let range = quotation.first as usize..=quotation.last as usize;
            if quotation.first == quotation.last {
                continue;
            }
            let marked = range.clone().find(|&n| self.out[n].as_ref().is_some_and(|a| a.is_explicit));
            let Some(marked) = marked else { continue };
            let Some(speaker) = self.out[marked].clone() else {
                continue;
            };
            for n in range {
                if n != marked && !self.out[n].as_ref().is_some_and(|a| a.is_explicit) {
                    self.out[n] =
                        Some(Attribution { is_explicit: false, mode: Mode::Direct, ..speaker.clone() });
                }
            }
        }
    }
}
