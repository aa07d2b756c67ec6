//! Work on many items at once, where there is much of it.

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

/// Texts of more bytes are worked on by all cores. 64 KiB: a dozen articles, which take some milliseconds; to hand
/// work to another thread takes some hundredths of one.
const LARGE_BYTES: usize = 64 * 1024;

/// What `f` makes of each item, in the order of the items; `state` makes what a thread works with. `n_bytes` is the size
/// of the texts behind all.
pub fn map_with<T: Sync, S, R: Send>(
    items: &[T],
    n_bytes: usize,
    state: impl Fn() -> S + Sync + Send,
    f: impl Fn(&mut S, &T) -> R + Sync + Send,
) -> Vec<R> {
    /// Items that a thread takes at least: neighbours often share what its state holds.
    const LEAST: usize = 256;
    if n_bytes <= LARGE_BYTES {
        let mut state = state();
        return items.iter().map(|item| f(&mut state, item)).collect();
    }
    items.par_iter().with_min_len(LEAST).map_init(state, f).collect()
}

/// What `f` makes of each item, with its place, in the order of the items. `n_bytes` is the size of the texts behind all.
pub fn map<T: Sync, R: Send>(items: &[T], n_bytes: usize, f: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    if n_bytes <= LARGE_BYTES {
        return items.iter().enumerate().map(|(at, item)| f(at, item)).collect();
    }
    items.par_iter().enumerate().map(|(at, item)| f(at, item)).collect()
}
