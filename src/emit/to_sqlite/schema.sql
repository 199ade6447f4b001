-- catalogue.sqlite, version 1. What each column means is said in docs/formats.md and docs/catalogue.schema.json.
-- `position` counts from 0, in the order of the texts. 0 and 1 are no and yes. `docs` are the `///` lines.

CREATE TABLE meta (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
    file TEXT PRIMARY KEY NOT NULL,
    embedded INTEGER NOT NULL CHECK (embedded IN (0, 1)),
    digest TEXT
) STRICT, WITHOUT ROWID;

-- The law.

CREATE TABLE regime (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT,
    docs TEXT,
    file TEXT NOT NULL REFERENCES source (file),
    line INTEGER,
    start_byte INTEGER,
    end_byte INTEGER,
    in_force_from TEXT,
    in_force_to TEXT,
    redelegation INTEGER NOT NULL,
    conflict_highest INTEGER NOT NULL CHECK (conflict_highest IN (0, 1)),
    mark_sign TEXT,
    mark_from TEXT
) STRICT;

CREATE TABLE regime_conflict_cite (
    regime TEXT NOT NULL REFERENCES regime (id),
    position INTEGER NOT NULL,
    law TEXT NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (regime, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE regime_mark_cite (
    regime TEXT NOT NULL REFERENCES regime (id),
    position INTEGER NOT NULL,
    law TEXT NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (regime, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE level (
    regime TEXT NOT NULL REFERENCES regime (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    rank INTEGER NOT NULL, -- a greater rank is a higher level
    position INTEGER NOT NULL,
    cap_unit TEXT, -- years, months
    cap_count INTEGER,
    cap_months INTEGER,
    record_readers INTEGER NOT NULL CHECK (record_readers IN (0, 1)),
    narrowed INTEGER NOT NULL CHECK (narrowed IN (0, 1)),
    PRIMARY KEY (regime, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE level_cite (
    regime TEXT NOT NULL,
    level TEXT NOT NULL,
    position INTEGER NOT NULL,
    law TEXT NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (regime, level, position),
    FOREIGN KEY (regime, level) REFERENCES level (regime, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE tier (
    regime TEXT NOT NULL REFERENCES regime (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    determines TEXT,
    authorizes TEXT,
    PRIMARY KEY (regime, id),
    FOREIGN KEY (regime, determines) REFERENCES level (regime, id),
    FOREIGN KEY (regime, authorizes) REFERENCES level (regime, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE tier_within (
    regime TEXT NOT NULL,
    tier TEXT NOT NULL,
    position INTEGER NOT NULL,
    bound TEXT NOT NULL, -- business, region
    PRIMARY KEY (regime, tier, position),
    FOREIGN KEY (regime, tier) REFERENCES tier (regime, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE tier_cite (
    regime TEXT NOT NULL,
    tier TEXT NOT NULL,
    position INTEGER NOT NULL,
    law TEXT NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (regime, tier, position),
    FOREIGN KEY (regime, tier) REFERENCES tier (regime, id)
) STRICT, WITHOUT ROWID;

-- Who there is.

CREATE TABLE region (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT,
    docs TEXT,
    file TEXT NOT NULL REFERENCES source (file),
    line INTEGER,
    start_byte INTEGER,
    end_byte INTEGER,
    parent TEXT REFERENCES region (id)
) STRICT;

CREATE TABLE business (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT,
    docs TEXT,
    file TEXT NOT NULL REFERENCES source (file),
    line INTEGER,
    start_byte INTEGER,
    end_byte INTEGER,
    parent TEXT REFERENCES business (id)
) STRICT;

CREATE TABLE organ (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT,
    docs TEXT,
    file TEXT NOT NULL REFERENCES source (file),
    line INTEGER,
    start_byte INTEGER,
    end_byte INTEGER,
    tier TEXT,
    superior TEXT REFERENCES organ (id),
    exists_from TEXT,
    exists_to TEXT
) STRICT;

CREATE TABLE organ_region (
    organ TEXT NOT NULL REFERENCES organ (id),
    position INTEGER NOT NULL,
    region TEXT NOT NULL REFERENCES region (id),
    PRIMARY KEY (organ, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE organ_business (
    organ TEXT NOT NULL REFERENCES organ (id),
    position INTEGER NOT NULL,
    business TEXT NOT NULL REFERENCES business (id),
    PRIMARY KEY (organ, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE organ_role (
    organ TEXT NOT NULL REFERENCES organ (id),
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (organ, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE succession (
    organ TEXT NOT NULL REFERENCES organ (id),
    position INTEGER NOT NULL,
    successor TEXT NOT NULL REFERENCES organ (id),
    PRIMARY KEY (organ, position)
) STRICT, WITHOUT ROWID;

-- The part of the functions; of a succession that is not here, all.
CREATE TABLE succession_reach (
    organ TEXT NOT NULL,
    succession INTEGER NOT NULL,
    position INTEGER NOT NULL,
    reach_kind TEXT NOT NULL,
    reach_id TEXT NOT NULL,
    PRIMARY KEY (organ, succession, position),
    FOREIGN KEY (organ, succession) REFERENCES succession (organ, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE officer (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT,
    docs TEXT,
    file TEXT NOT NULL REFERENCES source (file),
    line INTEGER,
    start_byte INTEGER,
    end_byte INTEGER,
    organ TEXT REFERENCES organ (id),
    is_head INTEGER NOT NULL CHECK (is_head IN (0, 1)),
    designated_by TEXT REFERENCES officer (id),
    designated_on TEXT,
    trained_on TEXT,
    level TEXT,
    term_from TEXT,
    term_to TEXT
) STRICT;

CREATE TABLE officer_reach (
    officer TEXT NOT NULL REFERENCES officer (id),
    position INTEGER NOT NULL,
    reach_kind TEXT NOT NULL,
    reach_id TEXT NOT NULL,
    PRIMARY KEY (officer, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE authorization (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT,
    docs TEXT,
    file TEXT NOT NULL REFERENCES source (file),
    line INTEGER,
    start_byte INTEGER,
    end_byte INTEGER,
    grantor TEXT REFERENCES organ (id),
    grantee TEXT REFERENCES organ (id),
    level TEXT,
    period_unit TEXT, -- years, months
    period_count INTEGER,
    period_months INTEGER,
    instrument TEXT,
    instrument_dated TEXT,
    has_term INTEGER NOT NULL CHECK (has_term IN (0, 1)),
    term_from TEXT,
    term_to TEXT,
    filed_with TEXT REFERENCES organ (id),
    filed_on TEXT,
    task TEXT,
    revoked_on TEXT
) STRICT;

CREATE TABLE authorization_reach (
    authorization TEXT NOT NULL REFERENCES authorization (id),
    position INTEGER NOT NULL,
    reach_kind TEXT NOT NULL,
    reach_id TEXT NOT NULL,
    PRIMARY KEY (authorization, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE authorization_region (
    authorization TEXT NOT NULL REFERENCES authorization (id),
    position INTEGER NOT NULL,
    region TEXT NOT NULL REFERENCES region (id),
    PRIMARY KEY (authorization, position)
) STRICT, WITHOUT ROWID;

-- What is spoken of.

CREATE TABLE kind (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT,
    docs TEXT,
    file TEXT NOT NULL REFERENCES source (file),
    line INTEGER,
    start_byte INTEGER,
    end_byte INTEGER,
    parent TEXT REFERENCES kind (id)
) STRICT;

CREATE TABLE attribute (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT,
    docs TEXT,
    file TEXT NOT NULL REFERENCES source (file),
    line INTEGER,
    start_byte INTEGER,
    end_byte INTEGER,
    type TEXT NOT NULL, -- quantity, one-of, yes-no, date
    dimension TEXT,
    base_unit TEXT,
    better TEXT, -- smaller, greater
    larger TEXT NOT NULL
) STRICT;

CREATE TABLE choice (
    attribute TEXT NOT NULL REFERENCES attribute (id),
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT,
    PRIMARY KEY (attribute, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
    name TEXT PRIMARY KEY NOT NULL,
    dimension TEXT NOT NULL,
    factor TEXT NOT NULL -- an exact number, whole or a fraction
) STRICT, WITHOUT ROWID;

-- Who may know.

CREATE TABLE scope (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT,
    docs TEXT,
    file TEXT NOT NULL REFERENCES source (file),
    line INTEGER,
    start_byte INTEGER,
    end_byte INTEGER,
    narrows TEXT REFERENCES scope (id)
) STRICT;

CREATE TABLE scope_member (
    scope TEXT NOT NULL REFERENCES scope (id),
    excluded INTEGER NOT NULL CHECK (excluded IN (0, 1)),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL, -- organ, post, group, officer, scope, opaque
    words TEXT, -- the name of a post or group; the words of what is opaque
    organ TEXT REFERENCES organ (id), -- of an organ or post; of a group who approves it
    and_below INTEGER CHECK (and_below IN (0, 1)),
    officer TEXT REFERENCES officer (id),
    named_scope TEXT REFERENCES scope (id),
    PRIMARY KEY (scope, excluded, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE knower_set (
    id INTEGER PRIMARY KEY NOT NULL
) STRICT;

CREATE TABLE knower_organ (
    knower_set INTEGER NOT NULL REFERENCES knower_set (id),
    position INTEGER NOT NULL,
    organ TEXT NOT NULL REFERENCES organ (id),
    and_below INTEGER NOT NULL CHECK (and_below IN (0, 1)),
    PRIMARY KEY (knower_set, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE knower_post (
    knower_set INTEGER NOT NULL REFERENCES knower_set (id),
    excepted INTEGER NOT NULL CHECK (excepted IN (0, 1)),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    organ TEXT REFERENCES organ (id), -- NULL is any organ
    and_below INTEGER NOT NULL CHECK (and_below IN (0, 1)),
    PRIMARY KEY (knower_set, excepted, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE knower_officer (
    knower_set INTEGER NOT NULL REFERENCES knower_set (id),
    excepted INTEGER NOT NULL CHECK (excepted IN (0, 1)),
    position INTEGER NOT NULL,
    officer TEXT NOT NULL REFERENCES officer (id),
    PRIMARY KEY (knower_set, excepted, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE knower_group (
    knower_set INTEGER NOT NULL REFERENCES knower_set (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    approved_by TEXT REFERENCES organ (id),
    PRIMARY KEY (knower_set, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE knower_words (
    knower_set INTEGER NOT NULL REFERENCES knower_set (id),
    position INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (knower_set, position)
) STRICT, WITHOUT ROWID;

-- Catalogues and their rows.

CREATE TABLE catalogue (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT,
    docs TEXT,
    file TEXT NOT NULL REFERENCES source (file),
    line INTEGER,
    start_byte INTEGER,
    end_byte INTEGER,
    regime TEXT REFERENCES regime (id),
    level TEXT,
    level_name TEXT,
    level_rank INTEGER,
    period_kind TEXT, -- years, months, until, event, long-term, unspecified
    period_count INTEGER,
    period_months INTEGER,
    period_until TEXT,
    period_event TEXT,
    period_basis TEXT, -- approved, otherwise-provided
    period_basis_by TEXT, -- of what is approved, the organ; else the words
    period_basis_instrument TEXT,
    number TEXT,
    dated TEXT,
    in_force_from TEXT,
    in_force_to TEXT,
    relation TEXT,
    review_by TEXT,
    excerpt TEXT,
    note TEXT,
    FOREIGN KEY (regime, level) REFERENCES level (regime, id)
) STRICT;

CREATE TABLE catalogue_issuer (
    catalogue TEXT NOT NULL REFERENCES catalogue (id),
    position INTEGER NOT NULL,
    organ TEXT NOT NULL REFERENCES organ (id),
    PRIMARY KEY (catalogue, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE catalogue_interpreter (
    catalogue TEXT NOT NULL REFERENCES catalogue (id),
    position INTEGER NOT NULL,
    organ TEXT NOT NULL REFERENCES organ (id),
    PRIMARY KEY (catalogue, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE catalogue_business (
    catalogue TEXT NOT NULL REFERENCES catalogue (id),
    position INTEGER NOT NULL,
    business TEXT NOT NULL REFERENCES business (id),
    PRIMARY KEY (catalogue, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE catalogue_basis (
    catalogue TEXT NOT NULL REFERENCES catalogue (id),
    position INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (catalogue, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE catalogue_cite (
    catalogue TEXT NOT NULL REFERENCES catalogue (id),
    position INTEGER NOT NULL,
    law TEXT NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (catalogue, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE catalogue_reference (
    catalogue TEXT NOT NULL REFERENCES catalogue (id),
    relation TEXT NOT NULL, -- replaces, yields-to, prevails-over
    position INTEGER NOT NULL,
    to_catalogue TEXT NOT NULL REFERENCES catalogue (id),
    to_matter TEXT REFERENCES matter (ref), -- NULL is the whole catalogue
    PRIMARY KEY (catalogue, relation, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE matter (
    ref TEXT PRIMARY KEY NOT NULL, -- catalogue#id
    catalogue TEXT NOT NULL REFERENCES catalogue (id),
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT,
    docs TEXT,
    file TEXT NOT NULL REFERENCES source (file),
    line INTEGER,
    start_byte INTEGER,
    end_byte INTEGER,
    name_key TEXT, -- the name as names are compared: NFKC, single spaces
    level TEXT,
    level_name TEXT,
    level_rank INTEGER,
    period_kind TEXT, -- years, months, until, event, long-term, unspecified
    period_count INTEGER,
    period_months INTEGER,
    period_until TEXT,
    period_event TEXT,
    period_basis TEXT, -- approved, otherwise-provided
    period_basis_by TEXT, -- of what is approved, the organ; else the words
    period_basis_instrument TEXT,
    mark TEXT,
    known_to TEXT, -- the scope in Chinese words; how it is written stands in matter_scope_member
    known_to_set INTEGER REFERENCES knower_set (id),
    note TEXT
) STRICT;

CREATE TABLE matter_scope_member (
    matter TEXT NOT NULL REFERENCES matter (ref),
    excluded INTEGER NOT NULL CHECK (excluded IN (0, 1)),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL, -- organ, post, group, officer, scope, opaque
    words TEXT,
    organ TEXT REFERENCES organ (id),
    and_below INTEGER CHECK (and_below IN (0, 1)),
    officer TEXT REFERENCES officer (id),
    named_scope TEXT REFERENCES scope (id),
    PRIMARY KEY (matter, excluded, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE matter_producer (
    matter TEXT NOT NULL REFERENCES matter (ref),
    position INTEGER NOT NULL,
    tier TEXT, -- of the regime of the catalogue
    organ TEXT REFERENCES organ (id),
    PRIMARY KEY (matter, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE matter_covers (
    matter TEXT NOT NULL REFERENCES matter (ref),
    position INTEGER NOT NULL,
    condition TEXT, -- as in catalogue.json; NULL is every object of these kinds
    PRIMARY KEY (matter, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE matter_covers_kind (
    matter TEXT NOT NULL,
    covers INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL REFERENCES kind (id),
    PRIMARY KEY (matter, covers, position),
    FOREIGN KEY (matter, covers) REFERENCES matter_covers (matter, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE matter_except_where (
    matter TEXT NOT NULL REFERENCES matter (ref),
    position INTEGER NOT NULL,
    condition TEXT NOT NULL,
    PRIMARY KEY (matter, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE matter_reference (
    matter TEXT NOT NULL REFERENCES matter (ref),
    relation TEXT NOT NULL, -- except, prevails-over, yields-to, same-as, part-of
    position INTEGER NOT NULL,
    to_catalogue TEXT NOT NULL REFERENCES catalogue (id),
    to_matter TEXT REFERENCES matter (ref), -- NULL is the whole catalogue
    PRIMARY KEY (matter, relation, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE matter_cite (
    matter TEXT NOT NULL REFERENCES matter (ref),
    position INTEGER NOT NULL,
    law TEXT NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (matter, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE conflict (
    matter TEXT NOT NULL REFERENCES matter (ref),
    position INTEGER NOT NULL,
    with_matter TEXT NOT NULL REFERENCES matter (ref),
    from_day TEXT,
    meanwhile TEXT, -- a level
    meanwhile_name TEXT,
    meanwhile_rank INTEGER,
    PRIMARY KEY (matter, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE conflict_field (
    matter TEXT NOT NULL,
    conflict INTEGER NOT NULL,
    position INTEGER NOT NULL,
    field TEXT NOT NULL, -- level, period, known-to
    PRIMARY KEY (matter, conflict, position),
    FOREIGN KEY (matter, conflict) REFERENCES conflict (matter, position)
) STRICT, WITHOUT ROWID;

-- What must be public, and what is waived.

CREATE TABLE disclosure (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT,
    docs TEXT,
    file TEXT NOT NULL REFERENCES source (file),
    line INTEGER,
    start_byte INTEGER,
    end_byte INTEGER,
    in_force_from TEXT,
    in_force_to TEXT
) STRICT;

CREATE TABLE disclosure_basis (
    disclosure TEXT NOT NULL REFERENCES disclosure (id),
    position INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (disclosure, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE disclosure_cite (
    disclosure TEXT NOT NULL REFERENCES disclosure (id),
    position INTEGER NOT NULL,
    law TEXT NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (disclosure, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
    disclosure TEXT NOT NULL REFERENCES disclosure (id),
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT,
    docs TEXT,
    file TEXT NOT NULL REFERENCES source (file),
    line INTEGER,
    start_byte INTEGER,
    end_byte INTEGER,
    name_key TEXT,
    PRIMARY KEY (disclosure, position)
) STRICT;

CREATE TABLE item_covers (
    disclosure TEXT NOT NULL,
    item INTEGER NOT NULL, -- its position
    position INTEGER NOT NULL,
    condition TEXT,
    PRIMARY KEY (disclosure, item, position),
    FOREIGN KEY (disclosure, item) REFERENCES item (disclosure, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE item_covers_kind (
    disclosure TEXT NOT NULL,
    item INTEGER NOT NULL,
    covers INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL REFERENCES kind (id),
    PRIMARY KEY (disclosure, item, covers, position),
    FOREIGN KEY (disclosure, item, covers) REFERENCES item_covers (disclosure, item, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE item_except_where (
    disclosure TEXT NOT NULL,
    item INTEGER NOT NULL,
    position INTEGER NOT NULL,
    condition TEXT NOT NULL,
    PRIMARY KEY (disclosure, item, position),
    FOREIGN KEY (disclosure, item) REFERENCES item (disclosure, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE item_reference (
    disclosure TEXT NOT NULL,
    item INTEGER NOT NULL,
    relation TEXT NOT NULL, -- except
    position INTEGER NOT NULL,
    to_catalogue TEXT NOT NULL REFERENCES catalogue (id),
    to_matter TEXT REFERENCES matter (ref),
    PRIMARY KEY (disclosure, item, relation, position),
    FOREIGN KEY (disclosure, item) REFERENCES item (disclosure, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE item_cite (
    disclosure TEXT NOT NULL,
    item INTEGER NOT NULL,
    position INTEGER NOT NULL,
    law TEXT NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (disclosure, item, position),
    FOREIGN KEY (disclosure, item) REFERENCES item (disclosure, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE waiver (
    position INTEGER PRIMARY KEY NOT NULL,
    rule TEXT,
    on_place TEXT,
    because TEXT,
    approved_by TEXT REFERENCES officer (id),
    until TEXT,
    file TEXT NOT NULL REFERENCES source (file),
    line INTEGER,
    start_byte INTEGER,
    end_byte INTEGER
) STRICT;

-- Who may determine what, worked out.

CREATE TABLE competence (
    regime TEXT PRIMARY KEY NOT NULL REFERENCES regime (id),
    head_by_law INTEGER NOT NULL CHECK (head_by_law IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE power (
    regime TEXT NOT NULL REFERENCES competence (regime),
    position INTEGER NOT NULL,
    organ TEXT NOT NULL REFERENCES organ (id),
    reach_kind TEXT NOT NULL, -- all, without-business, business, catalogue, matter
    reach_id TEXT,
    determines TEXT,
    determines_name TEXT,
    determines_rank INTEGER,
    authorizes TEXT,
    authorizes_name TEXT,
    authorizes_rank INTEGER,
    period_months INTEGER,
    is_held INTEGER NOT NULL CHECK (is_held IN (0, 1)), -- 0: never; its successors have it
    days_from TEXT,
    days_to TEXT,
    basis TEXT NOT NULL, -- tier, authorization, succession
    basis_authorization TEXT REFERENCES authorization (id),
    basis_of INTEGER, -- the power that it comes from
    PRIMARY KEY (regime, position),
    FOREIGN KEY (regime, basis_of) REFERENCES power (regime, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE power_region (
    regime TEXT NOT NULL,
    power INTEGER NOT NULL,
    position INTEGER NOT NULL,
    region TEXT NOT NULL REFERENCES region (id),
    PRIMARY KEY (regime, power, position),
    FOREIGN KEY (regime, power) REFERENCES power (regime, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE decider (
    regime TEXT NOT NULL REFERENCES competence (regime),
    position INTEGER NOT NULL,
    organ TEXT NOT NULL REFERENCES organ (id),
    officer TEXT NOT NULL REFERENCES officer (id),
    level TEXT, -- NULL is all that the organ has
    level_name TEXT,
    level_rank INTEGER,
    PRIMARY KEY (regime, position)
) STRICT, WITHOUT ROWID;

-- Of a decider that is not here, all that the organ has.
CREATE TABLE decider_reach (
    regime TEXT NOT NULL,
    decider INTEGER NOT NULL,
    position INTEGER NOT NULL,
    reach_kind TEXT NOT NULL,
    reach_id TEXT,
    PRIMARY KEY (regime, decider, position),
    FOREIGN KEY (regime, decider) REFERENCES decider (regime, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE decider_days (
    regime TEXT NOT NULL,
    decider INTEGER NOT NULL,
    position INTEGER NOT NULL,
    days_from TEXT,
    days_to TEXT,
    PRIMARY KEY (regime, decider, position),
    FOREIGN KEY (regime, decider) REFERENCES decider (regime, position)
) STRICT, WITHOUT ROWID;
