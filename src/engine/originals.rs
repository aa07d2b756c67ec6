//! Facts of the originals, whatever near copies stand beside them.
//!
//! Names and the weight of words are read off all articles of a call, a copy among them, so that a link that hangs in
//! the balance could turn. Where there are near copies, the other articles are therefore aligned by themselves, and
//! what they say to one another is taken from there; the copies only add what they say besides.

use crate::engine::Options;
use crate::engine::align::{self, Alignment, Link, SentenceIx};
use crate::engine::article::Article;
use crate::engine::params::Params;
use crate::engine::read::{DocIx, HouseLines};
use crate::engine::reading;
use crate::engine::twins::Twins;
use crate::engine::watch::{Stopped, Watch};

/// Puts the links that the originals have by themselves in place of those that they have beside their copies.
///
/// # Errors
/// What the watch says.
pub fn keep(
    alignment: &mut Alignment,
    articles: &[&Article],
    house: &HouseLines,
    options: &Options,
    params: &Params,
    watch: &Watch,
) -> Result<(), Stopped> {
    let sentences = &alignment.sentences;
    let documents = 0..articles.len() as u32;
    let is_copy: Vec<bool> = documents.map(|doc| sentences.original(DocIx(doc)).is_some()).collect();
    let originals: Vec<usize> = (0..articles.len()).filter(|doc| !is_copy[*doc]).collect();
    if originals.len() == articles.len() {
        return Ok(());
    }
    let texts: Vec<&Article> = originals.iter().map(|doc| articles[*doc]).collect();
    let (reading, mut lexicon) = reading::read_all(texts, house, options, watch)?;
    let none: Twins = reading.documents.iter().map(|document| vec![None; document.sentences.len()]).collect();
    let alone = align::align(&reading.story(), &mut lexicon, &none, params, watch)?;
    let here = |ix: SentenceIx| {
        let there = alone.sentences.get(ix);
        sentences.at(DocIx(originals[there.doc.0 as usize] as u32), there.number)
    };
    let of_copy = |ix: SentenceIx| is_copy[sentences.get(ix).doc.0 as usize];
    let own = alone.links.iter().map(|link| Link { a: here(link.a), b: here(link.b), ..link.clone() });
    let mut links: Vec<Link> = own.collect();
    links.extend(alignment.links.drain(..).filter(|link| of_copy(link.a) || of_copy(link.b)));
    links.sort_by_key(|link| (link.a, link.b));
    alignment.links = links;
    let mut elsewhere: Vec<_> = alone.elsewhere.iter().map(|(a, b)| (here(*a), here(*b))).collect();
    elsewhere.extend(alignment.elsewhere.drain(..).filter(|(a, b)| of_copy(*a) || of_copy(*b)));
    elsewhere.sort_unstable();
    alignment.elsewhere = elsewhere;
    Ok(())
}
