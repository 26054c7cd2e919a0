//! Several eyes at work on the sheets of one list, each on its own share.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::eye::{Eye, Taken};
use super::sheet::Sheet;
use super::trouble::Trouble;
use super::website::Website;

/// Takes all sheets; gives them in their order.
///
/// # Errors
/// What is wrong with the first sheet, in their order, that cannot be taken: the same whoever came to it first.
pub(super) fn take(eyes: &mut [Eye], sheets: &[Sheet<'_>], site: &Website) -> Result<Vec<Taken>, Trouble> {
    let (count, failed) = (eyes.len(), AtomicUsize::new(usize::MAX));
    let shares: Vec<_> = thread::scope(|scope| {
        let works: Vec<_> = eyes
            .iter_mut()
            .enumerate()
            .map(|(from, eye)| {
                let share = sheets.iter().enumerate().skip(from).step_by(count);
                let failed = &failed;
                scope.spawn(move || share_of(eye, share, site, failed))
            })
            .collect();
        works.into_iter().map(|work| work.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    let mut all: Vec<(usize, Result<Taken, Trouble>)> = shares.into_iter().flatten().collect();
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, taken)| taken).collect()
}

/// Takes a share of the sheets until one fails, here or before it elsewhere.
fn share_of<'s>(
    eye: &mut Eye,
    share: impl Iterator<Item = (usize, &'s Sheet<'s>)>,
    site: &Website,
    failed: &AtomicUsize,
) -> Vec<(usize, Result<Taken, Trouble>)> {
    let mut done = Vec::new();
    for (at, sheet) in share {
        if failed.load(Ordering::Relaxed) < at {
            break;
        }
        let taken = eye.take(sheet, site);
        if taken.is_err() {
            failed.fetch_min(at, Ordering::Relaxed);
        }
        done.push((at, taken));
        if done.last().is_some_and(|(_, taken)| taken.is_err()) {
            break;
        }
    }
    done
}
