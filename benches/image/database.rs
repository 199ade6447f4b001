//! The same data in SQLite, with an index for each question, and its prepared statements.

use std::path::Path;

use dingmi_catalogue::normal;
use rusqlite::{CachedStatement, Connection, OpenFlags, Row, params};

use crate::matters::Object;
use crate::twin::{Bounds, Catalogue, FAR, Twin, bounds};

const TABLES: &str = "
    CREATE TABLE matter (place INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT, key TEXT, level TEXT, period INTEGER,
        mark TEXT, known_to INTEGER, since TEXT, upto TEXT) STRICT;
    CREATE TABLE kind (id TEXT PRIMARY KEY, parent TEXT) STRICT, WITHOUT ROWID;
    CREATE TABLE about (kind TEXT NOT NULL, row INTEGER NOT NULL, size_from INTEGER NOT NULL, size_to INTEGER NOT NULL,
        depth_from INTEGER NOT NULL, depth_to INTEGER NOT NULL, scale_from INTEGER NOT NULL, scale_to INTEGER NOT NULL,
        inside_from INTEGER NOT NULL, inside_to INTEGER NOT NULL) STRICT;
";
const INDEXES: &str = "
    CREATE UNIQUE INDEX matter_by_id ON matter (id);
    CREATE INDEX matter_by_key ON matter (key);
    CREATE INDEX about_kind ON about (kind, size_from, size_to, depth_from, depth_to);
    ANALYZE;
";
const BY_ID: &str = "SELECT place, name, level, period, mark FROM matter WHERE id = ?1";
const BY_KEY: &str = "SELECT place, id, level, period, mark FROM matter WHERE key = ?1";
const CLASSIFY: &str = "
    SELECT matter.place, matter.id, matter.level, matter.period, matter.mark
    FROM about JOIN matter ON matter.place = about.row
    WHERE about.kind IN (?1, (SELECT parent FROM kind WHERE id = ?1))
        AND size_from <= ?2 AND ?2 < size_to AND depth_from <= ?3 AND ?3 < depth_to
        AND scale_from <= ?4 AND ?4 < scale_to AND inside_from <= ?5 AND ?5 < inside_to
        AND (matter.since IS NULL OR matter.since <= ?6) AND (matter.upto IS NULL OR matter.upto >= ?6)
    ORDER BY matter.place";

/// Statements that stay prepared.
pub(crate) struct Database {
    connection: Connection,
}

impl Database {
    pub(crate) fn create(path: &Path, twin: &Twin<'_>) -> rusqlite::Result<()> {
        let mut connection = Connection::open(path)?;
        connection.execute_batch(TABLES)?;
        let all = connection.transaction()?;
        {
            let mut kind = all.prepare("INSERT INTO kind VALUES (?1, ?2)")?;
            for node in &twin.kinds {
                kind.execute(params![node.id, node.parent])?;
            }
            let mut place = 0;
            for catalogue in &twin.catalogues {
                place = insert(&all, catalogue, place)?;
            }
        }
        all.execute_batch(INDEXES)?;
        all.commit()
    }

    pub(crate) fn open(path: &Path) -> rusqlite::Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        // All of the file mapped, and a cache that holds what is asked: the best that it does.
        connection.execute_batch("PRAGMA mmap_size = 8000000000; PRAGMA cache_size = -1000000;")?;
        Ok(Database { connection })
    }

    /// As thorough as the check of an image: whether what stands there can be read.
    pub(crate) fn is_sound(&self) -> rusqlite::Result<bool> {
        self.connection.query_row("PRAGMA quick_check", [], |row| row.get::<_, String>(0)).map(|said| said == "ok")
    }

    fn statement(&self, text: &str) -> CachedStatement<'_> {
        self.connection.prepare_cached(text).expect("a statement of SQLite")
    }

    pub(crate) fn by_id(&self) -> impl FnMut(&str) -> Vec<i64> {
        let mut statement = self.statement(BY_ID);
        move |id| statement.query_map([id], read).expect("rows").map(|row| row.expect("a row")).collect()
    }

    pub(crate) fn by_name(&self) -> impl FnMut(&str) -> Vec<i64> {
        let mut statement = self.statement(BY_KEY);
        move |name| statement.query_map([normal(name)], read).expect("rows").map(|row| row.expect("a row")).collect()
    }

    pub(crate) fn classify(&self, day: &'static str) -> impl FnMut(&Object) -> Vec<i64> {
        let mut statement = self.statement(CLASSIFY);
        move |object| {
            let [size, depth, scale, inside] = [0, 1, 2, 3].map(|at: usize| object.values[at].2);
            let rows = statement.query_map(params![object.kind, size, depth, scale, inside, day], read);
            rows.expect("rows").map(|row| row.expect("a row")).collect()
        }
    }
}

/// Reads all columns, as one who asks does.
fn read(row: &Row<'_>) -> rusqlite::Result<i64> {
    let text = |at| row.get_ref(at)?.as_str_or_null().map(|text| text.map_or(0, str::len)).map_err(Into::into);
    let lengths: rusqlite::Result<usize> = [1, 2, 4].into_iter().map(text).sum();
    std::hint::black_box((lengths?, row.get::<_, Option<i64>>(3)?));
    row.get(0)
}

fn insert(all: &Connection, catalogue: &Catalogue<'_>, first: i64) -> rusqlite::Result<i64> {
    let mut matter = all.prepare_cached("INSERT INTO matter VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?;
    let mut about = all.prepare_cached("INSERT INTO about VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?;
    let mut place = first;
    for row in &catalogue.matters {
        matter.execute(params![
            place,
            format!("{}#{}", catalogue.id, row.id),
            row.name,
            row.name.as_deref().map(normal),
            row.level.as_ref().map(|level| &level.id),
            row.period.as_ref().and_then(|period| period.count),
            row.mark,
            row.known_to_set,
            catalogue.in_force.from,
            catalogue.in_force.to,
        ])?;
        for covers in &row.covers {
            let bounds = bounds(covers.condition.as_ref());
            for kind in &covers.kinds {
                let [size, depth, scale, inside] = ["size", "depth", "scale", "inside"].map(|id| side(&bounds, id));
                about.execute(params![
                    kind, place, size.0, size.1, depth.0, depth.1, scale.0, scale.1, inside.0, inside.1,
                ])?;
            }
        }
        place += 1;
    }
    Ok(place)
}

fn side(bounds: &Bounds<'_>, attribute: &str) -> (i64, i64) {
    bounds.get(attribute).copied().unwrap_or((-FAR, FAR))
}
