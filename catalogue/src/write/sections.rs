//! Records, texts and lists → sections → bytes.

use std::collections::HashMap;
use std::marker::PhantomData;

use jiff::civil::Date;
use zerocopy::little_endian::{U32, U64};
use zerocopy::{FromBytes as _, IntoBytes as _};

use super::TooLarge;
use crate::digest::digest;
use crate::fields::{Bool, Code, List, NONE, Num, OptDay, OptNum, OptRef, OptStr, Record, Ref, Refs, Str, Words};
use crate::records::raw;
use crate::section::{Entry, FORMAT_VERSION, Header, LINE, MAGIC, Section};

/// The sections as far as they are written.
#[derive(Default)]
pub(super) struct Sections<'d> {
    bytes: Vec<Vec<u8>>,
    known: HashMap<&'d str, Str>,
    /// Lists that stand there already, by section and bytes.
    lists: HashMap<(usize, Vec<u8>), (u32, u32)>,
    is_too_large: bool,
}

impl<'d> Sections<'d> {
    fn section(&mut self, section: Section) -> &mut Vec<u8> {
        self.bytes.resize_with(Section::ALL.len(), Vec::new);
        &mut self.bytes[section as usize]
    }

    pub(super) fn count<T: Record>(&mut self) -> u32 {
        let count = self.section(T::SECTION).len() / size_of::<T>();
        match u32::try_from(count) {
            Ok(count) if count < NONE => count,
            _ => {
                self.is_too_large = true;
                0
            }
        }
    }

    pub(super) fn push<T: Record>(&mut self, record: T) -> Ref<T> {
        let index = self.count::<T>();
        self.section(T::SECTION).extend_from_slice(record.as_bytes());
        to(index)
    }

    /// Changes a record that stands there.
    pub(super) fn change<T: Record>(&mut self, index: usize, change: impl FnOnce(&mut T)) {
        let bytes = &mut self.section(T::SECTION)[index * size_of::<T>()..][..size_of::<T>()];
        change(T::mut_from_bytes(bytes).expect("bug: a record of another size"));
    }

    /// The records and the texts that stand there.
    pub(super) fn written<T: Record>(&self) -> (&[T], &[u8]) {
        let bytes = |section: Section| self.bytes.get(section as usize).map_or(&[][..], Vec::as_slice);
        let records = <[T]>::ref_from_bytes(bytes(T::SECTION)).expect("bug: a part of a record");
        (records, bytes(Section::Text))
    }

    /// Records that only this list names.
    pub(super) fn list<T: Record>(&mut self, records: impl IntoIterator<Item = T>) -> List<T> {
        let start = self.count::<T>();
        for record in records {
            self.section(T::SECTION).extend_from_slice(record.as_bytes());
        }
        list(start, self.count::<T>() - start)
    }

    /// Records that stand there once for all lists that hold the same.
    pub(super) fn shared<T: Record>(&mut self, records: Vec<T>) -> List<T> {
        let key = (T::SECTION as usize, records.as_bytes().to_vec());
        if let Some((start, len)) = self.lists.get(&key) {
            return list(*start, *len);
        }
        let written = self.list(records);
        self.lists.insert(key, (written.start.get(), written.len.get()));
        written
    }

    /// One record that stands there once.
    pub(super) fn once<T: Record>(&mut self, record: T) -> Ref<T> {
        to(self.shared(vec![record]).start.get())
    }

    pub(super) fn refs<T>(&mut self, places: impl IntoIterator<Item = u32>) -> Refs<T> {
        let numbers = places.into_iter().map(|place| raw::Number { value: num(place) });
        let written = self.list(numbers);
        Refs { start: written.start, len: written.len, of: PhantomData }
    }

    /// A text that stands there once.
    pub(super) fn text(&mut self, text: &'d str) -> Str {
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let written = self.own_text(text);
        self.known.insert(text, written);
        written
    }

    pub(super) fn opt_text(&mut self, text: Option<&'d str>) -> OptStr {
        opt(text.map(|text| self.text(text)))
    }

