//! Every number that decides: name, meaning, and where its value comes from.

use sha2::{Digest, Sha256};

/// Thresholds of the engine.
#[derive(Debug, Clone, PartialEq)]
pub struct Params {
    /// A sentence is looked up in the index by this many of its rarest terms.
    /// 24: on the 26 gold stories 101 of 840 aligned pairs are lost or barred, with all terms 99.
    pub rarest_terms: usize,
    /// Posting lists longer than this are not followed: their term says little and costs much.
    /// 200: as above; never reached by a story of eight articles.
    pub longest_posting: usize,
    /// Partners that a sentence keeps.
    /// 24: the most partners that a gold sentence has is 9, in stories of three articles.
    pub candidates_kept: usize,
    /// Least share of the lighter sentence's weight that candidates have in common.
    /// 0.03 of 0.0, 0.03 and 0.06: of 840 aligned gold pairs 22 lie between this and 0.06, two below; F1 with
    /// weights learned on other stories differs by less than 0.005.
    pub candidate_share: f64,
    /// Least score of a link. 0.33 of 0.2 to 0.6: F1 on the gold stories, each scored with weights learned
    /// without it, is best between 0.25 and 0.40 (`examples/learn_alignment.rs` prints the table: 0.79 on the
    /// six read closely, 0.67 on the twenty); below 0.33 they hold pairs that editors marked as traps.
    pub align_score: f64,
    /// First-pass score from which sentences that count the same things in far other numbers are shown beside one
    /// another. 0.9: in the gold stories such pairs speak of one kind of haul or toll; below are chance ones.
    pub elsewhere_score: f64,
    /// Cosine of two articles' words from which they tell one event, before growth.
    /// 0.08 with growth 0.03: on mixtures of the 26 gold stories, 2 to 77 articles at once, pairs of
    /// one story lie above 0.08 + 0.03 ln n; pairs of two stories below it, but for two hijackings
    /// and two earthquakes of one island years apart, which only dates can part.
    pub event_likeness: f64,
    /// Growth of that with the natural logarithm of the number of articles.
    pub event_likeness_growth: f64,
    /// Articles published more days apart than this tell of two events: a month, the longest that a
    /// running story of the gold set spans (25 days).
    pub event_days: i32,
}

impl Default for Params {
    fn default() -> Self {
        Params {
            rarest_terms: 24,
            longest_posting: 200,
            candidates_kept: 24,
            candidate_share: 0.03,
            align_score: 0.33,
            elsewhere_score: 0.9,
            event_likeness: 0.08,
            event_likeness_growth: 0.03,
            event_days: 31,
        }
    }
}

/// How articles are read.
pub mod read {
    /// Bytes of the longest sentence; what is longer is cut. 4 KiB: of the 5,000 sentences of the gold stories none is
    /// a sixth as long, and work on one sentence grows with the square of its words here and there.
    pub const LONGEST_SENTENCE: usize = 4096;
}

/// What alignment knows of a sentence and its surroundings.
pub mod align {
    /// Days before the latest day of a story from which on what happened is its background. 7: reports of one event
    /// span fewer days, but for updates, which name their own.
    pub const BACKGROUND_DAYS: i32 = 7;
    /// A best partner less alike than this is none: beside nothing, everything is best.
    /// 0.3 of 0.0, 0.2, 0.3 and 0.4, which differ by less than 0.005 of F1 on the gold stories.
    pub const LEAST_BEST: f64 = 0.3;
}

/// When two numbers count one thing, and in how far other numbers.
pub mod counted {
    /// Share by which a measure may be off where another outlet has converted and rounded it: 4 inches for 100
    /// millimetres are 1.6 % off, 35 miles for 55 kilometres 2.4 %.
    pub const CONVERTED: f64 = 0.03;
    /// From this ratio on, two counts of one thing are not estimates of one another.
    /// 1.7: estimates of one toll in the gold stories differ by less (40 and 50 hurt, 50 and 80), other
    /// occasions' by more (6 and 14 rifles, 5 and 12 hurt).
    pub const FAR: f64 = 1.7;
    /// A value up to this is no sign by itself.
    pub const SMALL: f64 = 3.0;
    /// From this value on a number that two sentences share is hardly chance.
    pub const TELLING: f64 = 100.0;
}

/// What bars a link. Read off the pairs of the 26 gold stories, where the guards and the index together lose 87 of 840
/// pairs that readers join (`examples/learn_alignment.rs` prints them).
pub mod guard {
    /// Above this share of common weight, a negation in one sentence alone turns it into the opposite
    /// of the other rather than into another topic.
    pub const NEGATION_COVERAGE: f64 = 0.6;
    /// Words in a row from which on two attributed sentences are one utterance, whatever the speaker is called.
    pub const SAME_UTTERANCE_RUN: usize = 7;
    /// Least coverage of both sentences for that.
    pub const SAME_UTTERANCE_COVERAGE: f64 = 0.6;
    /// Above this share of common weight, a pair of opposites turns one statement into the other's contrary;
    /// below, the two words belong to other parts of the sentences.
    pub const OPPOSITE_COVERAGE: f64 = 0.4;
    /// Words in a row that two direct quotations must share to be one.
    pub const QUOTED_RUN: usize = 4;
    /// Unless they share this much of their weight.
    pub const QUOTED_COVERAGE: f64 = 0.3;
    /// Or one holds this much of the other, word for word.
    pub const QUOTED_SHARE: f64 = 0.5;
    /// Things counted in far other numbers, and none alike, from which on two sentences tell of two occasions
    /// or places in the same words; one such number may be a toll that grew.
    pub const OTHER_COUNTS: usize = 2;
    /// Names in common from which on, and with nothing else in common, two sentences are lists of them.
    pub const LIST: usize = 4;
    /// Words in a row that a pair must share where only a number is common.
    pub const NUMBER_RUN: usize = 4;
    /// Shared terms up to which a negation of one of them turns the statement round.
    pub const FEW_TERMS: usize = 3;
    /// Share of common weight above which the speaker is all that tells two sentences apart.
    pub const OTHER_NAME_COVERAGE: f64 = 0.75;
    /// Share of common weight at which two sentences hold the same words and order begins to matter.
    pub const REVERSED_COVERAGE: f64 = 0.9;
}

