//! `catalogue.sqlite`, asked with SQL: who may determine what by the query that `docs/formats.md` gives, and what an object is by the
//! conditions in its columns.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::Date;
use serde_json::Value as Data;

use crate::answer::{Answer, Form, May, Row, Store, Who};
use crate::asked::Asked;
use crate::folder::Repository;
use crate::from_sqlite::Database;
use crate::json::{Json, key, list, period_words, text};

pub(crate) struct Sqlite {
    database: Database,
    path: PathBuf,
    /// What the tables say, as a document again.
    pub(crate) read_back: Json,
    /// The documented question who may determine a row at its level on a day, for any level.
    who: String,
}

/// No two databases are written to one file.
static WRITTEN: AtomicUsize = AtomicUsize::new(0);

/// An organ, and all above it.
const UP: &str = "WITH RECURSIVE up (id) AS (SELECT :organ UNION \
                  SELECT organ.superior FROM organ JOIN up USING (id) WHERE organ.superior IS NOT NULL) ";

/// That an organ, or one above it, is in a row of a table.
const IS_AMONG: &str = "(organ = :organ OR and_below AND organ IN (SELECT id FROM up))";

impl Sqlite {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("dingmi-image-{}-{number}.sqlite", std::process::id()));
        std::fs::write(&path, bytes).expect("a file for a while");
        let database = Database::open(&path);
        let read_back = Json::of(database.document());
        let formats = Repository::text("docs/formats.md");
        let query = formats.split("```sql\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a query");
        let who = query.replace("matter.level_rank AS rank", "CAST(:rank AS INTEGER) AS rank");
        assert_ne!(who, query);
        Sqlite { database, path, read_back, who }
    }

    fn row_of(&self, id: &str) -> Option<serde_json::Map<String, Data>> {
        self.database.query("SELECT * FROM matter WHERE ref = :row", &[(":row", id)]).pop()
    }

    fn holds(&self, set: &str, who: &Who) -> bool {
        let has = |sql: &str, parameters: &[(&str, &str)]| {
            let parameters = [parameters, &[(":set", set)]].concat();
            !self.database.query(&format!("{UP}SELECT 1 {sql} LIMIT 1"), &parameters).is_empty()
        };
        let has_organ =
            |id: &str| has(&format!("FROM knower_organ WHERE knower_set = :set AND {IS_AMONG}"), &[(":organ", id)]);
        match who {
            Who::Staff(organ) => has_organ(organ),
            Who::Post(organ, title) => {
                let has_post = |excepted: &str| {
                    let sql = format!(
                        "FROM knower_post WHERE knower_set = :set AND excepted = {excepted} AND name = :name \
                         AND (organ IS NULL OR {IS_AMONG})"
                    );
                    has(&sql, &[(":organ", organ), (":name", &key(title))])
                };
                (has_post("0") || has_organ(organ)) && !has_post("1")
            }
            Who::Officer(id) => {
                let named = |excepted: &str| {
                    let sql = format!(
                        "FROM knower_officer WHERE knower_set = :set AND excepted = {excepted} AND officer = :officer"
                    );
                    has(&sql, &[(":officer", id)])
                };
                let found = self.database.query("SELECT organ FROM officer WHERE id = :id", &[(":id", id)]);
                (named("0") || found[0]["organ"].as_str().is_some_and(has_organ)) && !named("1")
            }
            Who::Group(name, by) => {
                let sql =
                    "FROM knower_group WHERE knower_set = :set AND name = :name AND ifnull(approved_by, '') = :by";
                has(sql, &[(":name", &key(name)), (":by", by.as_deref().unwrap_or_default())])
            }
        }
    }
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        // A file that stays behind harms nobody.
        let _ = std::fs::remove_file(&self.path);
    }
}

impl Form for Sqlite {
    fn classify(&self, asked: &Asked, day: Date) -> Option<Answer> {
        self.read_back.classify(asked, day)
    }

    fn may(&self, question: &May) -> bool {
        let regime = self.read_back.regime(&question.row).expect("a regime");
        let level = list(&regime["levels"]).iter().find(|level| level["id"] == question.level.as_str());
        let (rank, day) = (level.expect("a level")["rank"].to_string(), question.day.to_string());
        let found = self.database.query(&self.who, &[(":row", &question.row), (":rank", &rank), (":day", &day)]);
        let organs: BTreeSet<&str> = found.iter().map(|record| text(&record["organ"])).collect();
        organs.contains(question.organ.as_str())
    }
}

impl Store for Sqlite {
    fn name(&self) -> &'static str {
        "SQLite"
    }

    fn row(&self, id: &str) -> Option<Row> {
        let row = self.row_of(id)?;
        let own = |column: &str| row[column].as_str().map(str::to_owned);
        let count = row["period_count"].as_u64();
        let period = row["period_kind"]
            .as_str()
            .map(|kind| period_words(kind, count, row["period_until"].as_str(), row["period_event"].as_str()));
        let level = row["level_rank"].as_u64().zip(own("level")).zip(own("level_name"));
        Some(Row {
            name: own("name"),
            level: level.map(|((rank, id), name)| (id, name, rank)),
            period,
            mark: own("mark"),
            known_to_set: row["known_to_set"].as_u64().map(|set| set as usize),
        })
    }

    fn named(&self, name: &str) -> Vec<String> {
        let found = self
            .database
            .query("SELECT ref FROM matter WHERE name_key = :name ORDER BY rowid", &[(":name", &key(name))]);
        found.iter().map(|record| text(&record["ref"]).to_owned()).collect()
    }

    fn may_know(&self, who: &Who, row: &str) -> &'static str {
        let row = self.row_of(row).expect("a row that is declared");
        let Some(set) = row["known_to_set"].as_u64() else { return "unclear" };
        let set = set.to_string();
        let words =
            self.database.query("SELECT 1 FROM knower_words WHERE knower_set = :set LIMIT 1", &[(":set", &set)]);
        match self.holds(&set, who) {
            true => "yes",
            false if words.is_empty() => "no",
            false => "unclear",
        }
    }
}
