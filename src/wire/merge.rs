//! The engine's answer to a merge, in bytes and indices, as the wire's, in the client's unit and ids.

use crate::engine::answer as engine;
use crate::engine::article::{Article, ArticleNote};
use crate::engine::{Duplicates, params_digest};
use crate::wire::answer::*;
use crate::wire::offsets::{Offsets, TextIndex};
use crate::wire::places::{Places, evidence, fact_ids, origin_id};
use crate::wire::reply;
use crate::wire::segments::Segments;
use std::sync::Arc;

/// The answer on the wire. `articles` are those that `merge` was made from, in the same order.
pub fn merge<'a>(merge: &'a engine::Merge, articles: &'a [Article], offsets: Offsets) -> Answer<'a> {
    let places = Arc::new(Places::new(articles, offsets));
    let mut n_statements = 0;
    let mut next_statement_id = || {
        n_statements += 1;
        format!("s{n_statements}")
    };
    let paragraphs = merge.account.iter().enumerate().map(|(n, statements)| Paragraph {
        paragraph: n + 1,
        statements: statements.iter().map(|s| statement(next_statement_id(), s, &places)).collect(),
    });
    Answer {
        engine: Engine { version: env!("CARGO_PKG_VERSION").to_owned(), params: params_digest().to_owned() },
        headline: merge.headline.as_ref().map(|s| statement("h1".to_owned(), s, &places)),
        account: paragraphs.collect(),
        facts: merge.facts.iter().enumerate().map(|(n, f)| fact(n, f, &places)).collect(),
        names: merge.names.iter().enumerate().map(|(n, g)| name_group(n, g, &places)).collect(),
        origins: merge.origins.iter().enumerate().map(|(n, o)| origin(n, o, &places)).collect(),
        differences: merge.differences.iter().enumerate().map(|(n, d)| difference(n, d, &places)).collect(),
        copies: merge.copies.iter().map(|c| copy(c, &places)).collect(),
        timeline: merge.timeline.iter().map(|t| timeline_entry(t, &places)).collect(),
        articles: merge.articles.iter().map(|a| article_report(a, articles, &places)).collect(),
        notes: merge
            .notes
            .iter()
            .map(|n| note(n, &places))
            .chain(articles.iter().flat_map(article_notes))
            .collect(),
    }
}

/// The answer to a search for copies. `articles` are those that were searched, in the same order.
pub fn duplicates<'a>(found: &Duplicates, articles: &'a [Article]) -> reply::Duplicates<'a> {
    let places = Places::new(articles, Offsets::Bytes);
    reply::Duplicates {
        copies: found.copies.iter().map(|c| copy(c, &places)).collect(),
        stories: found.stories.iter().map(|story| places.article_ids(story)).collect(),
    }
}

fn statement<'a>(id: String, statement: &'a engine::Statement, places: &Places<'a>) -> Statement<'a> {
    let printed = TextIndex::new(&statement.text, places.unit());
    let insertions = statement.insertions.iter().map(|i| Insertion {
        at: printed.units(i.at),
        text: &i.text,
        from: places.location(&i.from),
    });
    let replacements = statement.replacements.iter().map(|r| Replacement {
        at: printed.units(r.at),
        original: &r.original,
        printed: &r.printed,
        why: &r.why,
    });
    Statement {
        id,
        text: &statement.text,
        facts: fact_ids(&statement.facts),
        base: places.location(&statement.base),
        sources: places.article_ids(&statement.sources),
        insertions: insertions.collect(),
        replacements: replacements.collect(),
    }
}

fn fact<'a>(n: usize, fact: &'a engine::Fact, places: &Places<'a>) -> Fact<'a> {
    Fact {
        id: format!("f{}", n + 1),
        base: places.location(&fact.base),
        support: fact.support.iter().map(|s| support(s, places)).collect(),
        outlets: fact.outlets,
        origins: fact.origins.iter().map(|ix| origin_id(*ix)).collect(),
        status: fact.status.into(),
    }
}

fn support<'a>(support: &'a engine::Support, places: &Places<'a>) -> Support<'a> {
    let said_by = support.said_by.as_ref().map(|said| SaidBy {
        who: said.who.as_deref(),
        document: said.document.as_deref(),
        mode: said.mode.into(),
        marker: said.marker.as_ref().map(|marker| places.location(marker)),
    });
    Support {
        location: places.location(&support.loc),
        relation: support.relation.into(),
        said_by,
        why: evidence(&support.why),
    }
}

fn name_group<'a>(n: usize, group: &'a engine::NameGroup, places: &Places<'a>) -> NameGroup<'a> {
    let forms = group.forms.iter().map(|form| Form {
        text: &form.text,
        count: form.locs.len(),
        locs: places.locations(&form.locs),
    });
    let why = group.why.iter().map(|link| NameLink {
        a: &link.a,
        b: &link.b,
        reason: &link.evidence.reason,
        score: link.evidence.score,
    });
    NameGroup {
        id: format!("n{}", n + 1),
        kind: group.kind.into(),
        preferred: &group.preferred,
        forms: forms.collect(),
        why: why.collect(),
    }
}

fn origin<'a>(n: usize, origin: &'a engine::Origin, places: &Places<'a>) -> Origin<'a> {
    Origin {
        id: format!("o{}", n + 1),
        kind: origin.kind.into(),
        label: &origin.label,
        evidence: places.locations(&origin.evidence),
    }
}

