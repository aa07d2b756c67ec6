//! The use cases: what a front end may ask of the engine, under limits.
//!
//! CPU work never runs on the reactor and never without a [`Permit`]: the use cases are the permit's methods, and
//! only [`Service::work`] hands one out, on a thread for blocking work.

mod refused;
pub mod stages;

use crate::engine::answer::{Merge, NameKind};
use crate::engine::article::Article;
use crate::engine::evidence::Comparison;
use crate::engine::params::read::LONGEST_SENTENCE;
use crate::engine::span::Span;
use crate::engine::watch::Watch;
use crate::engine::{self, Duplicates, Extract, Options, Verdict};
use metrics::{counter, histogram};
use stages::stage;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout_at;
use tracing::Instrument;

pub use refused::{Refused, TooLarge, Unavailable};

/// What the service takes on.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Most articles in one request.
    pub max_articles: usize,
    /// Most bytes of one article, title and text together, and of one text to be checked or split.
    pub max_article_bytes: usize,
    /// Most sentences in all articles of a request together.
    pub max_sentences: usize,
    /// Requests worked on at the same time; at least 1.
    pub n_permits: usize,
    /// How long a request waits for a permit.
    pub permit_wait: Duration,
    /// How long a request may take, the wait for a permit included.
    pub deadline: Duration,
}

/// Gives out permits and runs the work; cloning it shares the permits.
#[derive(Debug, Clone)]
pub struct Service {
    permits: Arc<Semaphore>,
    limits: Limits,
}

/// The right to use a processor core until it is dropped.
#[derive(Debug)]
pub struct Permit {
    limits: Limits,
    stop: Arc<AtomicBool>,
    _slot: OwnedSemaphorePermit,
}

impl Service {
    /// A service with its own permits.
    pub fn new(limits: Limits) -> Service {
        Service { permits: Arc::new(Semaphore::new(limits.n_permits)), limits }
    }

    /// Runs `work` on a thread for blocking work, with a permit, inside the caller's tracing span.
    ///
    /// When the deadline passes, or the caller leaves (drops the future), the work is told to stop and does so within a
    /// fraction of a second.
    ///
    /// # Errors
    /// No permit in time, no result in time, or a panic inside `work`; the service goes on after each.
    pub async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Permit) -> T + Send + 'static,
    ) -> Result<T, Unavailable> {
        let limits = self.limits;
        let deadline = tokio::time::Instant::now() + limits.deadline;
        let permit = self.permit().instrument(stage!("wait")).await?;
        // Dropped with this future, whether the work is done, late or unwanted.
        let _stop = StopOnDrop(permit.stop.clone());
        let span = tracing::Span::current();
        // The permit moves into the closure: a caller that gives up does not free a core that is still at work.
        let running = tokio::task::spawn_blocking(move || span.in_scope(|| work(&permit)));
        match timeout_at(deadline, running).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(_)) => Err(Unavailable::Broken),
            Err(_) => Err(Unavailable::Timeout { deadline: limits.deadline }),
        }
    }

    async fn permit(&self) -> Result<Permit, Unavailable> {
        let limits = self.limits;
        let wait = limits.permit_wait.min(limits.deadline);
        let acquired = tokio::time::timeout(wait, self.permits.clone().acquire_owned()).await;
        match acquired {
            Ok(slot) => Ok(Permit {
                limits,
                stop: Arc::default(),
                _slot: slot.expect("the semaphore is never closed"),
            }),
            Err(_) => Err(Unavailable::Busy { n_permits: limits.n_permits, waited: wait }),
        }
    }
}

