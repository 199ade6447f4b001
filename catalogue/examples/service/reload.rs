//! The file that the catalogue comes from, and what becomes of it.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use dingmi_catalogue::{Catalogue, Live, OpenError, Reload, ReloadError};

use crate::options::Options;
use crate::say;

/// Takes the file anew when it is another one.
pub(crate) struct Watch {
    live: Arc<Live>,
    file: PathBuf,
    poll: Option<Duration>,
    copy: bool,
    allow_older: bool,
    /// The file that was looked at last, good or bad.
    seen: Option<Stamp>,
}

/// What tells a file from the one that was there before. A file that is renamed over another has a number of its own; the times
/// are for one that was written into.
#[derive(PartialEq, Eq)]
struct Stamp {
    device: u64,
    number: u64,
    length: u64,
    written: (i64, i64),
    changed: (i64, i64),
}

impl From<Metadata> for Stamp {
    fn from(found: Metadata) -> Self {
        Stamp {
            device: found.dev(),
            number: found.ino(),
            length: found.len(),
            written: (found.mtime(), found.mtime_nsec()),
            changed: (found.ctime(), found.ctime_nsec()),
        }
    }
}

impl Watch {
    /// Opens the file for the first time. Without a sound image there is nothing to serve.
    pub(crate) fn begin(options: &Options) -> Result<Self, String> {
        // First the stamp: if the file is replaced in between, it is seen to be another one later.
        let seen = stamp(&options.file);
        let first = open(&options.file, options.copy);
        let first = first.map_err(|error| format!("{}: {error}", options.file.display()))?;
        Ok(Watch {
            live: Arc::new(Live::new(first)),
            file: options.file.clone(),
            poll: options.poll,
            copy: options.copy,
            allow_older: options.allow_older,
            seen,
        })
    }

    pub(crate) fn live(&self) -> Arc<Live> {
        Arc::clone(&self.live)
    }

    /// Looks at each wake-up, and now and then in between, until nobody can wake it any more. It has a thread of its own, because
    /// all of an image is checked before it is taken.
    pub(crate) fn run(mut self, woken: &Receiver<()>) {
        loop {
            let wake = match self.poll {
                Some(poll) => woken.recv_timeout(poll),
                None => woken.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match wake {
                Ok(()) => self.reload(),
                Err(RecvTimeoutError::Timeout) if stamp(&self.file) != self.seen => self.reload(),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn reload(&mut self) {
        self.seen = stamp(&self.file);
        let outcome = self.take();
        let serial = self.live.current().serial();
        match outcome {
            Ok(Reload::Replaced) => say(&format!("now serial {serial}")),
            Ok(Reload::Unchanged) => say(&format!("unchanged: serial {serial}")),
            Err(error) => say(&format!("refused: {error}; still serial {serial}")),
        }
    }

    fn take(&self) -> Result<Reload, ReloadError> {
        let new = open(&self.file, self.copy)?;
        if self.allow_older && new.serial() < self.live.current().serial() {
            self.live.replace_with_any(new);
            return Ok(Reload::Replaced);
        }
        self.live.replace(new)
    }
}

fn open(file: &PathBuf, copy: bool) -> Result<Catalogue, OpenError> {
    if copy { Catalogue::read(file) } else { Catalogue::open(file) }
}

/// Nothing where there is no file.
fn stamp(file: &PathBuf) -> Option<Stamp> {
    std::fs::metadata(file).ok().map(Stamp::from)
}
