//! storymerge: several news articles about one event in, one account out, in which every fact says who reports it,
//! where, and what it goes back to.
//!
//! `README.md` says how to use it. This page says how it is built; half an hour with it, [`engine`], one stage and its
//! fixture is enough to start.
//!
//! # The map
//!
//! A line depends on the lines below it, never on those above.
//!
//! | layer | place | job |
//! |---|---|---|
//! | 6 | `main.rs` | wiring: a command to the function that does it |
//! | 5 | [`http`], [`cli`] | requests in, answers out; siblings that do not know each other |
//! | 4 | [`config`], [`service`] | what an operator can set; the use cases under limits: permits, deadlines, sizes |
//! | 3 | [`render`] | the forms of an account |
//! | 2 | [`wire`] | the API's own structs: bytes to engine values, engine values to answers |
//! | 2 | [`intake`] | the formats of others, pages, wire items and feeds, to drafts of articles |
//! | 1 | [`engine`] | articles to account: the pipeline and its stages |
//! | 0 | [`engine::article`], [`engine::span`], [`engine::evidence`], [`engine::answer`], [`engine::params`], [`engine::text`], [`engine::data`] | the engine's vocabulary |
//!
//! The command line calls the engine directly: one process, one user, no permits to share.
//!
//! # The pipeline
//!
//! [`engine::merge`] on one screen. A stage sees the results of the earlier ones only.
//!
//! | stage | from | to |
//! |---|---|---|
//! | `canonical` | articles | an order of their own; exact copies read once |
//! | [`engine::read`] | an article | paragraphs, furniture, sentences, quotations, words |
//! | [`engine::mention`] | documents | names, numbers with the thing they count, dates |
//! | [`engine::names`] | mentions of all documents | one entity, many forms, with reasons |
//! | [`engine::attribute`] | documents and names | who says each sentence, and the words that show it |
//! | [`engine::copies`], [`engine::twins`] | documents | copies and excerpts; which sentence of a near copy repeats which |
//! | [`engine::align`] | all of that | which sentences state the same fact, with reasons |
//! | [`engine::facts`] | links | facts, their origins and status, differences, the timeline |
//! | `topic` | documents, links | articles about something else |
//! | [`engine::account`] | facts | which sentences are printed, in which order, with what in brackets |
//! | `ledger` | everything | the numbered answer, and what became of every character |
//!
//! [`engine::question`] answers less than a merge with the same stages: two names, two sentences, sentences of a text,
//! the story of a page, copies, and whether an account says what its articles say.
//!
//! Data are flat vectors and `u32` indices ([`engine::article::ArticleIx`], [`engine::align::SentenceIx`], ...), without
//! lifetimes in most signatures. Normal forms of words are interned once a call, so that comparing words is comparing
//! integers. Places are byte ranges inside ([`engine::span::Span`]); only [`wire::offsets`] knows other units.
//!
//! # One merge
//!
//! What happens to the two articles of `fixtures/stories/sullivan-call`:
//!
//! 1. `cli::merge` reads the files through [`wire::input`], which asks [`intake`] for every format but our own; each
//!    becomes an [`Article`](engine::article::Article) named after its file. From here on nothing but values is passed.
//!    `POST /v1/merge` arrives at the same values the same way.
//! 2. `read` finds that "Back To Top" is navigation, that a line printed twice is words to a picture, that "(Yonhap)" is a
//!    credit, and cuts the rest into sentences, but not after "S." or "Dec.".
//! 3. `mention` and `names` join Chang Ho-jin and Jang Ho-jin: one Korean name, 장, in two romanisations. "the North" is
//!    North Korea; North and South Korea are opposites and stay apart however alike they look.
//! 4. `attribute` follows "the White House said in a readout" to the next sentence's "it added". That quotation says whose
//!    it is only through the sentence before.
//! 5. `align` looks up, for each sentence, those of the other article that share its rarest words, weighs what they have in
//!    common, and lets guards decide. "The two officials condemned in the strongest possible terms" goes with its
//!    paraphrase; a joint statement of forty states that uses the same words is another document.
//! 6. `facts` makes the readout one origin although two outlets carry it: the fact is `one_origin`, not `corroborated`.
//!    "Dec. 30, Jan. 2 and Saturday" beside "January 2" is a difference of class `date`: one names a day more.
//! 7. `account` keeps the order of the backbone article and puts in what only the other has, at the place where it stood.
//!    "intensified It has contributed" came out broken in its source; it is printed because nothing else says it, and
//!    a note tells the editor.
//! 8. `ledger` writes down for each piece of both articles whether it was printed, merged or left out, and why.
//! 9. [`render`] or [`wire::merge()`] turns the answer into the form that was asked for.
//!
//! # Invariants
//!
//! Mostly absences, which a reader cannot see in code. Each names the test that holds it, under `tests/it` unless
//! another place is given.
//!
//! 1. The engine does no IO and has no async, clock, randomness or environment; `http` and `cli` do not know each other.
//!    (`tidy.rs`)
//! 2. The engine is total: any articles give an answer; what could not be done is a note. (`properties.rs`)
//! 3. Every span is a valid range, on character boundaries, of the text as received; segments tile their part.
//!    (`properties.rs`; [`engine::span::Span::new`] is the only way to one)
//! 4. Every printed character has a location; inside quotation marks nothing is changed. (`properties.rs`; `http.rs` proves
//!    an answer through `/v1/verify`)
//! 5. Same input, same output. Permuting the articles changes labels and order of listing only. (`properties.rs`;
//!    `order_independent` in `tests/quality`)
//! 6. Adding a copy of an article adds a source, not a fact and not an origin. (`properties.rs`)
//! 7. Every link, pair and placement carries its evidence: [`engine::evidence::Evidence`] has no score without a reason.
//!    (`properties.rs`)
//! 8. Nothing is stored. (There is no store.)
//! 9. HTTP only translates; wire structs are their own; every answer that is not 2xx is a problem, and what the API
//!    promises by name and shape is kept. (`http.rs`, `wire.rs`, `connections.rs`)
//! 10. Limits are checked before work; work on the processor never runs on the reactor and needs a permit. (the tests of
//!     [`service`]; `http.rs`)
//! 11. Work grows nearly as the text does: no stage compares everything with everything. (`tests/bench`, by the ratio of
//!     `64_articles` to `seed_pair`)
//! 12. What an editor demands of the test stories stays true. (`stories.rs`, `fixtures/stories/*/expect.json`; figures of
//!     quality: `tests/quality/floors.json`)
//! 13. Each command of `README.md` does what it shows. (`readme.rs`)
//! 14. With API keys every address but four asks for one, and no refusal of a header reads a body. Keys are stored and
//!     compared as digests; none is logged. (`keys.rs`)
//! 15. Where a request ends, and for whom it is, can be read in one way only. (`smuggling.rs`)
//!
//! # Where things live
//!
//! | thing | place |
//! |---|---|
//! | thresholds, each with its reason | [`engine::params`]; weights of alignment in `src/engine/align/weights.tsv` |
//! | tables of the language | `src/engine/data/*.tsv`, first lines: what, source, licence, how made |
//! | words of the API (`one_origin`, `left_out`, ...) | [`wire::vocabulary`] |
//! | kinds of problems | `src/http/problem/kind.rs` |
//! | settings and their defaults | [`config`] |
//! | test stories and what is demanded of them | `fixtures/`, format in `fixtures/README.md` |
//! | tests, one binary; benches; accepted figures | `tests/it`; `tests/bench`; `tests/quality` |

#![forbid(unsafe_code)]

pub mod cli;
pub mod config;
pub mod engine;
pub mod http;
pub mod intake;
pub mod render;
pub mod service;
pub mod wire;
