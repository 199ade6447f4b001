//! The fields of records: how each lies in the file, what must hold of it, and what it says. All have an alignment of one and
//! are little-endian, so that a record is read where it lies.

use std::marker::PhantomData;

use jiff::civil::Date;
use zerocopy::little_endian::{I32, I128, U32};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use crate::image::{Image, Layout};
use crate::quantity::Rational;
use crate::records::raw;
use crate::section::Section;

/// A record of a section.
pub(crate) trait Record: FromBytes + IntoBytes + Immutable + KnownLayout + Unaligned + Copy + 'static {
    const SECTION: Section;
    type Handle<'a>: Handle<'a>;

    /// Whether reading any of its fields stays within the file.
    fn is_sound(&self, layout: &Layout<'_>) -> bool;
}

/// What is shown of a record: its place in an image.
pub trait Handle<'a>: Copy {
    #[doc(hidden)]
    fn at(image: &'a Image, index: u32) -> Self;
}

/// A field of a record.
pub(crate) trait Field {
    type Out<'a>;

    fn is_sound(&self, layout: &Layout<'_>) -> bool;
    fn get(self, image: &Image) -> Self::Out<'_>;
}

/// Derives what the bytes of a field need, and copying without asking the same of what the field names.
macro_rules! field {
    ($(#[$doc:meta])* $name:ident $(<$target:ident>)? { $($part:ident: $kind:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
        #[repr(C)]
        pub(crate) struct $name $(<$target>)? {
            $(pub(crate) $part: $kind,)*
            $(pub(crate) of: PhantomData<fn() -> $target>,)?
        }

        impl $(<$target>)? Clone for $name $(<$target>)? {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl $(<$target>)? Copy for $name $(<$target>)? {}
    };
}

field! {
    /// A stretch of the text.
    Str { start: U32, len: U32 }
}
field! {
    /// A stretch of the text, or nothing.
    OptStr { start: U32, len: U32 }
}
field! {
    /// A record, by its place in its section.
    Ref<T> { index: U32 }
}
field! {
    /// A record, or nothing.
    OptRef<T> { index: U32 }
}
field! {
    /// Records that lie one behind the other.
    List<T> { start: U32, len: U32 }
}
field! {
    /// Records that lie anywhere: a stretch of the section of numbers, each the place of one.
    Refs<T> { start: U32, len: U32 }
}
field! {
    /// A number.
    Num { value: U32 }
}
field! {
    /// A number, or nothing.
    OptNum { value: U32 }
}
field! {
    /// A day.
    OptDay { value: I32 }
}
field! {
    /// Yes or no.
    Bool { value: u8 }
}
field! {
    /// A word of a closed list, by its place in it.
    Code<E> { value: u8 }
}

field! {
    /// An exact number in lowest terms, or nothing: a denominator of zero.
    OptRatio { numer: I128, denom: I128 }
}

field! {
    /// A record in a table: the hash of its key, its place, and where the words begin by which it is told.
    Slot<T> { hash: U32, index: U32, start: U32 }
}
field! {
    /// A line of a table: records in the order of their hashes, and how many there are.
    Slots<T> { slots: [Slot<T>; SLOTS], count: U32 }
}

/// How many records a line of a table holds: as many as make it 64 bytes, a line of most caches.
pub(crate) const SLOTS: usize = 5;

/// Nothing, where a place or a number stands.
pub(crate) const NONE: u32 = u32::MAX;

/// No day. No day is written so: years are from -9999 on.
const NO_DAY: i32 = i32::MIN;

impl Field for Str {
    type Out<'a> = &'a str;

    fn is_sound(&self, layout: &Layout<'_>) -> bool {
        layout.is_text(self.start.get(), self.len.get())
    }

    fn get(self, image: &Image) -> &str {
        image.text(self.start.get(), self.len.get())
    }
}

impl Str {
    /// The text as it lies there, to be compared.
    pub(crate) fn bytes(self, image: &Image) -> &[u8] {
        image.text_bytes(self.start.get(), self.len.get())
    }
}

impl OptStr {
    /// See [`Str::bytes`].
    pub(crate) fn bytes(self, image: &Image) -> Option<&[u8]> {
        (self.start.get() != NONE).then(|| image.text_bytes(self.start.get(), self.len.get()))
    }
}

impl Field for OptStr {
    type Out<'a> = Option<&'a str>;

    fn is_sound(&self, layout: &Layout<'_>) -> bool {
        match self.start.get() {
            NONE => self.len.get() == 0,
            start => layout.is_text(start, self.len.get()),
        }
    }

    fn get(self, image: &Image) -> Option<&str> {
        (self.start.get() != NONE).then(|| image.text(self.start.get(), self.len.get()))
    }
}

impl<T: Record> Field for Ref<T> {
    type Out<'a> = T::Handle<'a>;

    fn is_sound(&self, layout: &Layout<'_>) -> bool {
        self.index.get() < layout.count(T::SECTION)
    }

    fn get(self, image: &Image) -> T::Handle<'_> {
        T::Handle::at(image, self.index.get())
    }
}

impl<T: Record> Field for OptRef<T> {
    type Out<'a> = Option<T::Handle<'a>>;

    fn is_sound(&self, layout: &Layout<'_>) -> bool {
        self.index.get() == NONE || self.index.get() < layout.count(T::SECTION)
    }

    fn get(self, image: &Image) -> Option<T::Handle<'_>> {
        (self.index.get() != NONE).then(|| T::Handle::at(image, self.index.get()))
    }
}

impl<T: Record> Field for List<T> {
    type Out<'a> = Records<'a, T::Handle<'a>>;

