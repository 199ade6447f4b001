//! The closed lists of words in records.

use crate::fields::Words;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident = $id:literal,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, PartialEq, Eq, Debug)]
            #[non_exhaustive]
            pub enum $name { $($(#[$word_doc])* $word,)* }

            impl Words for $name {
                const ALL: &'static [Self] = &[$($name::$word,)*];
            }

            impl $name {
                /// The word in `catalogue.json`.
                pub fn id(self) -> &'static str {
                    match self { $($name::$word => $id,)* }
                }
            }
        )*
    };
}

words! {
    /// In what a period is counted.
    PeriodKind {
        /// Calendar years.
        Years = "years",
        /// Calendar months.
        Months = "months",
        /// Up to and including a day.
        Until = "until",
        /// Until something happens.
        Event = "event",
        /// With no end that is known.
        LongTerm = "long-term",
        /// Left to the determining organ, within the longest period of the level.
        Unspecified = "unspecified",
    }
    /// Why a period may be what the regime by itself does not allow.
    PeriodBasis {
        /// It need not be.
        None = "none",
        /// Somebody approved it.
        Approved = "approved",
        /// It is otherwise provided.
        OtherwiseProvided = "otherwise-provided",
    }
    /// By what rows are named.
    ReachKind {
        /// All rows.
        All = "all",
        /// The rows of catalogues that name no line of business.
        WithoutBusiness = "without-business",
        /// The rows of a line of business, and of all lines in it.
        Business = "business",
        /// The rows of a catalogue.
        Catalogue = "catalogue",
        /// One row.
        Matter = "matter",
    }
    /// A part of a scope, or who may produce a matter.
    MemberKind {
        /// The staff of an organ.
        Organ = "organ",
        /// A post.
        Post = "post",
        /// A group that somebody approves.
        Group = "group",
        /// A responsible person.
        Officer = "officer",
        /// A named scope.
        Scope = "scope",
        /// Words that nobody can check.
        Opaque = "opaque",
        /// A tier of organs, which may produce a matter.
        Tier = "tier",
    }
    /// The type of the values of an attribute.
    AttributeKind {
        /// An exact number with a unit.
        Quantity = "quantity",
        /// One of some choices.
        OneOf = "one-of",
        /// Yes or no.
        YesNo = "yes-no",
        /// A day.
        Date = "date",
    }
    /// Which numbers are meant.
    Direction {
        /// It is not said.
        Unsaid = "",
        /// The smaller ones.
        Smaller = "smaller",
        /// The greater ones.
        Greater = "greater",
    }
    /// A condition.
    ConditionKind {
        /// One of its parts holds.
        Any = "any",
        /// All of its parts hold.
        All = "all",
        /// Its part does not hold.
        Not = "not",
        /// An attribute is compared with a value.
        Compare = "compare",
        /// An attribute lies between two values.
        Between = "between",
        /// An attribute is one of some choices.
        OneOf = "one-of",
        /// An attribute is yes, or is no.
        Is = "is",
    }
    /// How an attribute is compared.
    Order {
        /// Equal.
        Equal = "=",
        /// Not equal.
        NotEqual = "!=",
        /// Less.
        Less = "<",
        /// Less or equal.
        LessOrEqual = "<=",
        /// Greater.
        Greater = ">",
        /// Greater or equal.
        GreaterOrEqual = ">=",
    }
    /// The last step of a chain of authority.
    BasisKind {
        /// The organ has it by its tier.
        Tier = "tier",
        /// It was granted.
        Authorization = "authorization",
        /// An organ that ended had it.
        Succession = "succession",
    }
}
