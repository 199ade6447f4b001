//! The document → `catalogue.sqlite`: the same content in tables that can be queried. It is made in memory; a file on the
//! way would leave what may be secret in a temporary directory.

mod catalogues;
mod cells;
mod competence;
mod law;
mod scopes;
mod world;

use rusqlite::{Connection, MAIN_DB};

use self::cells::{Fill, row};
use super::flat::Names;
use super::json::Document;

/// In the order in which the tables are declared. Indexes come when the tables are full, which is quicker.
const SCHEMA: &str = include_str!("schema.sql");
const INDEXES: &str = include_str!("indexes.sql");

/// Of a connection that makes bytes and is thrown away: nothing is rolled back, nothing is kept on a disk, foreign keys
/// may point forward. What SQLite does not use of a page is zero, so that no byte depends on what lay there.
const MAKING: &str = "PRAGMA journal_mode = OFF; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF; \
                      PRAGMA secure_delete = ON; PRAGMA encoding = 'UTF-8'; PRAGMA page_size = 4096;";

/// What tells the file from other databases: its format in four letters, and the version.
const IDENTITY: &str = "PRAGMA application_id = 0x444d4331; PRAGMA user_version = 1;";

pub(super) fn bytes(document: &Document<'_>) -> Vec<u8> {
    let made = |done: rusqlite::Result<()>| done.expect("bug: the database cannot be made");
    let mut connection = Connection::open_in_memory().expect("bug: a database in memory cannot be opened");
    for statements in [MAKING, IDENTITY, "BEGIN", SCHEMA] {
        made(connection.execute_batch(statements));
    }
    fill(&mut Fill::of(&connection), document);
    for statements in [INDEXES, "COMMIT"] {
        made(connection.execute_batch(statements));
    }
    connection.serialize(MAIN_DB).expect("bug: a database in memory has no bytes").to_vec()
}

fn fill(fill: &mut Fill<'_>, document: &Document<'_>) {
    let names = Names::of(document);
    meta(fill, document);
    for source in &document.sources {
        fill.add("source", &[&row![source.file, source.embedded, source.digest]]);
    }
    law::regimes(fill, &document.regimes);
    world::organs(fill, document);
    world::authorizations(fill, &document.authorizations);
    world::vocabulary(fill, document);
    scopes::declared(fill, &document.scopes);
    scopes::knower_sets(fill, &document.knower_sets);
    catalogues::catalogues(fill, &document.catalogues, &names);
    catalogues::disclosures(fill, &document.disclosures);
    catalogues::waivers(fill, &document.waivers);
    competence::tables(fill, &document.competence);
}

fn meta(fill: &mut Fill<'_>, document: &Document<'_>) {
    let values = [
        ("format", document.format.to_owned()),
        ("version", document.version.to_string()),
        ("compiler", document.compiler.name.to_owned()),
        ("compiler_version", document.compiler.version.to_owned()),
        ("as_of", document.as_of.clone()),
        ("serial", document.serial.to_string()),
        ("audience", serde_json::to_string(&document.audience).expect("bug: an audience does not serialise")),
    ];
    for (key, value) in &values {
        fill.add("meta", &[&row![*key, *value]]);
    }
}
