//! Places for connections: so many there are, and a connection without a request gives its place up for a new one.
//!
//! It decides who gives way; ending the connection is the task of whoever serves it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

/// All places of the service.
pub struct Places {
    most: usize,
    least_rest: Duration,
    register: Mutex<Register>,
    /// A place may be free, or a connection may give one up.
    changed: Notify,
}

#[derive(Default)]
struct Register {
    n_taken: usize,
    /// The connections without a request, by their turn: the one that has been so the longest comes first.
    resting: BTreeMap<u64, Resting>,
    n_turns: u64,
    /// The turn of the connection that was told to give way and has not gone yet.
    leaving: Option<u64>,
}

/// A connection without a request.
struct Resting {
    since: Instant,
    told: Arc<Notify>,
}

/// The place of one connection, free again when it is dropped.
pub struct Place {
    places: Arc<Places>,
    told: Arc<Notify>,
    state: Mutex<State>,
}

#[derive(Clone, Copy)]
enum State {
    /// Without a request since this turn.
    Resting(u64),
    /// A request is read or worked on.
    Asked,
    /// Its answer is on the way to the client.
    Answered,
}

impl Places {
    /// So many places. A connection gives its own up when it was without a request for `least_rest` and not before:
    /// the request of a client that was just let in or answered is on the way.
    pub fn new(most: usize, least_rest: Duration) -> Arc<Places> {
        Arc::new(Places { most, least_rest, register: Mutex::default(), changed: Notify::new() })
    }

    /// A place for a new connection; waits until one is free. Meanwhile the connections that are without a request
    /// give way one by one, the one that has been so the longest first. For one caller at a time.
    pub async fn take(self: &Arc<Places>) -> Place {
        loop {
            let next_look = match self.try_take() {
                Ok(place) => return place,
                Err(next_look) => next_look,
            };
            tokio::select! {
                () = self.changed.notified() => {}
                () = sleep_until(next_look.unwrap_or_else(Instant::now)), if next_look.is_some() => {}
            }
        }
    }

    /// A free place, or when to look again if nothing changes before.
    fn try_take(self: &Arc<Places>) -> Result<Place, Option<Instant>> {
        let mut register = self.register();
        if register.n_taken < self.most {
            register.n_taken += 1;
            let told = Arc::new(Notify::new());
            let state = Mutex::new(State::Resting(register.rest(&told)));
            drop(register);
            return Ok(Place { places: self.clone(), told, state });
        }
        if register.leaving.is_some() {
            return Err(None);
        }
        let Some(longest) = register.resting.first_entry() else {
            return Err(None);
        };
        let rested = longest.get().since + self.least_rest;
        if rested > Instant::now() {
            return Err(Some(rested));
        }
        let (turn, resting) = longest.remove_entry();
        register.leaving = Some(turn);
        resting.told.notify_one();
        Err(None)
    }

    fn register(&self) -> MutexGuard<'_, Register> {
        // Nothing in here panics between two writes that belong together.
        self.register.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Register {
    fn rest(&mut self, told: &Arc<Notify>) -> u64 {
        let turn = self.n_turns;
        self.n_turns += 1;
        self.resting.insert(turn, Resting { since: Instant::now(), told: told.clone() });
        turn
    }

    fn stop_resting(&mut self, turn: u64) {
        self.resting.remove(&turn);
        // Gone, or no longer to go: another may be told.
        self.leaving = self.leaving.filter(|leaving| *leaving != turn);
    }
}

impl Place {
    /// A request is there: from now on the connection does not give way.
    pub fn asked(&self) {
        let mut state = self.state();
        if let State::Resting(turn) = *state {
            self.places.register().stop_resting(turn);
            self.places.changed.notify_one();
        }
        *state = State::Asked;
    }

    /// The answer is made and has to be sent yet.
    pub fn answered(&self) {
        *self.state() = State::Answered;
    }

    /// All that was written is sent. Says nothing while a request is read or worked on.
    pub fn sent(&self) {
        let mut state = self.state();
        if let State::Answered = *state {
            *state = State::Resting(self.places.register().rest(&self.told));
            self.places.changed.notify_one();
        }
    }

    /// Completes when the connection has to give way, which it then has no request to hinder.
    pub async fn given_up(&self) {
        loop {
            self.told.notified().await;
            // It may have been asked something since it was told.
            if let State::Resting(turn) = *self.state()
                && self.places.register().leaving == Some(turn)
            {
                return;
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let state = *self.state();
        let mut register = self.places.register();
        register.n_taken -= 1;
        if let State::Resting(turn) = state {
            register.stop_resting(turn);
        }
        drop(register);
        self.places.changed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::time::timeout;

    async fn is_over(future: impl Future<Output = impl Sized>) -> bool {
        timeout(Duration::from_millis(20), future).await.is_ok()
    }

    #[tokio::test]
    async fn the_one_that_rests_longest_gives_way() {
        let places = Places::new(3, Duration::ZERO);
        let [first, second, third] = [places.take().await, places.take().await, places.take().await];
        first.asked();
        first.answered();
        first.sent();
        third.asked();
        assert!(!is_over(places.take()).await, "all are taken");
        assert!(is_over(second.given_up()).await);
        assert!(!is_over(first.given_up()).await, "one is enough");
        drop(second);
        let _fourth = places.take().await;
        assert!(!is_over(places.take()).await);
        assert!(is_over(first.given_up()).await);
        assert!(!is_over(third.given_up()).await, "it has a request");
    }

    #[tokio::test]
    async fn one_that_is_asked_in_the_last_moment_stays_and_another_goes() {
        let places = Places::new(2, Duration::ZERO);
        let [first, second] = [places.take().await, places.take().await];
        assert!(!is_over(places.take()).await);
        first.asked();
        assert!(!is_over(first.given_up()).await);
        assert!(!is_over(places.take()).await);
        assert!(is_over(second.given_up()).await);
        // Until its answer is sent it keeps its place.
        first.answered();
        drop(second);
        let third = places.take().await;
        third.asked();
        assert!(!is_over(places.take()).await);
        assert!(!is_over(first.given_up()).await);
        first.sent();
        assert!(!is_over(places.take()).await);
        assert!(is_over(first.given_up()).await);
    }

    #[tokio::test]
    async fn one_that_was_just_let_in_stays() {
        let places = Places::new(1, Duration::from_millis(60));
        let first = places.take().await;
        assert!(!is_over(places.take()).await);
        assert!(!is_over(first.given_up()).await);
        let (taken, ()) = tokio::join!(timeout(Duration::from_secs(5), places.take()), async {
            first.given_up().await;
            drop(first);
        });
        taken.expect("the first has rested");
    }
}
