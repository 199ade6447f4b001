//! A loaded catalogue.

use std::fmt;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use crate::error::OpenError;
use crate::fields::{Field as _, Handle as _, Records};
use crate::image::Image;
use crate::map::Bytes;
use crate::records::{
    Attribute, Authorization, Business, Competence, Disclosure, Kind, KnowerSet, Listing, Matter, Officer, Organ,
    Program, Regime, Region, Scope, Source, Unit, Waiver, raw,
};
use crate::section::Section;

/// A compiled catalogue. Cloning it is cheap, it may be shared between threads, and no reading of it takes a lock.
///
/// ```
/// use dingmi_catalogue::Catalogue;
///
/// let catalogue = Catalogue::open("tests/golden/v2/policies.dmc")?;
/// for row in catalogue.matters_named("未公布的海底地形图") {
///     println!("{}: {:?}", row.id(), row.level().map(|level| level.name()));
/// }
/// # Ok::<(), dingmi_catalogue::OpenError>(())
/// ```
#[derive(Clone)]
pub struct Catalogue {
    image: Arc<Image>,
}

impl Catalogue {
    /// Maps a file and checks all of it. Nobody may write to the file while it is open: replace it by renaming another over it, as
    /// `dingmi build` does. Where another process may cut it short, use [`Catalogue::read`].
    pub fn open(path: impl AsRef<Path>) -> Result<Self, OpenError> {
        // An empty file cannot be mapped, and opening what is no file may wait for ever.
        if !is_file(path.as_ref())? {
            return Err(OpenError::NotAnImage);
        }
        let file = File::open(path)?;
        Self::new(Bytes::map(&file)?)
    }

    /// Reads a file into memory and checks all of it.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, OpenError> {
        if !is_file(path.as_ref())? {
            return Err(OpenError::NotAnImage);
        }
        Self::new(Bytes::Owned(std::fs::read(path)?))
    }

    /// Checks an image that is in memory.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, OpenError> {
        Self::new(Bytes::Owned(bytes))
    }

    fn new(bytes: Bytes) -> Result<Self, OpenError> {
        Ok(Catalogue { image: Arc::new(Image::new(bytes)?) })
    }

    pub(crate) fn image(&self) -> &Image {
        &self.image
    }

    /// The version of the format.
    pub fn format_version(&self) -> u32 {
        self.image.header().version.get()
    }

    /// Grows from one build to the next.
    pub fn serial(&self) -> u64 {
        self.image.header().serial.get()
    }

    /// The day for which the program was checked.
    pub fn as_of(&self) -> Option<Date> {
        self.image.header().as_of.get(&self.image)
    }

    /// The BLAKE3 digest of the image, which no other image has.
    pub fn digest(&self) -> [u8; 32] {
        self.image.header().digest
    }

    /// The size of the image in bytes.
    pub fn size(&self) -> usize {
        self.image.size()
    }

    /// The name of each section of the image and how many records it holds; of the text, how many bytes.
    pub fn sections(&self) -> impl Iterator<Item = (&'static str, u64)> {
        Section::ALL.iter().map(|section| (section.name(), self.image.count(*section)))
    }

    /// What the image was made of and for.
    pub fn program(&self) -> Program<'_> {
        Program::at(&self.image, 0)
    }
}

/// Whether there is a file that holds anything.
fn is_file(path: &Path) -> Result<bool, OpenError> {
    let metadata = std::fs::metadata(path)?;
    Ok(metadata.is_file() && metadata.len() > 0)
}

macro_rules! all {
    ($($(#[$doc:meta])* $name:ident: $handle:ident,)*) => {
        impl Catalogue {
            $(
                $(#[$doc])*
                pub fn $name(&self) -> Records<'_, $handle<'_>> {
                    Records::all(&self.image, self.image.records::<raw::$handle>().len() as u32)
                }
            )*
        }
    };
}

all! {
    /// The files that it was compiled from.
    sources: Source,
    /// The bodies of law.
    regimes: Regime,
    /// The administrative areas.
    regions: Region,
    /// The lines of business.
    businesses: Business,
    /// The organs.
    organs: Organ,
    /// The responsible persons.
    officers: Officer,
    /// The authorizations.
    authorizations: Authorization,
    /// The kinds of objects.
    kinds: Kind,
    /// The attributes of objects.
    attributes: Attribute,
    /// The units that vocabularies declare.
    units: Unit,
    /// The named scopes.
    scopes: Scope,
    /// Who may know, worked out: each set once.
    knower_sets: KnowerSet,
    /// The declared catalogues (目录).
    listings: Listing,
    /// The rows of all declared catalogues.
    matters: Matter,
    /// The lists of what must be public.
    disclosures: Disclosure,
    /// The findings of the compiler that were accepted.
    waivers: Waiver,
    /// Who may determine what, under each regime.
    competences: Competence,
}

// What it says may be secret.
impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Catalogue(serial {}, {} bytes)", self.serial(), self.size())
    }
}
