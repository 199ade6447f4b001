//! The compiled catalogue as tables: the same content in every format, the same bytes in every run.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::from_sqlite::Database;
use super::project::{Project, names};

/// Something in every table.
const WORLD: &str = r#"
/// 区域
region all "全境"; region north "北" in all;
/// 业务
business maps "测绘"; business sea "海洋" in maps;
/// 第一行
///
/// 第三行
organ top "=上级" { tier central; business maps; region all; role secrecy-administration; }
organ old "旧局" { tier provincial; superior top; region north; business maps; since 2000-01-01; until 2015-12-31;
    succeeded-by new for business sea; succeeded-by top; }
organ new "新局" { tier provincial; superior top; region north; business maps; since 2016-01-01; }
organ unit-a "单位" { tier unit; superior new; }
/// 人员
officer chief "首长" of top { head; trained on 2009-12-01; term from 2010-01-01; }
officer deputy "副职" of top { designated-by chief on 2012-01-01; trained on 2012-01-02; determines up-to jimi;
    matters business sea, c#1; term 2012-01-01 .. 2030-12-31; }
authorization grant from top to unit-a { level up-to mimi; matters c#1, business sea, d; period up-to 5 years;
    region north; instrument "1号" dated 2020-01-01; term 2020-01-01 .. 2024-12-31; filed-with top on 2020-01-10; task "任务"; }
/// 授权
authorization ended from top to unit-a { level up-to mimi; matters c#2; instrument "2号" dated 2020-01-01;
    term 2020-01-01 .. 2024-12-31; filed-with top on 2020-01-10; revoked on 2021-01-01; }
vocabulary v "成果" {
    /// 种类
    kind map "地形图" { kind sea-map "海图"; } kind atlas;
    unit 海里 = 1852 m; unit 小段 = 0.125 m;
    /// 属性
    attribute scale "比例尺" : ratio better greater; attribute area "面积" : area; attribute sort "种类" : one-of a "甲类", b;
    attribute taken "日期" : date; attribute far : length; attribute in-zone "在内" : yes-no;
}
/// 范围
scope readers "人员" { post "资料员" of top; organ new and below; group "读者" approved-by top; "有关人员";
    but-not post "实习生" of new, officer deputy; }
scope few { narrows readers; post "资料员" of top; }
scope same { scope few; }
/// 目录
catalogue c "目录" under cn-2014 {
    level mimi; period 5 years approved-by top "批文";
    issued-by top; number "1号"; dated 2010-01-01; in-force from 2010-02-01; basis "保密法", "测绘法";
    interpreted-by top; relation "关系"; business sea; review-by 2030-01-01; note "注"; cites "L10" article 15;
    /// 事项
    matter 1 "-甲　图" { level mimi; period 10 years; known-to readers but-not post "甲" of top, officer chief;
        produced-by central, provincial, top;
        covers map, atlas where not in-zone and (area > 25 km2 or scale larger-than 1:5000) and far <= 3 小段;
        covers sea-map where sort is a, b and taken in [2020-01-01, 2020-12-31);
        except 2; except where area > 30 km2; note "@注"; }
    matter 2 "乙" { level mimi; period until "正式公布"; known-to group "读者" approved-by top; part-of 1; cites "L10" article 15; }
    matter 3 "丙" { level mimi; period until 2030-12-31; known-to few; covers map where scale = 1:7; prevails-over 1; same-as d#1; }
    matter 4 "丁" { level jimi; period long-term approved-by top "批文"; known-to officer chief, new and below; covers sea-map where in-zone; }
    matter 5 { level mimi; period 30 years otherwise-provided "另有规定"; known-to post "员"; covers atlas where in-zone; yields-to 4; }
    matter 6 "己" { level mimi; period 6 months; known-to top but-not officer deputy; }
    matter 7 "庚" { level mimi; period unspecified; known-to few; }
}
catalogue d "=另一目录" under cn-2014 {
    issued-by top; dated 2012-05; in-force 2012-06-01 .. 2031-12-31; yields-to c, c#2;
    level jimi; period until 2030-06-30; excerpt "节录";
    matter 1 "辛" { level jimi; period 5 years; known-to readers; covers sea-map where not in-zone; }
    matter 2 "壬" { }
}
catalogue e "再一目录" under cn-2014 { issued-by top; dated 2013; in-force from 2013-01-01; level mimi; period until "公布"; }
/// 公开
disclosure open "公开" { basis "条例"; in-force 2010-01-01 .. 2040-12-31; cites "R14" article 5;
    /// 项
    item 1 "版图" { covers atlas where scale in (1:200, 1:100]; except c#5; except where in-zone; cites "R14" article 5; }
    item 1 "同号" { covers atlas where scale = 1:150; } }
waive P001 on c#5 because "理由" approved-by chief until 2030-12-31;
"#;

/// What is looked at but the rules: what the program above says is not the matter here.
const BUILD: [&str; 7] = ["build", "--as-of", "2026-11-23", "--select", "W003", "--quiet", "-o"];

fn build(project: &Project, output: &str, emit: &str) {
    let arguments = [&BUILD[..], &[output, "--emit", emit]].concat();
    let outcome = project.run(&arguments);
    assert_eq!(outcome.code, 0, "{outcome:?}");
}

/// The policies of the repository, and a program with something in every table.
fn projects() -> [Project; 2] {
    let policies = copied(Project::new(), &Path::new(env!("CARGO_MANIFEST_DIR")).join("policies"), "policies");
    [policies, Project::new().file("world.dingmi", WORLD)]
}

fn copied(project: Project, from: &Path, to: &str) -> Project {
    names(from).into_iter().fold(project, |project, name| {
        let (path, to) = (from.join(&name), format!("{to}/{name}"));
        if path.is_dir() { copied(project, &path, &to) } else { project.file(&to, fs::read(path).unwrap()) }
    })
}

fn document(project: &Project) -> Value {
    serde_json::from_str(&project.read("out/catalogue.json")).unwrap()
}

fn matters(document: &Value) -> Vec<(&Value, &Value)> {
    let catalogues = document["catalogues"].as_array().unwrap().iter();
    catalogues
        .flat_map(|catalogue| catalogue["matters"].as_array().unwrap().iter().map(move |matter| (catalogue, matter)))
        .collect()
}

#[test]
fn the_database_holds_all_of_the_document() {
    let without_catalogue = Project::new()
        .file("a.dingmi", "organ p { tier central; } organ q; authorization z from p to q { level up-to mimi; }");
    for project in projects().into_iter().chain([without_catalogue]) {
        build(&project, "out", "json,sqlite");
        let database = Database::open(&project.path("out/catalogue.sqlite"));
        let (mut expected, found) = (document(&project), database.document());
        let units = expected["units"].as_array_mut().unwrap();
        units.sort_by_key(|unit| unit["name"].as_str().unwrap().to_owned());
        for (part, expected) in expected.as_object().unwrap() {
            assert_eq!(&found[part], expected, "{part}");
        }
        assert_eq!(found, expected);
        assert_eq!(database.query("PRAGMA integrity_check", &[])[0]["integrity_check"], "ok");
        assert_eq!(database.query("PRAGMA foreign_key_check", &[]), []);
    }
}

/// What the world does not hold would prove nothing.
#[test]
fn the_world_fills_every_column() {
    let [_, world] = projects();
    build(&world, "out", "sqlite");
    let database = Database::open(&world.path("out/catalogue.sqlite"));
    let sql = "SELECT tables.name AS tab, columns.name AS col FROM sqlite_schema AS tables
               JOIN pragma_table_info (tables.name) AS columns WHERE tables.type = 'table'";
    for found in database.query(sql, &[]) {
        let (table, column) = (found["tab"].as_str().unwrap(), found["col"].as_str().unwrap());
        let count = &database.query(&format!("SELECT count({column}) AS n FROM {table}"), &[])[0]["n"];
        // An authorization has no name in the language.
        assert!(count.as_u64().unwrap() > 0 || (table, column) == ("authorization", "name"), "{table}.{column}");
    }
}

#[test]
fn same_program_same_bytes() {
    for project in projects() {
        build(&project, "once", "json,sqlite,csv");
        build(&project, "again", "csv,json,sqlite,sqlite");
        let files = ["catalogue.csv", "catalogue.json", "catalogue.sqlite"];
        assert_eq!(names(&project.path("again")), files);
        for name in files {
            let bytes = |output: &str| fs::read(project.path(output).join(name)).unwrap();
            assert!(bytes("once") == bytes("again"), "{name}");
        }
    }
}

/// The queries of `docs/formats.md`, in their order.
fn documented() -> Vec<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/formats.md")).unwrap();
    text.split("```sql\n").skip(1).map(|block| block.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn the_documented_query_says_who_may_determine() {
    let [policies, world] = projects();
    let who = &documented()[0];
    let mut answers = 0;
    for (project, paths) in [(policies, "policies"), (world, "world.dingmi")] {
        build(&project, "out", "json,sqlite");
        let database = Database::open(&project.path("out/catalogue.sqlite"));
        let document = document(&project);
        for (catalogue, matter) in matters(&document).into_iter().filter(|(_, matter)| !matter["level"].is_null()) {
            let row = format!("{}#{}", catalogue["id"].as_str().unwrap(), matter["id"].as_str().unwrap());
            let day = "2020-06-01";
            let found: BTreeSet<(String, Option<String>)> = database
                .query(who, &[(":row", &row), (":day", day)])
                .iter()
                .map(|found| {
                    (found["organ"].as_str().unwrap().to_owned(), found["officer"].as_str().map(str::to_owned))
                })
                .collect();
            let told = project.run(&["who", &row, "--on", day, "--format", "json", paths]);
            let expected = organs_and_officers(&serde_json::from_str(&told.stdout).unwrap());
            answers += expected.len();
            assert_eq!(found, expected, "{row}");
        }
    }
    assert!(answers > 50, "{answers}");
}

fn organs_and_officers(who: &Value) -> BTreeSet<(String, Option<String>)> {
    let groups = who["groups"].as_array().unwrap().iter();
    let organs = groups.flat_map(|group| group["organs"].as_array().unwrap());
    let pairs = organs.flat_map(|each| {
        let organ = each["organ"].as_str().unwrap().to_owned();
        let officers = each["officers"].as_array().unwrap();
        let mut pairs: Vec<_> =
            officers.iter().map(|officer| (organ.clone(), officer.as_str().map(str::to_owned))).collect();
        if pairs.is_empty() {
            pairs.push((organ, None));
        }
        pairs
    });
    pairs.collect()
}

#[test]
fn the_documented_queries_find_names_and_what_ends() {
    let [_, world] = projects();
    build(&world, "out", "sqlite");
    let database = Database::open(&world.path("out/catalogue.sqlite"));
    let queries = documented();
    assert_eq!(queries.len(), 3);
    let named = database.query(&queries[1], &[(":name", "-甲 图")]);
    assert_eq!(named.len(), 1);
    assert_eq!(named[0]["ref"], "c#1");
    let ends = database.query(&queries[2], &[(":from", "2024-01-01"), (":to", "2031-12-31")]);
    let ends: Vec<&str> = ends.iter().map(|end| end["id"].as_str().unwrap()).collect();
    assert_eq!(ends, ["grant", "c#3", "d"]);
}

#[test]
fn the_official_table_is_for_spreadsheets() {
    for project in projects() {
        build(&project, "out", "json,csv");
        let text = project.read("out/catalogue.csv");
        assert!(text.starts_with("\u{feff}目录,序号,事项名称,密级,保密期限,产生层级,知悉范围,备注\r\n"));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let document = document(&project);
        let matters = matters(&document);
        assert_eq!(rows.len(), matters.len());
        for (row, (_, matter)) in rows.iter().zip(matters) {
            assert_eq!(&row[1], matter["id"].as_str().unwrap());
            assert_eq!(row[2].trim_start_matches('\''), matter["name"].as_str().unwrap_or_default());
            assert_eq!(&row[3], matter["level"]["name"].as_str().unwrap_or_default());
            assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t'])), "{row:?}");
        }
    }
    let [_, world] = projects();
    build(&world, "out", "csv");
    insta::assert_snapshot!(world.read("out/catalogue.csv").replace('\r', ""));
}

#[test]
fn what_is_no_format_or_not_built_in_is_misuse() {
    let project = Project::new().file("a.dingmi", "");
    project.run(&["build", "-o", "out", "--emit", "xml"]).expect(2, &["xml", "json, sqlite, csv, parquet"]);
    let outcome = project.run(&["build", "-o", "out", "--emit", "json,parquet"]);
    if cfg!(feature = "parquet") {
        outcome.expect(0, &["wrote catalogue.json, catalogue.parquet"]);
    } else {
        outcome.expect(2, &["--emit: this dingmi was built without parquet", "--features parquet"]);
        assert!(!project.path("out").exists());
    }
    let too_great = u64::MAX.to_string();
    project.run(&["build", "-o", "out", "--serial", &too_great]).expect(2, &["--serial"]);
}

#[test]
fn one_format_that_cannot_be_written_keeps_the_others_as_they_were() {
    let project = Project::new()
        .file("a.dingmi", "")
        .file("out/catalogue.json", "old")
        .file("out/catalogue.sqlite", "old")
        .file("out/catalogue.csv/x", "");
    project
        .run(&["build", "-o", "out", "--emit", "json,sqlite,csv"])
        .expect(3, &["catalogue.csv: cannot write: it is a directory"]);
    assert_eq!(project.read("out/catalogue.json"), "old");
    assert_eq!(project.read("out/catalogue.sqlite"), "old");
    assert_eq!(names(&project.path("out")), ["catalogue.csv", "catalogue.json", "catalogue.sqlite"]);
}
