//! All names folded. They stand in texts of some hundreds each, which are made on all threads.

use std::borrow::Cow;

use rayon::prelude::*;

use super::fold::fold_into;

pub(super) struct Folded {
    parts: Vec<Part>,
    count: u32,
}

struct Part {
    text: String,
    /// By name, where it ends.
    ends: Vec<usize>,
}

/// So many names are a part.
const PART: u32 = 1 << 8;

impl Folded {
    /// Of so many names.
    pub(super) fn of<'n>(count: u32, name: impl Fn(u32) -> Cow<'n, str> + Sync) -> Self {
        let part = |part: u32| {
            let (mut text, mut ends) = (String::new(), Vec::with_capacity(PART as usize));
            for place in part * PART..count.min((part + 1).saturating_mul(PART)) {
                fold_into(&name(place), &mut text);
                ends.push(text.len());
            }
            text.shrink_to_fit();
            Part { text, ends }
        };
        Folded { parts: (0..count.div_ceil(PART)).into_par_iter().map(part).collect(), count }
    }

    pub(super) fn count(&self) -> u32 {
        self.count
    }

    pub(super) fn get(&self, name: u32) -> &str {
        let Part { text, ends } = &self.parts[(name / PART) as usize];
        let at = (name % PART) as usize;
        let start = at.checked_sub(1).map_or(0, |before| ends[before]);
        &text[start..ends[at]]
    }
}
