//! What stands behind digits in other languages than English: `3,5 Mio. Euro`, `15 mil millones`, `20mila`, `320万人`.

use super::parse::{Found, Measure};
use crate::engine::data::lookup::Unit;
use crate::engine::data::{Quantities, quantities};
use crate::engine::mention::reader::Reader;

impl Reader<'_> {
    /// The words beside numbers of the document's language, if it has its own.
    pub(super) fn quantities(&self) -> Option<&'static Quantities> {
        match self.document.lang.as_str() {
            "en" => None,
            lang => quantities().get(lang),
        }
    }

    /// The factor that stands at a token, and the token behind it: `millones`, `mil millones`, `Mio.`
    pub(super) fn multiplier_in(&self, words: &Quantities, at: usize) -> Option<(f64, usize)> {
        let factor = |form: &str| words.get(form).filter(|u| u.dimension == "multiplier").map(|u| u.factor);
        let two = || factor(&format!("{} {}", self.folded(at), self.folded(at + 1))).map(|f| (f, at + 2));
        let one = || factor(self.folded(at)).map(|f| (f, at + 1));
        let (factor, end) = two().or_else(one)?;
        let is_shortened = self.raw(end) == "." && self.glued(end - 1) && self.token(end + 1).is_some();
        Some((factor, end + usize::from(is_shortened)))
    }

    /// The unit behind the small word that goes before it in Romance languages, `millones de euros`, `milliards d'euros`, and
    /// the token behind it.
    pub(super) fn unit_of_many(&self, at: usize) -> Option<(Measure, usize)> {
        self.quantities()?;
        match self.folded(at) {
            "de" | "di" => Some((self.unit(self.folded(at + 1))?, at + 2)),
            word => Some((self.unit(word.strip_prefix("d'").or(word.strip_prefix("d\u{2019}"))?)?, at + 1)),
        }
    }

    /// `3億5000万`, `1만2천명`: digits and the characters that multiply them, in turn; a counter may follow in the last token.
    /// `None` in other languages, and of `5km`.
    pub(super) fn digits_with_characters(&self, at: usize) -> Option<Found> {
        let words =
            self.quantities().filter(|_| matches!(self.document.lang.as_str(), "zh" | "ja" | "ko"))?;
        if self.raw(at).ends_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let from = self.token(at)?.start as usize;
        let last = self.document.tokens[self.sentence.tokens.end - 1].end as usize;
        let text = &self.text[from..last];
        let (mut rest, mut value) = (text, 0.0);
        loop {
            let n_digits =
                rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.')).unwrap_or(rest.len());
            let digits = rest[..n_digits].trim_end_matches([',', '.']);
            let Ok(part) = digits.replace(',', "").parse::<f64>() else { break };
            rest = &rest[digits.len()..];
            let mut factor = 1.0;
            while let Some(c) = rest.chars().next()
                && let Some(unit) = words.get(c.encode_utf8(&mut [0; 4]) as &str)
            {
                factor *= unit.factor;
                rest = &rest[c.len_utf8()..];
            }
            value += part * factor;
            // Only a multiplied part has another behind it.
            if factor == 1.0 {
                break;
            }
        }
        let end_byte = from + text.len() - rest.len();
        let behind = self.document.tokens[at..self.sentence.tokens.end].iter();
        let n_tokens = behind.take_while(|token| (token.start as usize) < end_byte).count();
        let end = at + n_tokens;
        (n_tokens > 0).then_some(Found { start: at, end, value, high: None, is_vague: false, suffix: None })
    }
}

/// A unit's canonical name, dimension and factor, as [`Reader::unit`] gives them.
pub(super) fn unit_in(words: &Quantities, form: &str) -> Option<Unit> {
    words.get(form).filter(|unit| unit.dimension != "multiplier").copied()
}

#[cfg(test)]
mod tests {
    use crate::engine::article::Article;
    use crate::engine::mention;
    use crate::engine::read;
    use crate::engine::text::Lexicon;

    fn check(lang: &str, text: &str, expected: &[(f64, Option<&str>)]) {
        let article = Article { text: text.into(), lang: Some(lang.into()), ..Article::default() };
        let mut lexicon = Lexicon::default();
        let documents = [read::document(&article, read::layout_of_statement(&article), &mut lexicon)];
        let mentions = mention::find(&[&article], &documents, &lexicon);
        let found: Vec<_> = mentions[0].numbers.iter().map(|m| (m.value, m.unit)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_number_is_what_its_language_says() {
        let eur = Some("eur");
        check(
            "de",
            "Der Schaden beträgt 3,5 Mio. Euro, 12 Prozent mehr als zuvor.",
            &[(3.5e6, eur), (12.0, Some("per_cent"))],
        );
        check("de", "Es waren 4 Mio.", &[(4e6, None)]);
        check(
            "es",
            "El gobierno pagó 15 mil millones de euros a 2 millones de personas.",
            &[(15e9, eur), (2e6, None)],
        );
        check("fr", "Elle a coûté 2,5 milliards d'euros.", &[(2.5e9, eur)]);
        check(
            "it",
            "In 20mila hanno camminato per 12 chilometri.",
            &[(20_000.0, None), (12_000.0, Some("kilometre"))],
        );
        check("pt", "Cerca de 3 milhões de hectares.", &[(3e6 * 1e4, Some("hectare"))]);
        check("ru", "Ущерб составил 120 млн рублей.", &[(120e6, Some("rub"))]);
        check("uk", "Евакуювали 5 тис. людей.", &[(5_000.0, None)]);
        check("ar", "قتل 3 آلاف شخص", &[(3_000.0, None)]);
        check("zh", "洪水影响了320万人，损失3亿5000万元。", &[(3.2e6, None), (3.5e8, None)]);
        check("ja", "避難者は1万2000人に上った。", &[(12_000.0, None)]);
        check("ko", "이 사고로 12명이 숨지고 1만2천명이 대피했다.", &[(12.0, None), (12_000.0, None)]);
        check("ko", "이 길은 5km 길이다.", &[(5_000.0, Some("kilometre"))]);
        check("en", "It cost 3 million euros.", &[(3e6, eur)]);
    }
}
