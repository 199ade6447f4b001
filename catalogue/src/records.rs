//! Every record of an image: where it lies, what its fields are, and what each says. One file because it is one published
//! format; a record of a version never changes.

use jiff::civil::Date;

use crate::fields::{
    Bool, Code, Digest, Field, Handle, List, Num, OptDay, OptNum, OptRatio, OptRef, OptStr, Record, Records, Ref,
    References, Refs, Slots, Str,
};
use crate::image::{Image, Layout};
use crate::quantity::Rational;
use crate::section::Section;
use crate::words::{
    AttributeKind, BasisKind, ConditionKind, Direction, MemberKind, Order, PeriodBasis, PeriodKind, ReachKind,
};

/// What a field says, as a type.
macro_rules! shown {
    ($a:lifetime Str) => { &$a str };
    ($a:lifetime OptStr) => { Option<&$a str> };
    ($a:lifetime Ref $target:ident) => { $target<$a> };
    ($a:lifetime OptRef $target:ident) => { Option<$target<$a>> };
    ($a:lifetime List $target:ident) => { Records<$a, $target<$a>> };
    ($a:lifetime Refs $target:ident) => { References<$a, $target<$a>> };
    ($a:lifetime Num) => { u32 };
    ($a:lifetime OptNum) => { Option<u32> };
    ($a:lifetime OptDay) => { Option<Date> };
    ($a:lifetime OptRatio) => { Option<Rational> };
    ($a:lifetime Bool) => { bool };
    ($a:lifetime Code $word:ident) => { $word };
    ($a:lifetime Digest) => { [u8; 32] };
}

