//! Runs of words that two sentences have in common, in one order.

/// Words of a sentence in which runs are looked for. Longer ones are lists or broken text, and their heads
/// tell enough.
const LONGEST_SENTENCE: usize = 200;

/// The words of one sentence, for comparing it with many.
pub struct Runs {
    /// By word: one more than the last place where it stands; 0 if nowhere.
    last: Vec<u16>,
    /// By place: the same for the place before with the same word.
    before: Vec<u16>,
    /// The words held.
    words: Vec<u32>,
}

impl Runs {
    /// Of no words; `n_words` is the number of distinct words of the call.
    pub fn new(n_words: usize) -> Runs {
        Runs { last: vec![0; n_words], before: Vec::new(), words: Vec::new() }
    }

    /// Holds the words of another sentence from now on.
    pub fn hold(&mut self, words: &[u32]) {
        self.words.drain(..).for_each(|word| self.last[word as usize] = 0);
        self.before.clear();
        for (place, &word) in (1u16..).zip(words.iter().take(LONGEST_SENTENCE)) {
            self.before.push(self.last[word as usize]);
            self.last[word as usize] = place;
            self.words.push(word);
        }
    }

    /// Length of the longest run that these words have in common with those held. Only places with equal
    /// words are visited, which are few: about as many as the sentences have words.
    pub fn longest(&self, words: &[u32]) -> usize {
        // For each place, after which word a run ended there, and how long that run was.
        let mut ended = [(0u16, 0u16); LONGEST_SENTENCE + 1];
        let mut best = 0;
        for (row, &word) in (1u16..).zip(words.iter().take(LONGEST_SENTENCE)) {
            // From the last place, so that the run of the word before is read before it is written over.
            let mut place = self.last[word as usize];
            while place > 0 {
                let (after, length) = ended[usize::from(place) - 1];
                let length = if after + 1 == row { length + 1 } else { 1 };
                ended[usize::from(place)] = (row, length);
                best = best.max(length);
                place = self.before[usize::from(place) - 1];
            }
        }
        usize::from(best)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &[u32], b: &[u32], expected: usize) {
        let mut runs = Runs::new(10);
        runs.hold(&[9, 9, 9]);
        runs.hold(a);
        assert_eq!(runs.longest(b), expected, "{a:?} {b:?}");
    }

    #[test]
    fn the_longest_of_several_runs_is_found() {
        check(&[1, 2, 3, 4], &[0, 2, 3, 4, 1], 3);
        check(&[1, 2, 1, 2, 3], &[1, 2, 3], 3);
        check(&[1, 1, 1], &[1, 1], 2);
        check(&[1, 2], &[2, 1], 1);
        check(&[1, 2], &[9, 3], 0);
        check(&[], &[1], 0);
    }
}
