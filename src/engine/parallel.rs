//! Work on many items at once, where there is much of it.

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::slice::ParallelSlice;

/// Texts of more bytes are worked on by all cores. 64 KiB: a dozen articles, which take some milliseconds; to hand
/// work to another thread takes some hundredths of one.
const LARGE_BYTES: usize = 64 * 1024;

/// What `f` adds for each item, in the order of the items; `state` makes what a thread works with. `n_bytes` is the
/// size of the texts behind all.
///
/// # Errors
/// The first that `f` meets.
pub fn try_flat_map<T: Sync, S, R: Send, E: Send>(
    items: &[T],
    n_bytes: usize,
    state: impl Fn() -> S + Sync + Send,
    f: impl Fn(&mut S, &T, &mut Vec<R>) -> Result<(), E> + Sync + Send,
) -> Result<Vec<R>, E> {
    /// Items that a thread takes at once.
    const PART: usize = 64;
    let of_part = |state: &mut S, part: &[T]| {
        let mut out = Vec::new();
        part.iter().try_for_each(|item| f(state, item, &mut out)).map(|()| out)
    };
    if n_bytes <= LARGE_BYTES {
        return of_part(&mut state(), items);
    }
    let parts = items.par_chunks(PART).map_init(state, of_part);
    Ok(parts.collect::<Result<Vec<Vec<R>>, E>>()?.into_iter().flatten().collect())
}

/// What `f` makes of each item, with its place, in the order of the items. `n_bytes` is the size of the texts behind all.
pub fn map<T: Sync, R: Send>(items: &[T], n_bytes: usize, f: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    if n_bytes <= LARGE_BYTES {
        return items.iter().enumerate().map(|(at, item)| f(at, item)).collect();
    }
    items.par_iter().enumerate().map(|(at, item)| f(at, item)).collect()
}