/// Tells work to stop.
struct StopOnDrop(Arc<AtomicBool>);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Permit {
    fn watch(&self) -> Watch<'_> {
        Watch::new(&self.stop, self.limits.max_sentences)
    }

    /// Whether somebody still waits for the answer.
    ///
    /// # Errors
    /// Nobody does.
    pub fn go_on(&self) -> Result<(), Refused> {
        Ok(self.watch().go_on()?)
    }

    /// Merges the articles into one account.
    ///
    /// # Errors
    /// More, longer or finer cut articles than the service takes.
    pub fn merge(&self, articles: &[Article], options: &Options) -> Result<Merge, Refused> {
        self.check(articles)?;
        let start = Instant::now();
        let merge = engine::merge_watched(articles, options, &self.watch())?;
        histogram!("storymerge_merge_seconds").record(start.elapsed());
        counter!("storymerge_merges_total").increment(1);
        counter!("storymerge_articles_total").increment(articles.len() as u64);
        Ok(merge)
    }

    /// Finds copies among the articles, and the articles that tell of one event.
    ///
    /// # Errors
    /// More or longer articles than the service takes.
    pub fn duplicates(&self, articles: &[Article]) -> Result<Duplicates, Refused> {
        self.check(articles)?;
        Ok(engine::duplicates_watched(articles, &self.watch())?)
    }

    /// Checks each sentence and quotation of `text` against the articles.
    ///
    /// # Errors
    /// More or longer articles, or a longer text, than the service takes.
    pub fn verify(&self, text: &str, articles: &[Article]) -> Result<Vec<Verdict>, Refused> {
        self.check(articles)?;
        self.check_text(text)?;
        Ok(engine::verify_watched(text, articles, &self.watch())?)
    }

    /// Takes the story out of one article as received.
    ///
    /// # Errors
    /// A longer article than the service takes.
    pub fn extract(&self, article: &Article) -> Result<Extract, TooLarge> {
        self.check(std::slice::from_ref(article))?;
        Ok(engine::extract(article))
    }

    /// The sentences of a running text.
    ///
    /// # Errors
    /// A longer text than the service takes.
    pub fn sentences(&self, text: &str, lang: Option<&str>) -> Result<Vec<Span>, TooLarge> {
        self.check_text(text)?;
        Ok(engine::sentences(text, lang))
    }

    /// Whether two names are of one entity.
    ///
    /// # Errors
    /// A longer name than is compared.
    pub fn compare_names(&self, a: &str, b: &str, kind: Option<NameKind>) -> Result<Comparison, TooLarge> {
        /// Bytes of the longest name compared: letters of both are laid against one another, all with all.
        const LIMIT: usize = 1024;
        check_compared(a, LIMIT)?;
        check_compared(b, LIMIT)?;
        Ok(engine::compare_names(a, b, kind))
    }

    /// Whether two sentences state the same.
    ///
    /// # Errors
    /// A longer sentence than is compared.
    pub fn compare_sentences(&self, a: &str, b: &str) -> Result<Comparison, TooLarge> {
        check_compared(a, LONGEST_SENTENCE)?;
        check_compared(b, LONGEST_SENTENCE)?;
        Ok(engine::compare_sentences(a, b))
    }

    /// Checks articles against the limits, before work on them that is not one of the use cases.
    ///
    /// # Errors
    /// More or longer articles than the service takes.
    pub fn check(&self, articles: &[Article]) -> Result<(), TooLarge> {
        let limits = &self.limits;
        if articles.len() > limits.max_articles {
            return Err(TooLarge::Articles { n_articles: articles.len(), limit: limits.max_articles });
        }
        for (article_ix, article) in articles.iter().enumerate() {
            let n_bytes = article.text.len() + article.title.as_ref().map_or(0, String::len);
            if n_bytes > limits.max_article_bytes {
                return Err(TooLarge::Article { article_ix, n_bytes, limit: limits.max_article_bytes });
            }
        }
        Ok(())
    }

    fn check_text(&self, text: &str) -> Result<(), TooLarge> {
        if text.len() > self.limits.max_article_bytes {
            return Err(TooLarge::Text { n_bytes: text.len(), limit: self.limits.max_article_bytes });
        }
        Ok(())
    }
}

