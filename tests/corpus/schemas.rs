//! The published schemas are those of the types. `DINGMI_BLESS=1 cargo test` writes them anew.

use crate::folder::Repository;

#[test]
fn the_published_schemas_are_fresh() {
    for (name, schema) in [
        ("docs/baseline.schema.json", schemars::schema_for!(dingmi::baseline::Baseline)),
        ("docs/catalogue.schema.json", dingmi::emit::json::schema()),
        ("docs/classify.schema.json", schemars::schema_for!(dingmi::answers::classify::Classification)),
        ("docs/classify-batch.schema.json", schemars::schema_for!(dingmi::answers::classify::BatchAnswer)),
        ("docs/diff.schema.json", dingmi::difference::json::schema()),
        ("docs/expiring.schema.json", schemars::schema_for!(dingmi::lapses::json::Expiring)),
        ("docs/mark.schema.json", schemars::schema_for!(dingmi::marks::json::Answer)),
        ("docs/matrix.schema.json", schemars::schema_for!(dingmi::matrix::Matrix)),
        ("docs/may.schema.json", schemars::schema_for!(dingmi::answers::who::May)),
        ("docs/who.schema.json", schemars::schema_for!(dingmi::answers::who::Who)),
        ("docs/why.schema.json", schemars::schema_for!(dingmi::answers::why::Why)),
        ("docs/test.schema.json", schemars::schema_for!(dingmi::trials::json::Report)),
        ("docs/query.schema.json", schemars::schema_for!(dingmi::query::json::Answer)),
        ("docs/gitlab.schema.json", schemars::schema_for!(Vec<dingmi::render::gitlab::Violation>)),
        ("docs/inspect.schema.json", schemars::schema_for!(dingmi::query::json::Inspection)),
        ("docs/report.schema.json", schemars::schema_for!(dingmi::render::json::Report)),
    ] {
        let fresh = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("DINGMI_BLESS").is_some() {
            std::fs::write(Repository::path(name), &fresh).unwrap();
        }
        assert!(Repository::text(name) == fresh, "{name} is stale: run with DINGMI_BLESS=1");
    }
}
