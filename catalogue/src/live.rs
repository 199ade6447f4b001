//! A catalogue that is replaced while it is asked.

use std::path::Path;
use std::sync::Mutex;

use arc_swap::ArcSwap;

use crate::catalogue::Catalogue;
use crate::error::{OpenError, ReloadError};

/// A catalogue that is replaced by newer ones while others ask it. Who asks takes no lock and holds what it took as long as it likes;
/// a new image takes the place of the old one as a whole, or not at all.
///
/// ```
/// use dingmi_catalogue::Live;
///
/// let live = Live::open("tests/golden/v2/policies.dmc")?;
/// let now = live.current();
/// println!("{} rows of serial {}", now.matters().len(), now.serial());
/// if let Err(error) = live.reload("tests/golden/v2/policies.dmc") {
///     eprintln!("still serial {}: {error}", live.current().serial());
/// }
/// # Ok::<(), dingmi_catalogue::OpenError>(())
/// ```
#[derive(Debug)]
pub struct Live {
    current: ArcSwap<Catalogue>,
    /// Who replaces compares serials first: two must not do it at once.
    replacing: Mutex<()>,
}

/// What became of a reload.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reload {
    /// The new image is held now.
    Replaced,
    /// It is the image that was held.
    Unchanged,
}

impl Live {
    /// Begins with a catalogue.
    pub fn new(catalogue: Catalogue) -> Self {
        Live { current: ArcSwap::from_pointee(catalogue), replacing: Mutex::new(()) }
    }

    /// Begins with a file, mapped as [`Catalogue::open`] does.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, OpenError> {
        Catalogue::open(path).map(Live::new)
    }

    /// The catalogue that is held now.
    pub fn current(&self) -> Catalogue {
        Catalogue::clone(&self.current.load())
    }

    /// Takes a file in its place, if its image is sound and its serial greater. Otherwise the one that is held stays.
    pub fn reload(&self, path: impl AsRef<Path>) -> Result<Reload, ReloadError> {
        self.replace(Catalogue::open(path)?)
    }

    /// Takes a catalogue in its place, if its serial is greater.
    pub fn replace(&self, new: Catalogue) -> Result<Reload, ReloadError> {
        let _replacing = self.lock();
        let held = self.current.load();
        let (held_serial, found) = (held.serial(), new.serial());
        if held.digest() == new.digest() {
            return Ok(Reload::Unchanged);
        }
        if found < held_serial {
            return Err(ReloadError::Older { held: held_serial, found });
        }
        if found == held_serial {
            return Err(ReloadError::SameSerial { serial: found });
        }
        self.current.store(new.into());
        Ok(Reload::Replaced)
    }

    /// Takes a catalogue in its place whatever its serial, for those who go back to an older one on purpose.
    pub fn replace_with_any(&self, new: Catalogue) {
        let _replacing = self.lock();
        self.current.store(new.into());
    }

    /// What it guards is nothing that a panic could leave half done.
    fn lock(&self) -> std::sync::MutexGuard<'_, ()> {
        self.replacing.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