fn difference<'a>(n: usize, difference: &'a engine::Difference, places: &Places<'a>) -> Difference<'a> {
    let values = difference
        .values
        .iter()
        .map(|value| DifferenceValue { value: &value.value, locs: places.locations(&value.locs) });
    Difference {
        id: format!("d{}", n + 1),
        class: difference.class.into(),
        about: &difference.about,
        facts: fact_ids(&difference.facts),
        values: values.collect(),
        why: evidence(&difference.why),
    }
}

fn copy<'a>(copy: &engine::Copy, places: &Places<'a>) -> Copy<'a> {
    Copy {
        articles: places.article_ids(&copy.articles),
        kind: copy.kind.into(),
        share: copy.share,
        origin: copy.origin.map(origin_id),
    }
}

fn timeline_entry<'a>(entry: &'a engine::TimelineEntry, places: &Places<'a>) -> TimelineEntry<'a> {
    TimelineEntry {
        date: entry.date.to_string(),
        precision: entry.precision.into(),
        facts: fact_ids(&entry.facts),
        locs: places.locations(&entry.locs),
        why: &entry.why,
    }
}

fn article_report<'a>(
    report: &'a engine::ArticleReport,
    articles: &'a [Article],
    places: &Arc<Places<'a>>,
) -> ArticleReport<'a> {
    let article = &articles[report.article.ix()];
    ArticleReport {
        id: &article.id,
        source: &article.source,
        title: article.title.as_deref(),
        lang: &report.lang,
        sha256: &report.sha256,
        text: article.is_taken_out.then_some(article.text.as_str()),
        byline: article.byline.as_deref(),
        on_topic: report.on_topic,
        segments: Segments::of(&report.segments, places),
    }
}

pub(super) fn segment<'a>(segment: &'a engine::Segment, places: &Places<'a>) -> Segment<'a> {
    Segment {
        location: places.location(&segment.loc),
        kind: segment.kind.into(),
        fate: segment.fate.into(),
        facts: fact_ids(&segment.facts),
        reason: &segment.reason,
    }
}

fn note<'a>(note: &'a engine::Note, places: &Places<'a>) -> Note<'a> {
    let locs = places.locations(&note.locs);
    Note { code: note.code, detail: &note.detail, locs, article: None }
}

/// What is to be said of how an article was read.
pub(super) fn article_notes<'a>(article: &'a Article) -> Vec<Note<'a>> {
    let note = |note: &'a ArticleNote| Note {
        code: note.code,
        detail: &note.detail,
        locs: Vec::new(),
        article: Some(&article.id),
    };
    article.notes.iter().map(note).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::sample::sample;
    use serde_json::{Value, json};

    fn check(pointer: &str, offsets: Offsets, expected: Value) {
        let (articles, sample) = sample();
        let answer = serde_json::to_value(merge(&sample, &articles, offsets)).expect("answers are JSON");
        assert_eq!(answer.pointer(pointer), Some(&expected), "{pointer} in {offsets}");
    }

    #[test]
    fn positions_count_the_unit_asked_for() {
        for (offsets, start, end) in
            [(Offsets::CodePoints, 14, 26), (Offsets::Utf16, 15, 27), (Offsets::Bytes, 18, 30)]
        {
            let place = json!({"article": "harbour", "part": "text", "start": start, "end": end, "exact": "Chang Ho-jin"});
            check("/names/0/forms/1/locs/0", offsets, place);
            check("/account/0/statements/0/replacements/0/at", offsets, json!(start));
        }
    }

    #[test]
    fn ids_count_from_one_in_reading_order() {
        let code_points = Offsets::CodePoints;
        check("/headline/id", code_points, json!("h1"));
        check("/account/1/statements/0/id", code_points, json!("s3"));
        check("/account/1/paragraph", code_points, json!(2));
        check("/account/0/statements/0/facts", code_points, json!(["f1"]));
        check("/account/0/statements/0/sources", code_points, json!(["harbour", "coast"]));
        check("/facts/0/origins", code_points, json!(["o1", "o2"]));
        check("/copies/0/origin", code_points, json!("o2"));
    }

    #[test]
    fn words_are_spelt_as_promised() {
        let code_points = Offsets::CodePoints;
        check("/facts/0/status", code_points, json!("corroborated"));
        check("/facts/2/status", code_points, json!("single_source"));
        check("/copies/0/kind", code_points, json!("wire_copy"));
        check("/articles/0/segments/3/fate", code_points, json!("left_out"));
        check("/headline/base/part", code_points, json!("title"));
        check("/timeline/0/date", code_points, json!("2024-01-08"));
        check("/facts/0/support/1/said_by", code_points, Value::Null);
        check(
            "/facts/0/support/0/said_by",
            code_points,
            json!({"who": "police", "document": null, "mode": "indirect", "marker": null}),
        );
    }

    #[test]
    fn fields_stand_in_the_promised_order() {
        let (articles, sample) = sample();
        let json =
            serde_json::to_string(&merge(&sample, &articles, Offsets::CodePoints)).expect("answers are JSON");
        let mut from = 0;
        let fields = [
            "engine",
            "headline",
            "account",
            "facts",
            "names",
            "origins",
            "differences",
            "copies",
            "timeline",
            "articles",
            "notes",
        ];
        for field in fields {
            let at = json[from..].find(&format!("\"{field}\":"));
            from += at.unwrap_or_else(|| panic!("{field} comes later in {json}"));
        }
    }
}
