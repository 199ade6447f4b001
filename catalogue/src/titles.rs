//! Declarations by id, and by a title that only one has. Images hold no table of those of which there are few: it is made when one
//! is opened.

use crate::error::AskError;
use crate::fields::{OptStr, Record, Str};
use crate::image::Image;

/// Places in the order of ids, and of those with a title in the order of titles.
#[derive(Default)]
pub(crate) struct Titles {
    by_id: Vec<u32>,
    by_title: Vec<u32>,
}

impl Titles {
    pub(crate) fn of<T: Record>(image: &Image, words: impl Fn(&T) -> (Str, OptStr)) -> Self {
        let all = image.records::<T>();
        let id = |place: &u32| words(&all[*place as usize]).0.bytes(image);
        let title = |place: &u32| words(&all[*place as usize]).1.bytes(image);
        let mut by_id: Vec<u32> = (0..all.len() as u32).collect();
        let mut by_title: Vec<u32> = by_id.iter().copied().filter(|place| title(place).is_some()).collect();
        by_id.sort_by(|one, other| id(one).cmp(id(other)));
        by_title.sort_by(|one, other| title(one).cmp(&title(other)));
        Titles { by_id, by_title }
    }

    /// The place of what has this id, or else this title alone.
    pub(crate) fn find<T: Record>(
        &self,
        image: &Image,
        name: &str,
        words: impl Fn(&T) -> (Str, OptStr),
        none: AskError,
    ) -> Result<u32, AskError> {
        let all = image.records::<T>();
        let id = |place: u32| words(&all[place as usize]).0.bytes(image);
        let title = |place: u32| words(&all[place as usize]).1.bytes(image).unwrap_or_default();
        let name = name.as_bytes();
        let at = self.by_id.partition_point(|place| id(*place) < name);
        if let Some(found) = self.by_id.get(at).filter(|place| id(**place) == name) {
            return Ok(*found);
        }
        let at = self.by_title.partition_point(|place| title(*place) < name);
        let mut titled = self.by_title[at..].iter().take_while(|place| title(**place) == name);
        match (titled.next(), titled.next()) {
            (Some(found), None) => Ok(*found),
            (Some(_), Some(_)) => Err(AskError::Ambiguous),
            (None, _) => Err(none),
        }
    }
}