/// Whether a name or sentence to be compared is one.
fn check_compared(text: &str, limit: usize) -> Result<(), TooLarge> {
    if text.len() > limit {
        return Err(TooLarge::Text { n_bytes: text.len(), limit });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(permit_wait_ms: u64, deadline_ms: u64) -> Service {
        Service::new(Limits {
            max_articles: 2,
            max_article_bytes: 60,
            max_sentences: 3,
            n_permits: 1,
            permit_wait: Duration::from_millis(permit_wait_ms),
            deadline: Duration::from_millis(deadline_ms),
        })
    }

    fn article(text: &str) -> Article {
        Article {
            id: "a1".into(),
            source: "a1".into(),
            url: None,
            title: None,
            text: text.into(),
            published_at: None,
            ..Article::default()
        }
    }

    #[tokio::test]
    async fn limits_are_checked_before_work() {
        let refused = |articles: Vec<Article>| async {
            let merged =
                service(1000, 5000).work(move |permit| permit.merge(&articles, &Options::default())).await;
            merged.expect("a permit is free").expect_err("too large")
        };
        let three = vec![article("x"), article("y"), article("z")];
        let expected = TooLarge::Articles { n_articles: 3, limit: 2 };
        assert_eq!(refused(three).await, expected.into());
        let long = vec![article("x"), article(&"longer ".repeat(10))];
        let expected = TooLarge::Article { article_ix: 1, n_bytes: 70, limit: 60 };
        assert_eq!(refused(long).await, expected.into());
        let fine = vec![article("One left. Two stayed."), article("Three left. Four stayed.")];
        let expected = TooLarge::Sentences { n_sentences: 4, limit: 3 };
        assert_eq!(refused(fine).await, expected.into());
    }

    #[tokio::test]
    async fn a_request_that_finds_every_worker_busy_is_told_so() {
        let service = service(20, 5000);
        let (release, held) = std::sync::mpsc::channel::<()>();
        let first = tokio::spawn({
            let service = service.clone();
            async move { service.work(move |_| held.recv()).await }
        });
        while service.permits.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let second = service.work(|_| ()).await;
        assert!(matches!(second, Err(Unavailable::Busy { .. })));
        release.send(()).expect("the first still waits");
        first.await.expect("no panic").expect("done").expect("sent");
        service.work(|_| ()).await.expect("free again");
    }

    #[tokio::test]
    async fn work_beyond_the_deadline_keeps_its_permit_until_it_ends() {
        let service = service(10, 30);
        let (release, held) = std::sync::mpsc::channel::<()>();
        let late = service.work(move |_| held.recv()).await;
        assert!(matches!(late, Err(Unavailable::Timeout { .. })));
        let next = service.work(|_| ()).await;
        assert!(matches!(next, Err(Unavailable::Busy { .. })));
        release.send(()).expect("the first still waits");
        while service.permits.available_permits() == 0 {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn work_that_nobody_waits_for_is_told_to_stop() {
        let service = service(1000, 30);
        let late = service
            .work(|permit| {
                while permit.go_on().is_ok() {
                    std::thread::sleep(Duration::from_millis(1));
                }
            })
            .await;
        assert!(matches!(late, Err(Unavailable::Timeout { .. })));
        // The caller leaves before the deadline.
        let service = super::Service::new(Limits { deadline: Duration::from_secs(60), ..service.limits });
        let (ended, end) = std::sync::mpsc::channel();
        let left = service.work(move |permit| {
            while permit.go_on().is_ok() {
                std::thread::sleep(Duration::from_millis(1));
            }
            ended.send(()).expect("the test waits");
        });
        assert!(tokio::time::timeout(Duration::from_millis(50), left).await.is_err());
        end.recv_timeout(Duration::from_secs(10)).expect("the work saw that nobody waits");
    }

    #[tokio::test]
    async fn a_panic_is_an_error_and_the_service_goes_on() {
        let service = service(1000, 5000);
        let broken = service.work(|_| -> () { std::panic::resume_unwind(Box::new("on purpose")) }).await;
        assert!(matches!(broken, Err(Unavailable::Broken)));
        service.work(|_| ()).await.expect("goes on");
    }
}