    fn is_sound(&self, layout: &Layout<'_>) -> bool {
        is_stretch(self.start.get(), self.len.get(), layout.count(T::SECTION))
    }

    fn get(self, image: &Image) -> Records<'_, T::Handle<'_>> {
        let start = self.start.get();
        Records { image, next: start, end: start.saturating_add(self.len.get()), of: PhantomData }
    }
}

impl<T: Record> Field for Refs<T> {
    type Out<'a> = References<'a, T::Handle<'a>>;

    fn is_sound(&self, layout: &Layout<'_>) -> bool {
        let most = layout.count(T::SECTION);
        is_stretch(self.start.get(), self.len.get(), layout.count(Section::Numbers))
            && layout.spend(self.len.get())
            && layout.numbers(self.start.get(), self.len.get()).iter().all(|number| number.value.value.get() < most)
    }

    fn get(self, image: &Image) -> References<'_, T::Handle<'_>> {
        References { image, numbers: self.numbers(image).iter(), of: PhantomData }
    }
}

impl<T> Refs<T> {
    /// The places themselves.
    pub(crate) fn numbers(self, image: &Image) -> &[raw::Number] {
        image.stretch(self.start.get(), self.len.get())
    }
}

impl<T> List<T> {
    /// The records themselves.
    pub(crate) fn records(self, image: &Image) -> &[T]
    where
        T: Record,
    {
        image.stretch(self.start.get(), self.len.get())
    }
}

fn is_stretch(start: u32, len: u32, count: u32) -> bool {
    start.checked_add(len).is_some_and(|end| end <= count)
}

impl Field for Num {
    type Out<'a> = u32;

    fn is_sound(&self, _: &Layout<'_>) -> bool {
        true
    }

    fn get(self, _: &Image) -> u32 {
        self.value.get()
    }
}

impl Field for OptNum {
    type Out<'a> = Option<u32>;

    fn is_sound(&self, _: &Layout<'_>) -> bool {
        true
    }

    fn get(self, _: &Image) -> Option<u32> {
        (self.value.get() != NONE).then_some(self.value.get())
    }
}

impl Field for OptDay {
    type Out<'a> = Option<Date>;

    fn is_sound(&self, _: &Layout<'_>) -> bool {
        self.value.get() == NO_DAY || day(self.value.get()).is_some()
    }

    fn get(self, _: &Image) -> Option<Date> {
        day(self.value.get())
    }
}

impl OptDay {
    /// In this order days come one after another.
    #[cfg(feature = "document")]
    pub(crate) fn new(day: Option<Date>) -> Self {
        let packed = |day: Date| (i32::from(day.year()) * 16 + i32::from(day.month())) * 32 + i32::from(day.day());
        OptDay { value: I32::new(day.map_or(NO_DAY, packed)) }
    }