/// Makes of a list of fields the record as it lies in the file, what must hold of it, and, where it is `shown`, a handle that reads it. Fields behind
/// `@hidden` are read by this crate alone.
macro_rules! records {
    ($(
        $(#[$doc:meta])*
        $what:ident $name:ident in $section:ident {
            $($(#[$field_doc:meta])* $field:ident: $kind:ident $(<$target:ident>)?,)*
            $(@hidden { $($(#[$inner_doc:meta])* $inner:ident: $inner_kind:ty,)* })?
        }
    )*) => {
        /// Records as they lie in the file.
        pub(crate) mod raw {
            use super::*;
            use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

            $(
                #[derive(FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned, Clone, Copy)]
                #[repr(C)]
                pub(crate) struct $name {
                    $(pub(crate) $field: $kind $(<$target>)?,)*
                    $($($(#[$inner_doc])* pub(crate) $inner: $inner_kind,)*)?
                }
            )*

            /// The place of a record, where a list of such places stands.
            #[derive(FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned, Clone, Copy)]
            #[repr(C)]
            pub(crate) struct Number {
                pub(crate) value: Num,
            }

            impl Record for Number {
                const SECTION: Section = Section::Numbers;
                type Handle<'a> = u32;

                fn is_sound(&self, _: &Layout<'_>) -> bool {
                    true
                }
            }

            /// The size of the records of a section.
            pub(crate) fn size(section: Section) -> usize {
                match section {
                    Section::Text => 1,
                    Section::Numbers => size_of::<Number>(),
                    $(Section::$section => size_of::<$name>(),)*
                }
            }

            /// The first section that holds a record which is not sound.
            pub(crate) fn unsound(layout: &Layout<'_>) -> Option<Section> {
                $(
                    if !layout.records::<$name>().iter().all(|record| record.is_sound(layout)) {
                        return Some(Section::$section);
                    }
                )*
                None
            }
        }

        $(
            impl Record for raw::$name {
                const SECTION: Section = Section::$section;
                type Handle<'a> = handle_of!($what 'a $name);

                fn is_sound(&self, layout: &Layout<'_>) -> bool {
                    $(self.$field.is_sound(layout) &&)* $($(self.$inner.is_sound(layout) &&)*)? true
                }
            }

            handle! {
                $what $(#[$doc])* $name { $($(#[$field_doc])* $field: $kind $(<$target>)?,)* }
            }
        )*
    };
}

/// Where there is no handle, the place of the record.
macro_rules! handle_of {
    (shown $a:lifetime $name:ident) => { $name<$a> };
    (inner $a:lifetime $name:ident) => { u32 };
}

/// The handle of a record that others than this crate read.
macro_rules! handle {
    (inner $($rest:tt)*) => {};
    (shown $(#[$doc:meta])* $name:ident {
        $($(#[$field_doc:meta])* $field:ident: $kind:ident $(<$target:ident>)?,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub struct $name<'a> {
            pub(crate) image: &'a Image,
            pub(crate) index: u32,
        }

        impl<'a> Handle<'a> for $name<'a> {
            fn at(image: &'a Image, index: u32) -> Self {
                $name { image, index }
            }
        }

        impl<'a> Recorded<'a> for $name<'a> {
            type Raw = raw::$name;

            fn record(self) -> &'a raw::$name {
                self.image.record(self.index)
            }
        }

        impl<'a> $name<'a> {
            /// Its place among all of its kind, from 0.
            pub fn index(self) -> usize {
                self.index as usize
            }

            $(
                $(#[$field_doc])*
                pub fn $field(self) -> shown!('a $kind $($target)?) {
                    self.record().$field.get(self.image)
                }
            )*
        }

        // Of one image the same place is the same thing.
        impl PartialEq for $name<'_> {
            fn eq(&self, other: &Self) -> bool {
                std::ptr::eq(self.image, other.image) && self.index == other.index
            }
        }

        impl Eq for $name<'_> {}

        // What it says may be secret.
        impl std::fmt::Debug for $name<'_> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.index)
            }
        }
    };
}

/// A handle of a record.
pub(crate) trait Recorded<'a> {
    type Raw;

    fn record(self) -> &'a Self::Raw;
}

impl Handle<'_> for u32 {
    fn at(_: &Image, index: u32) -> Self {
        index
    }
}

records! {
    /// What the image was made of and for. There is one.
    shown Program in Program {
        /// The name of the compiler.
        compiler: Str,
        /// Its version.
        compiler_version: Str,
        /// Whether the readers that it was made for are bounded by a level: regimes say which.
        has_audience_level: Bool,
        /// The organ of the readers that it was made for, by id; nothing is every organ.
        audience_organ: OptStr,
        /// Whether rows that these may not know were left out.
        is_projection: Bool,
        @hidden {
            /// In how many lines of each table a search may begin.
            row_homes: Num,
            name_homes: Num,
            organ_homes: Num,
            officer_homes: Num,
            listing_homes: Num,
        }
    }
    /// A text in a list of texts.
    shown Text in Strings {
        /// The text.
        text: Str,
    }
    /// A file that the catalogue was compiled from.
    shown Source in Sources {
        /// Its name.
        file: Str,
        /// Whether it came with the compiler.
        is_embedded: Bool,
        /// Whether its digest is told.
        has_digest: Bool,
        /// The BLAKE3 digest of its bytes; zeros where it is not told.
        digest: Digest,
    }
    /// An article of a law.
    shown Citation in Citations {
        /// The key of the law, as regimes declare it.
        law: Str,
        /// The number of the article.
        article: Num,
    }
    /// How long a secret is kept, at most.
    shown Period in Periods {
        /// In what it is counted.
        kind: Code<PeriodKind>,
        /// How many years or months.
        count: OptNum,
        /// The last day.
        until: OptDay,
        /// What must happen, in the words of the author.
        event: OptStr,
        /// Why it may be what the regime by itself does not allow.
        basis: Code<PeriodBasis>,
        /// Who approved it.
        approved_by: OptRef<Organ>,
        /// The instrument of the approval, or what provides otherwise.
        words: OptStr,
        @hidden {
            /// Equal periods have equal numbers; what says nothing has none.
            kept: OptNum,
        }
    }
    /// A body of law.
    shown Regime in Regimes {
        /// Its id.
        id: Str,
        /// Its title.
        name: OptStr,
        /// The lines of documentation above it.
        docs: List<Text>,
        /// The file it stands in.
        source: Ref<Source>,
        /// The line in it, from 1.
        line: OptNum,
        /// The first byte of its id in the file.
        start: OptNum,
        /// The byte behind its id.
        end: OptNum,
        /// The first day on which it was the law.
        from: OptDay,
        /// The last one.
        to: OptDay,
        /// Its levels, in the order of the text.
        levels: List<Level>,
        /// Its tiers of organs.
        tiers: List<Tier>,
        /// Hops that may follow the first grant.
        redelegation: Num,
        /// While two matters contradict each other, the highest level holds.
        conflict_highest: Bool,
        /// The articles that say so.
        conflict_cites: List<Citation>,
        /// The sign between level and period of a mark; nothing where the regime does not speak of marks.
        mark_sign: OptStr,
        /// From this day on a mark must say level and period.
        mark_from: OptDay,
        /// The articles on marks.
        mark_cites: List<Citation>,
        /// The highest level of the readers that the image was made for, where they are bounded by a level.
        audience: OptRef<Level>,
    }
    /// A level of secrecy.
    shown Level in Levels {
        /// Its id.
        id: Str,
        /// Its name.
        name: Str,
        /// A greater rank is a higher level.
        rank: Num,
        /// The longest period, in years if `cap_in_months` says no.
        cap: OptNum,
        /// Whether the longest period is counted in months.
        cap_in_months: Bool,
        /// Everyone who knows must be recorded.
        record_readers: Bool,
        /// Who may know is to be narrowed from organs to posts or persons.
        narrowed: Bool,
        /// The articles on it.
        cites: List<Citation>,
        @hidden {
            /// Levels with the same id have the same number, in whatever regime.
            key: Num,
        }
    }
    /// A tier of organs.
    shown Tier in Tiers {
        /// Its id.
        id: Str,
        /// Its name.
        name: Str,
        /// The highest level it determines of itself, by id.
        determines: OptStr,
        /// The highest level it may authorize others to determine, by id.
        authorizes: OptStr,
        /// `business`, `region`: the matter must lie within one of them.
        within: List<Text>,
        /// The articles on it.
        cites: List<Citation>,
    }
    /// An administrative area.
    shown Region in Regions {
        /// Its id.
        id: Str,
        /// Its name.
        name: OptStr,
        /// The lines of documentation above it.
        docs: List<Text>,
        /// The file it stands in.
        source: Ref<Source>,
        /// The line in it, from 1.
        line: OptNum,
        /// The first byte of its id in the file.
        start: OptNum,
        /// The byte behind its id.
        end: OptNum,
        /// The region that it lies in.
        parent: OptRef<Region>,
        @hidden {
            /// What lies in it has the numbers from this one up to `behind`.
            number: Num,
            behind: Num,
        }
    }
    /// A line of business.
    shown Business in Businesses {
        /// Its id.
        id: Str,
        /// Its name.
        name: OptStr,
        /// The lines of documentation above it.
        docs: List<Text>,
        /// The file it stands in.
        source: Ref<Source>,
        /// The line in it, from 1.
        line: OptNum,
        /// The first byte of its id in the file.
        start: OptNum,
        /// The byte behind its id.
        end: OptNum,
        /// The line of business that it lies in.
        parent: OptRef<Business>,
        @hidden {
            /// What lies in it has the numbers from this one up to `behind`.
            number: Num,
            behind: Num,
        }
    }
    /// An organ or unit.
    shown Organ in Organs {
        /// Its id.
        id: Str,
        /// Its name.
        name: OptStr,
        /// The lines of documentation above it.
        docs: List<Text>,
        /// The file it stands in.
        source: Ref<Source>,
        /// The line in it, from 1.
        line: OptNum,
        /// The first byte of its id in the file.
        start: OptNum,
        /// The byte behind its id.
        end: OptNum,
        /// Its tier, by id.
        tier: OptStr,
        /// The organ above it.
        superior: OptRef<Organ>,
        /// The regions that it acts in.
        regions: Refs<Region>,
        /// Its lines of business.
        businesses: Refs<Business>,
        /// Its roles, as regimes speak of them.
        roles: List<Text>,
        /// Its first day.
        from: OptDay,
        /// Its last day.
        to: OptDay,
        /// Who took over its functions.
        successions: List<Succession>,
        @hidden {
            /// What lies under it has the numbers from this one up to `behind`.
            number: Num,
            behind: Num,
            /// Whether an officer of it is declared.
            has_officers: Bool,
        }
    }
    /// An organ that took over functions of another.
    shown Succession in Successions {
        /// Who took them over.
        organ: Ref<Organ>,
        /// The part of the functions; nothing is all.
        part: List<Reach>,
    }
    /// Some rows, by one name.
    shown Reach in Reaches {
        /// By what they are named.
        kind: Code<ReachKind>,
        /// The line of business.
        business: OptRef<Business>,
        /// The declared catalogue.
        listing: OptRef<Listing>,
        /// The row.
        matter: OptRef<Matter>,
    }
    /// A responsible person of an organ.
    shown Officer in Officers {
        /// Its id.
        id: Str,
        /// The post or name.
        name: OptStr,
        /// The lines of documentation above it.
        docs: List<Text>,
        /// The file it stands in.
        source: Ref<Source>,
        /// The line in it, from 1.
        line: OptNum,
        /// The first byte of its id in the file.
        start: OptNum,
        /// The byte behind its id.
        end: OptNum,
        /// The organ.
        organ: OptRef<Organ>,
        /// Whether it is the head of the organ.
        is_head: Bool,
        /// Who designated it.
        designated_by: OptRef<Officer>,
        /// When.
        designated_on: OptDay,
        /// When it was trained.
        trained_on: OptDay,
        /// The highest level it decides, by id.
        level: OptStr,
        /// The rows it decides; nothing is all of the organ.
        matters: List<Reach>,
        /// The first day of its term.
        from: OptDay,
        /// The last one.
        to: OptDay,
    }
    /// An authorization to determine.
    shown Authorization in Authorizations {
        /// Its id.
        id: Str,
        /// Its title.
        name: OptStr,
        /// The lines of documentation above it.
        docs: List<Text>,
        /// The file it stands in.
        source: Ref<Source>,
        /// The line in it, from 1.
        line: OptNum,
        /// The first byte of its id in the file.
        start: OptNum,
        /// The byte behind its id.
        end: OptNum,
        /// Who grants.
        grantor: OptRef<Organ>,
        /// To whom.
        grantee: OptRef<Organ>,
        /// The highest level, by id.
        level: OptStr,
        /// The rows; nothing is all that the grantor may grant.
        matters: List<Reach>,
        /// The longest period, in years if `period_in_months` says no.
        period: OptNum,
        /// Whether the longest period is counted in months.
        period_in_months: Bool,
        /// Where it holds; nothing is everywhere.
        regions: Refs<Region>,
        /// The written instrument.
        instrument: OptStr,
        /// Its date.
        instrument_dated: OptDay,
        /// Whether a term is written.
        has_term: Bool,
        /// The first day of the term.
        from: OptDay,
        /// The last one.
        to: OptDay,
        /// With whom it was filed.
        filed_with: OptRef<Organ>,
        /// When.
        filed_on: OptDay,
        /// The task that it was made for.
        task: OptStr,
        /// From this day on it is gone.
        revoked_on: OptDay,
    }
    /// A kind of object.
    shown Kind in Kinds {
        /// Its id.
        id: Str,
        /// Its name.
        name: OptStr,
        /// The lines of documentation above it.
        docs: List<Text>,
        /// The file it stands in.
        source: Ref<Source>,
        /// The line in it, from 1.
        line: OptNum,
        /// The first byte of its id in the file.
        start: OptNum,
        /// The byte behind its id.
        end: OptNum,
        /// The kind that it lies in.
        parent: OptRef<Kind>,
        @hidden {
            /// What lies in it has the numbers from this one up to `behind`.
            number: Num,
            behind: Num,
            /// What is said of it.
            speakers: List<Speaker>,
            /// The axis in whose order that stands; none where it is in no order.
            axis: OptNum,
            /// The next kind around it of which something is said.
            around: OptRef<Kind>,
        }
    }
    /// An attribute of objects.
    shown Attribute in Attributes {
        /// Its id.
        id: Str,
        /// Its name.
        name: OptStr,
        /// The lines of documentation above it.
        docs: List<Text>,
        /// The file it stands in.
        source: Ref<Source>,
        /// The line in it, from 1.
        line: OptNum,
        /// The first byte of its id in the file.
        start: OptNum,
        /// The byte behind its id.
        end: OptNum,
        /// The type of its values.
        kind: Code<AttributeKind>,
        /// What a quantity measures: `length`, `area` and so on.
        dimension: OptStr,
        /// The choices.
        choices: List<Choice>,
        /// Which numbers are the better ones.
        better: Code<Direction>,
        /// Which numbers are the larger ones.
        larger: Code<Direction>,
        @hidden {
            /// The values that conditions name, in their order; of dates the days on which a cell begins.
            named: List<Value>,
            /// The first cell there is.
            first: Num,
            /// The number behind the last.
            behind: Num,
        }
    }
    /// A choice of an attribute.
    shown Choice in Choices {
        /// Its id.
        id: Str,
        /// Its name.
        name: OptStr,
    }
    /// A unit that a vocabulary declares.
    shown Unit in Units {
        /// Its name.
        name: Str,
        /// What it measures.
        dimension: Str,
        /// So many base units, as a whole number or a fraction.
        factor: Str,
    }
    /// A named knowledge scope.
    shown Scope in Scopes {
        /// Its id.
        id: Str,
        /// Its name.
        name: OptStr,
        /// The lines of documentation above it.
        docs: List<Text>,
        /// The file it stands in.
        source: Ref<Source>,
        /// The line in it, from 1.
        line: OptNum,
        /// The first byte of its id in the file.
        start: OptNum,
        /// The byte behind its id.
        end: OptNum,
        /// Who is in it, as it is written.
        set: Ref<ScopeSet>,
        /// The scope that it narrows.
        narrows: OptRef<Scope>,
    }
    /// Who may know, as it is written: the members without the excluded ones.
    shown ScopeSet in ScopeSets {
        /// Who is in it.
        members: List<Member>,
        /// And who of these is not.
        excluded: List<Member>,
    }
    /// A part of a scope, as it is written.
    shown Member in Members {
        /// What it is.
        kind: Code<MemberKind>,
        /// The post, the group, or the words that nobody can check.
        name: OptStr,
        /// The organ; of a group who approves.
        organ: OptRef<Organ>,
        /// Whether all organs under it are in too.
        and_below: Bool,
        /// The officer.
        officer: OptRef<Officer>,
        /// The named scope.
        scope: OptRef<Scope>,
    }
    /// Who may know, worked out: see `known_to_set` of a row in the description of the format.
    shown KnowerSet in KnowerSets {
        /// Whole organs.
        organs: List<KnowerOrgan>,
        /// Posts beside those of `organs`.
        posts: List<KnowerPost>,
        /// Officers beside those of `organs`.
        officers: Refs<Officer>,
        /// Groups.
        groups: List<KnowerGroup>,
        /// Words that nobody can check.
        words: List<Text>,
        /// Posts of `organs` that are not in.
        except_posts: List<KnowerPost>,
        /// Officers of `organs` that are not in.
        except_officers: Refs<Officer>,
    }
    /// A whole organ that may know.
    shown KnowerOrgan in KnowerOrgans {
        /// The organ.
        organ: Ref<Organ>,
        /// And all organs under it.
        and_below: Bool,
    }
    /// A post that may know.
    shown KnowerPost in KnowerPosts {
        /// In NFKC, with single spaces.
        name: Str,
        /// Nothing is any organ, declared or not.
        organ: OptRef<Organ>,
        /// And of all organs under it.
        and_below: Bool,
    }
    /// A group that may know.
    shown KnowerGroup in KnowerGroups {
        /// In NFKC, with single spaces.
        name: Str,
        /// Who approves its members.
        approved_by: OptRef<Organ>,
    }
    /// A declared catalogue (目录), of which an image may hold several.
    shown Listing in Listings {
        /// Its id.
        id: Str,
        /// Its title.
        name: OptStr,
        /// The lines of documentation above it.
        docs: List<Text>,
        /// The file it stands in.
        source: Ref<Source>,
        /// The line in it, from 1.
        line: OptNum,
        /// The first byte of its id in the file.
        start: OptNum,
        /// The byte behind its id.
        end: OptNum,
        /// The law that it stands under.
        regime: OptRef<Regime>,
        /// Where it is itself secret.
        level: OptRef<Level>,
        /// How long it is then kept.
        period: OptRef<Period>,
        /// Who made it.
        issued_by: Refs<Organ>,
        /// The number of the document.
        number: OptStr,
        /// Its date: a day, or a month or year where no more is known, as `2012-05-03`, `2012-05` or `2012`.
        dated: OptStr,
        /// The first day on which it is in force.
        from: OptDay,
        /// The last one.
        to: OptDay,
        /// What it rests on.
        basis: List<Text>,
        /// Who interprets it.
        interpreted_by: Refs<Organ>,
        /// What it replaces.
        replaces: List<Reach>,
        /// What goes before it.
        yields_to: List<Reach>,
        /// What it goes before.
        prevails_over: List<Reach>,
        /// Its relation to other catalogues, in words.
        relation: OptStr,
        /// Its lines of business.
        businesses: Refs<Business>,
        /// The day by which it must be looked at again.
        review_by: OptDay,
        /// Why only a part of the published text stands here.
        excerpt: OptStr,
        /// A note.
        note: OptStr,
        /// The articles it cites.
        cites: List<Citation>,
        /// Its rows.
        matters: List<Matter>,
        @hidden {
            /// The rows that go before all of it, in order.
            rows_over: Refs<Matter>,
            /// The catalogues that go before it, in order.
            listings_over: Refs<Listing>,
        }
    }
    /// A row: a matter that is secret. What nearly all who look one up read of it stands in its last 64 bytes.
    shown Matter in Matters {
        /// Its id within its catalogue.
        item: Str,
        /// The lines of documentation above it.
        docs: List<Text>,
        /// The file it stands in.
        source: Ref<Source>,
        /// The line in it, from 1.
        line: OptNum,
        /// The first byte of its id in the file.
        start: OptNum,
        /// The byte behind its id.
        end: OptNum,
        /// Who may know, as it is written.
        known_to: OptRef<ScopeSet>,
        /// Who may know, worked out.
        known_to_set: OptRef<KnowerSet>,
        /// Who may produce it.
        produced_by: List<Member>,
        /// The objects that it is about.
        covers: List<Covers>,
        /// The rows and catalogues whose objects it is not about.
        except: List<Reach>,
        /// The conditions under which it is not about an object.
        except_where: Refs<Condition>,
        /// What it goes before.
        prevails_over: List<Reach>,
        /// What goes before it.
        yields_to: List<Reach>,
        /// What it is the same as.
        same_as: List<Reach>,
        /// What it is a part of.
        part_of: List<Reach>,
        /// The rows that contradict it, with nothing written that settles it.
        conflicts: List<Conflict>,
        /// A note.
        note: OptStr,
        /// The articles it cites.
        cites: List<Citation>,
        /// Its name.
        name: OptStr,
        /// The catalogue that it stands in.
        listing: Ref<Listing>,
        /// Its level.
        level: OptRef<Level>,
        /// How long it is kept, at most.
        period: OptRef<Period>,
        /// The mark of a carrier that is determined at what the row says.
        mark: OptStr,
        @hidden {
            /// `catalogue#item`.
            full_id: Str,
            /// The name as it is compared.
            key: OptStr,
            /// The next row of the same name as it is compared.
            same_name: OptRef<Matter>,
            /// The rows that go before it, in order.
            rows_over: Refs<Matter>,
            /// The catalogues whose rows go before it, in order.
            listings_over: Refs<Listing>,
        }
    }
    /// Objects that a row is about: of some kinds, and such that a condition holds.
    shown Covers in Covers {
        /// The kinds; all that lies in them is of them too.
        kinds: Refs<Kind>,
        /// Nothing is every object of these kinds.
        condition: OptRef<Condition>,
    }
    /// A condition on objects.
    shown Condition in Conditions {
        /// What it is.
        kind: Code<ConditionKind>,
        /// Of `Any`, `All` and `Not` what they join.
        parts: Refs<Condition>,
        /// The attribute that is tested.
        attribute: OptRef<Attribute>,
        /// How it is compared.
        order: Code<Order>,
        /// What it is compared with; of `Between` the lower end.
        low: OptRef<Value>,
        /// Of `Between` whether the lower end is in it.
        low_closed: Bool,
        /// Of `Between` the upper end.
        high: OptRef<Value>,
        /// Of `Between` whether the upper end is in it.
        high_closed: Bool,
        /// Of `OneOf` the choices.
        choices: Refs<Choice>,
        /// Of `Is` yes or no.
        truth: Bool,
        @hidden {
            /// Greater than that of each of its parts, and bounded.
            depth: Num,
        }
    }
    /// A value that a condition names.
    shown Value in Values {
        /// The day, of a date.
        day: OptDay,
        /// The exact number in the base unit, of a quantity.
        number: OptRatio,
    }
    /// A row that gives an object another outcome, with nothing written that settles it.
    shown Conflict in Conflicts {
        /// The row.
        with: Ref<Matter>,
        /// Whether the levels differ.
        in_level: Bool,
        /// Whether the periods differ.
        in_period: Bool,
        /// Whether it differs who may know.
        in_known_to: Bool,
        /// The first day on which there is such an object; nothing is always.
        from: OptDay,
        /// What holds for these objects until it is settled.
        meanwhile: OptRef<Level>,
    }
    /// A list of what must be public.
    shown Disclosure in Disclosures {
        /// Its id.
        id: Str,
        /// Its title.
        name: OptStr,
        /// The lines of documentation above it.
        docs: List<Text>,
        /// The file it stands in.
        source: Ref<Source>,
        /// The line in it, from 1.
        line: OptNum,
        /// The first byte of its id in the file.
        start: OptNum,
        /// The byte behind its id.
        end: OptNum,
        /// What it rests on.
        basis: List<Text>,
        /// The first day on which it is in force.
        from: OptDay,
        /// The last one.
        to: OptDay,
        /// The articles it cites.
        cites: List<Citation>,
        /// What is on it.
        items: List<Item>,
    }
    /// An item of a list of what must be public.
    shown Item in Items {
        /// Its id within its list.
        item: Str,
        /// Its name.
        name: OptStr,
        /// The lines of documentation above it.
        docs: List<Text>,
        /// The file it stands in.
        source: Ref<Source>,
        /// The line in it, from 1.
        line: OptNum,
        /// The first byte of its id in the file.
        start: OptNum,
        /// The byte behind its id.
        end: OptNum,
        /// The list that it stands on.
        list: Ref<Disclosure>,
        /// The objects that it is about.
        covers: List<Covers>,
        /// The rows and catalogues whose objects it is not about.
        except: List<Reach>,
        /// The conditions under which it is not about an object.
        except_where: Refs<Condition>,
        /// The articles it cites.
        cites: List<Citation>,
    }
    /// A finding of the compiler that was accepted.
    shown Waiver in Waivers {
        /// The rule.
        rule: OptStr,
        /// What it is about, by name.
        on: OptStr,
        /// Why.
        because: OptStr,
        /// By which officer, by id.
        approved_by: OptStr,
        /// The last day.
        until: OptDay,
        /// The file it stands in.
        source: Ref<Source>,
        /// The line in it, from 1.
        line: OptNum,
        /// Its first byte in the file.
        start: OptNum,
        /// The byte behind it.
        end: OptNum,
    }
    /// Who may determine what, under one regime.
    shown Competence in Competences {
        /// The regime.
        regime: Ref<Regime>,
        /// An organ of which no officer is declared has its head by law.
        head_by_law: Bool,
        /// The powers of organs.
        powers: List<Power>,
        /// The officers that decide for organs.
        deciders: List<Decider>,
    }
    /// What an organ may determine.
    shown Power in Powers {
        /// The organ.
        organ: Ref<Organ>,
        /// Over which rows.
        reach: Ref<Reach>,
        /// Up to this level; nothing is no level.
        determines: OptRef<Level>,
        /// Up to this level it may be granted on.
        authorizes: OptRef<Level>,
        /// The longest period that may be set, in months; nothing where only the law bounds it.
        period_months: OptNum,
        /// Where it holds; nothing is everywhere.
        regions: Refs<Region>,
        /// Whether the organ ever has it itself: one that ended before has not, but its successors have.
        is_held: Bool,
        /// The first day on which it has it.
        from: OptDay,
        /// The last one.
        to: OptDay,
        /// The last step of the chain.
        basis: Code<BasisKind>,
        /// The authorization, of a power that was granted.
        authorization: OptRef<Authorization>,
        /// The power that it comes from.
        of: OptRef<Power>,
        /// How many authorizations there are on the way.
        hops: Num,
        @hidden {
            /// Greater than that of the power it comes from, and bounded.
            depth: Num,
        }
    }
    /// An officer who decides for an organ.
    shown Decider in Deciders {
        /// The organ.
        organ: Ref<Organ>,
        /// The officer.
        officer: Ref<Officer>,
        /// Up to this level; nothing is all that the organ has.
        level: OptRef<Level>,
        /// Over which rows; nothing is all that the organ has.
        reaches: List<Reach>,
        /// When.
        days: List<Days>,
    }
    /// Days from one to another, both included; nothing is open.
    shown Days in Days {
        /// The first day.
        from: OptDay,
        /// The last one.
        to: OptDay,
    }
    /// What a row or an item is about, as blocks without holes.
    inner Holder in Holders {
        @hidden {
            /// Whether it says what it is about, and that could be told.
            is_known: Bool,
            blocks: List<Block>,
            holes: List<Block>,
        }
    }
    /// On each axis some cells; where it says nothing of an axis, all of it.
    inner Block in Blocks {
        @hidden {
            sides: List<Side>,
        }
    }
    /// The cells of a block on one axis: 0 is kinds, the others attributes.
    inner Side in Sides {
        @hidden {
            axis: Num,
            cells: List<Cells>,
        }
    }
    /// Cells from one up to another.
    inner Cells in Cells {
        @hidden {
            start: Num,
            end: Num,
        }
    }
    /// A holder one of whose blocks speaks of a kind.
    inner Speaker in Speakers {
        @hidden {
            holder: Ref<Holder>,
            /// The cells of the block on the axis of the list lie between these.
            low: Num,
            high: Num,
            /// The greatest `high` of the part of the list in whose middle this stands.
            most: Num,
        }
    }
    /// What an organ has in a table of competence.
    inner Seat in Seats {
        @hidden {
            powers: Refs<Power>,
            deciders: Refs<Decider>,
        }
    }
    /// A line of the table of rows by id.
    inner RowLine in RowLines {
        @hidden {
            slots: Slots<Matter>,
        }
    }
    /// A line of the table of rows by name: of those of one name the first.
    inner NameLine in NameLines {
        @hidden {
            slots: Slots<Matter>,
        }
    }
    /// A line of the table of organs by id.
    inner OrganLine in OrganLines {
        @hidden {
            slots: Slots<Organ>,
        }
    }
    /// A line of the table of officers by id.
    inner OfficerLine in OfficerLines {
        @hidden {
            slots: Slots<Officer>,
        }
    }
    /// A line of the table of declared catalogues by id.
    inner ListingLine in ListingLines {
        @hidden {
            slots: Slots<Listing>,
        }
    }
}
