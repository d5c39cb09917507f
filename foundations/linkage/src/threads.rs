//! Work spread over threads whose result does not depend on how many there are.

use std::ops::Range;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Runs `work` on pieces of `0..total` of `piece` each and answers the results in the order of the pieces.
///
/// The pieces do not depend on the number of threads, so neither does anything that is added up from them.
pub(crate) fn in_pieces<T: Send>(total: usize, piece: usize, threads: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let piece = piece.max(1);
    let pieces = total.div_ceil(piece);
    let range = |turn: usize| turn * piece..((turn + 1) * piece).min(total);
    if threads <= 1 || pieces <= 1 {
        return (0..pieces).map(|turn| work(range(turn))).collect();
    }
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, T)>> = Mutex::new(Vec::with_capacity(pieces));
    std::thread::scope(|scope| {
        for _ in 0..threads.min(pieces) {
            scope.spawn(|| {
                loop {
                    let turn = next.fetch_add(1, Ordering::Relaxed);
                    if turn >= pieces {
                        return;
                    }
                    let result = work(range(turn));
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((turn, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(turn, _)| *turn);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_back_in_order_whatever_the_number_of_threads() {
        for threads in [1, 2, 7] {
            let pieces = in_pieces(1003, 10, threads, |range| (range.start, range.len()));
            assert_eq!(pieces.len(), 101);
            assert!(pieces.iter().enumerate().all(|(turn, (start, _))| *start == turn * 10));
            assert_eq!(pieces.iter().map(|(_, length)| length).sum::<usize>(), 1003);
        }
        assert!(in_pieces(0, 10, 4, |range| range.len()).is_empty());
    }
}
