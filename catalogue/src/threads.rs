//! What takes long on an image of many rows, on several threads.

use std::thread::{self, Builder};

/// So many bytes are worth another thread.
const WORTH: usize = 1 << 19;

/// Does two things at once, if it is worth it and there is a thread for it.
pub(crate) fn both<A: Send, B>(bytes: usize, one: impl Fn() -> A + Send + Sync, other: impl FnOnce() -> B) -> (A, B) {
    if bytes < WORTH {
        return (one(), other());
    }
    thread::scope(|scope| {
        let helper = Builder::new().spawn_scoped(scope, &one).ok();
        let other = other();
        let one = helper.map_or_else(&one, |helper| helper.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        (one, other)
    })
}
