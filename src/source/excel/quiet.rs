//! Panics that are caught say nothing: the report does.

use std::cell::Cell;
use std::panic;
use std::sync::Once;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// While it lives, a panic on this thread prints nothing.
pub(super) struct Quiet(());

impl Quiet {
    /// Begins the silence. The hook is put in place once and lets every other panic through.
    pub(super) fn begin() -> Self {
        HOOK.call_once(|| {
            let loud = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                if !QUIET.get() {
                    loud(info);
                }
            }));
        });
        QUIET.set(true);
        Self(())
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        QUIET.set(false);
    }
}