    /// Whether it is the first day there is.
    pub(crate) fn is_first(self) -> bool {
        day(self.value.get()) == Some(Date::MIN)
    }
}

fn day(packed: i32) -> Option<Date> {
    if packed == NO_DAY {
        return None;
    }
    let year = i16::try_from(packed.div_euclid(16 * 32)).ok()?;
    let month = i8::try_from(packed.div_euclid(32).rem_euclid(16)).ok()?;
    let day = i8::try_from(packed.rem_euclid(32)).ok()?;
    Date::new(year, month, day).ok()
}

impl Field for Bool {
    type Out<'a> = bool;

    fn is_sound(&self, _: &Layout<'_>) -> bool {
        self.value < 2
    }

    fn get(self, _: &Image) -> bool {
        self.value == 1
    }
}

impl Field for OptRatio {
    type Out<'a> = Option<Rational>;

    fn is_sound(&self, _: &Layout<'_>) -> bool {
        let (numer, denom) = (self.numer.get(), self.denom.get());
        if denom == 0 { numer == 0 } else { denom > 0 && numer != i128::MIN && is_lowest(numer, denom) }
    }

    fn get(self, _: &Image) -> Option<Rational> {
        self.value()
    }
}

impl OptRatio {
    #[cfg(feature = "document")]
    pub(crate) fn new(number: Option<Rational>) -> Self {
        let (numer, denom) = number.map_or((0, 0), |number| (*number.numer(), *number.denom()));
        OptRatio { numer: I128::new(numer), denom: I128::new(denom) }
    }

    pub(crate) fn value(self) -> Option<Rational> {
        (self.denom.get() != 0).then(|| Rational::new_raw(self.numer.get(), self.denom.get()))
    }
}

fn is_lowest(numer: i128, denom: i128) -> bool {
    *Rational::new(numer, denom).denom() == denom
}

/// A closed list of words.
pub(crate) trait Words: Sized + Copy + PartialEq + 'static {
    const ALL: &'static [Self];
}

impl<E: Words> Field for Code<E> {
    type Out<'a> = E;

    fn is_sound(&self, _: &Layout<'_>) -> bool {
        usize::from(self.value) < E::ALL.len()
    }

    fn get(self, _: &Image) -> E {
        self.word()
    }
}

impl<E: Words> Code<E> {
    pub(crate) fn word(self) -> E {
        E::ALL[usize::from(self.value)]
    }
}

/// A BLAKE3 digest.
pub(crate) type Digest = [u8; 32];

impl Field for Digest {
    type Out<'a> = [u8; 32];

    fn is_sound(&self, _: &Layout<'_>) -> bool {
        true
    }

    fn get(self, _: &Image) -> [u8; 32] {
        self
    }
}

/// Records of one kind, one behind the other.
#[derive(Clone)]
pub struct Records<'a, H> {
    image: &'a Image,
    next: u32,
    end: u32,
    of: PhantomData<fn() -> H>,
}

/// Records of one kind, named by their places.
#[derive(Clone)]
pub struct References<'a, H> {
    image: &'a Image,
    numbers: std::slice::Iter<'a, raw::Number>,
    of: PhantomData<fn() -> H>,
}

impl<'a, H> Records<'a, H> {
    pub(crate) fn all(image: &'a Image, count: u32) -> Self {
        Records { image, next: 0, end: count, of: PhantomData }
    }
}

impl<'a, H: Handle<'a>> Iterator for Records<'a, H> {
    type Item = H;

    fn next(&mut self) -> Option<H> {
        self.nth(0)
    }

    fn nth(&mut self, skipped: usize) -> Option<H> {
        let at = u32::try_from(skipped).ok().and_then(|skipped| self.next.checked_add(skipped));
        self.next = at.map_or(self.end, |at| at.saturating_add(1)).min(self.end);
        at.filter(|at| *at < self.end).map(|at| H::at(self.image, at))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = (self.end - self.next) as usize;
        (left, Some(left))
    }
}

impl<'a, H: Handle<'a>> Iterator for References<'a, H> {
    type Item = H;

    fn next(&mut self) -> Option<H> {
        self.numbers.next().map(|number| H::at(self.image, number.value.value.get()))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.numbers.size_hint()
    }
}

impl<'a, H: Handle<'a>> ExactSizeIterator for Records<'a, H> {}

impl<'a, H: Handle<'a>> ExactSizeIterator for References<'a, H> {}

// What a record says may be secret: only how many there are is told.
impl<H> std::fmt::Debug for Records<'_, H> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Records({})", self.end - self.next)
    }
}

impl<H> std::fmt::Debug for References<'_, H> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "References({})", self.numbers.len())
    }
}
