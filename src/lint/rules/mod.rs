//! The rules, one file each. Adding one touches its file and the list below.

use super::Rule;

macro_rules! rules {
    ($($name:ident),* $(,)?) => {
        $(pub(crate) mod $name;)*

        /// Every rule.
        pub static RULES: &[&Rule] = &[$(&$name::RULE),*];
    };
}

/// Those that look at each row by itself, and at nothing else: at `Context::rows`, which are some of all.
pub(super) static OF_ROWS: &[&Rule] = &[
    &nobody_may_determine::RULE,
    &missing_field::RULE,
    &already_released::RULE,
    &condition_not_judgeable::RULE,
    &end_event_in_name::RULE,
    &long_term_unfounded::RULE,
    &period_exceeds_cap::RULE,
    &period_in_wrong_unit::RULE,
    &likely_copying_damage::RULE,
    &vague_wording::RULE,
];

rules! {
    authorization_cycle,
    grant_exceeds_grantor,
    grant_outlives_grantor,
    grantor_not_entitled,
    idle_grant,
    level_beyond_power,
    nobody_may_determine,
    officer_beyond_duties,
    officer_not_designated,
    officer_untrained,
    redelegation,
    self_authorization,
    issuer_not_entitled,
    not_in_writing,
    not_filed,
    filed_with_wrong_department,
    term_missing,
    term_over_advice,

    catalogue_body_incomplete,
    catalogue_not_argued,
    missing_field,
    stale_catalogue,

    already_released,
    condition_not_judgeable,
    end_event_in_name,
    long_term_unfounded,
    period_exceeds_cap,
    period_in_wrong_unit,

    scope_empty,
    scope_everyone,
    scope_not_narrowed,
    scope_opaque,
    scope_stale,
    scope_wider_than_parent,

    same_matter_different_outcome,
    overlap_different_outcome,
    overlap_same_outcome,
    never_applies,
    nearly_same_name,
    must_be_disclosed,
    precedence_cycle,
    gap_between_bounds,
    part_outranks_whole,

    no_successor,
    reference_to_superseded,
    succession_cycle,
    two_versions_in_force,

    waiver_expired,
    waiver_incomplete,
    waiver_over_broad,
    waiver_unused,

    test_incomplete,

    confusable_name,
    likely_copying_damage,
    vague_wording,
}