/// Facts and differences.
pub mod facts {
    /// Least score of every link by which a third sentence joins a fact; a weaker link makes a fact of its own.
    /// 0.5: as likely as not. The pairs joined are the same for any value; counts of outlets and origins are not.
    pub const COHESION: f64 = 0.5;
    /// From this many days on a later article reports what became of the matter, and leads the account: reports of
    /// one event follow one another within two days in the gold stories.
    pub const UPDATE_DAYS: i32 = 3;
    /// Nearly all of a sentence's weight: what is left is a word of little weight.
    pub const NEARLY_ALL: f64 = 0.85;
    /// Most of it.
    pub const MOST: f64 = 0.6;
    /// A link this sure says that the two sentences report one count, not two of one kind.
    pub const SURE: f64 = 0.9;
    /// "At least 50" is not said of more than this many times 50: whoever knew of 249 hurt would not write
    /// "at least five".
    pub const PLAUSIBLE: f64 = 2.0;
    /// "Dozens" says how many at least; where there were ten times as many, it would be "hundreds".
    pub const NEXT_WORD: f64 = 10.0;
    /// A rounded number covers a tenth on either side: "about 50" and 47.
    pub const ROUNDING: f64 = 0.10;
}

/// Sentences of a near copy and their originals.
pub mod twins {
    /// Words in common, as a share of both sentences', from which one is the other edited. 0.7: an editor changes a
    /// word or two; the next sentence of an article shares less than half.
    pub const ALIKE: f64 = 0.7;
    /// Words in common of all such sentences, as a share of all words, from which an article is a near copy. 0.9, as
    /// for runs of words in `copies`: no two articles of the gold stories, wire copies among them, come so near.
    pub const NEAR_COPY: f64 = 0.9;
    /// Sentences of the original that may have been left out before the next one.
    pub const WINDOW: usize = 6;
}

/// One article that tells a thing twice.
pub mod retold {
    /// Terms that two tellings have in common, at least.
    pub const LEAST_TERMS: usize = 3;
    /// Share of the weight of the fuller telling that they have in common. 0.25 and 0.5 for the shorter: read over the
    /// gold stories, four of five pairs above them are tellings of one thing.
    pub const OF_FULLER: f64 = 0.25;
    /// The same of the shorter.
    pub const OF_SHORTER: f64 = 0.5;
    /// Sentences of one article that may say a term; more often said, it is what the article is about.
    pub const MOST_OFTEN: usize = 8;
}

/// What the account prints. Chosen on the 26 gold stories, where every fact that may not be lost stays printed; higher
/// shares print more facts twice.
pub mod account {
    /// Share of a sentence's weight that printed partners must hold for it to be left out.
    pub const SAID_SHARE: f64 = 0.55;
    /// The same where the partners hold every name, number and date of it. 0.40 of 0.25 to 0.55: thirteen facts are
    /// printed twice at 0.55, nine at 0.40, six at 0.25, where sentences go that say other things of one person.
    pub const SAID_SHARE_WORDS: f64 = 0.40;
    /// The same where, besides, the sentence is surely joined to a printed one.
    pub const SAID_SHARE_SURE: f64 = 0.30;
    /// Score of such a link.
    pub const SURE_LINK: f64 = 0.9;
    /// Content words in a row that such a sentence may have for itself; more are a clause.
    pub const UNSAID_RUN: usize = 3;
    /// The same for a broken sentence, which is printed only for what nobody else says.
    pub const SAID_SHARE_BROKEN: f64 = 0.41;
    /// Share of a printed sentence that one fuller sentence must hold for it to give way: all but a word of little weight.
    pub const CONTAINED_SHARE: f64 = 0.8;
}

/// What a unit says when two bare sentences are compared; words lie between 0.4 (the most frequent) and 5.
/// Chosen by hand in that range, a name above any word; the learned weights follow them.
pub mod likeness {
    /// A name.
    pub const NAME_WEIGHT: f64 = 7.0;
    /// A number.
    pub const NUMBER_WEIGHT: f64 = 5.0;
    /// A date.
    pub const DATE_WEIGHT: f64 = 4.0;
}

/// Hash of every threshold, weight and table: 16 hexadecimal digits.
pub fn digest(params: &Params) -> String {
    let mut hasher = Sha256::new();
    hasher.update(format!("{params:?}"));
    hasher.update(include_str!("params.rs"));
    hasher.update(include_str!("align/weights.tsv"));
    hasher.update(include_str!("question/likeness/weights.tsv"));
    crate::engine::data::digest(&mut hasher);
    hasher.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}