    /// A text that is like no other, as most names are.
    pub(super) fn own_text(&mut self, text: &str) -> Str {
        let blob = self.section(Section::Text);
        let start = u32::try_from(blob.len());
        blob.extend_from_slice(text.as_bytes());
        let is_held = u32::try_from(blob.len()).is_ok_and(|end| end < NONE);
        self.is_too_large |= !is_held;
        Str { start: U32::new(start.unwrap_or(0)), len: U32::new(text.len() as u32) }
    }

    pub(super) fn texts<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> List<raw::Text>
    where
        't: 'd,
    {
        let texts = texts.into_iter().map(|text| raw::Text { text: self.text(text) }).collect();
        self.shared(texts)
    }

    /// The header, the table of sections, and the sections.
    pub(super) fn finish(mut self, serial: u64, as_of: OptDay) -> Result<Vec<u8>, TooLarge> {
        if self.is_too_large {
            return Err(TooLarge);
        }
        self.section(Section::Text);
        let start = size_of::<Header>() + size_of::<Entry>() * Section::ALL.len();
        let behind = |offset: usize, bytes: &Vec<u8>| offset.next_multiple_of(LINE) + bytes.len();
        let length = self.bytes.iter().fold(start, behind);
        let mut out = Vec::with_capacity(length);
        let header = Header {
            magic: MAGIC,
            version: U32::new(FORMAT_VERSION),
            section_count: U32::new(Section::ALL.len() as u32),
            length: U64::new(length as u64),
            serial: U64::new(serial),
            as_of,
            reserved: U32::new(0),
            digest: [0; 32],
        };
        out.extend_from_slice(header.as_bytes());
        let mut offset = start;
        for (number, (section, bytes)) in (0..).zip(Section::ALL.iter().zip(&self.bytes)) {
            let size = raw::size(*section);
            let entry = Entry {
                section: U32::new(number),
                record: U32::new(size as u32),
                offset: U64::new(offset.next_multiple_of(LINE) as u64),
                count: U64::new((bytes.len() / size) as u64),
            };
            out.extend_from_slice(entry.as_bytes());
            offset = behind(offset, bytes);
        }
        for section in &mut self.bytes {
            out.resize(out.len().next_multiple_of(LINE), 0);
            out.append(section);
        }
        let digest = digest(&out, || ()).0;
        out[size_of::<Header>() - digest.len()..size_of::<Header>()].copy_from_slice(&digest);
        Ok(out)
    }
}

fn list<T>(start: u32, len: u32) -> List<T> {
    List { start: U32::new(start), len: U32::new(len), of: PhantomData }
}

pub(super) fn to<T>(index: u32) -> Ref<T> {
    Ref { index: U32::new(index), of: PhantomData }
}

pub(super) fn opt_to<T>(index: Option<u32>) -> OptRef<T> {
    OptRef { index: U32::new(index.unwrap_or(NONE)), of: PhantomData }
}

/// What is there, as a record that may be.
pub(super) fn some<T>(record: Ref<T>) -> OptRef<T> {
    OptRef { index: record.index, of: PhantomData }
}

pub(super) fn opt(text: Option<Str>) -> OptStr {
    let Str { start, len } = text.unwrap_or(Str { start: U32::new(NONE), len: U32::new(0) });
    OptStr { start, len }
}

pub(super) fn num(value: u32) -> Num {
    Num { value: U32::new(value) }
}

pub(super) fn opt_num(value: Option<u32>) -> OptNum {
    OptNum { value: U32::new(value.unwrap_or(NONE)) }
}

pub(super) fn bit(value: bool) -> Bool {
    Bool { value: u8::from(value) }
}

pub(super) fn code<E: Words>(word: E) -> Code<E> {
    let at = E::ALL.iter().position(|each| *each == word).expect("bug: a word that is not in its list");
    Code { value: at as u8, of: PhantomData }
}

/// A day of a document.
pub(super) fn day(day: Option<&String>) -> OptDay {
    OptDay::new(day.map(|day| day.parse::<Date>().expect("bug: a document with a day that is none")))
}
