//! The questions in Rego, run by regorus: by its machine, which is the faster one as a rule, and by its interpreter.

use std::sync::Arc;

use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{Engine, Value};
use serde_json::{Map, Value as Json, json};

use crate::ask::DAY_NUMBER;
use crate::matters;
use crate::told::{Over, Power, Told};
use crate::twin::FAR;

const POLICY: &str = r#"
package q

about contains row.id if {
    some kind in data.outer[input.kind]
    some row in data.about[kind]
    row.size_from <= input.size
    input.size < row.size_to
    row.depth_from <= input.depth
    input.depth < row.depth_to
    row.scale_from <= input.scale
    input.scale < row.scale_to
    row.inside_from <= input.inside
    input.inside < row.inside_to
}

may if {
    catalogue := data.catalogues[input.catalogue]
    catalogue.from <= input.day
    input.day <= catalogue.to
    some power in data.organs[input.organ].powers
    is_of(power)
    decides
}

decides if data.organs[input.organ].is_presumed

decides if {
    some decider in data.organs[input.organ].deciders
    is_of(decider)
}

is_of(power) if {
    power.rank >= input.rank
    some days in power.days
    days.from <= input.day
    input.day <= days.to
    some reach in power.reaches
    takes_in(reach)
}

takes_in(reach) if data.catalogues[input.catalogue].reaches[reach]

takes_in(reach) if reach == input.row
"#;

pub(crate) struct Rego {
    about: RegoVM,
    may: RegoVM,
    interpreter: Engine,
}

impl Rego {
    pub(crate) fn load(told: &Told<'_>) -> Self {
        let data = Value::from_json_str(&data(told).to_string()).expect("the data are JSON");
        let mut interpreter = Engine::new();
        interpreter.add_policy("q.rego".to_owned(), POLICY.to_owned()).expect("the policy is Rego");
        interpreter.add_data(data.clone()).expect("the data are an object");
        Rego { about: machine("data.q.about", &data), may: machine("data.q.may", &data), interpreter }
    }

    pub(crate) fn about(&mut self, input: &Value) -> Vec<String> {
        self.about.set_input(input.clone());
        ids(&self.about.execute().expect("an answer of regorus"))
    }

    pub(crate) fn about_interpreted(&mut self, input: &Value) -> Vec<String> {
        self.interpreter.set_input(input.clone());
        ids(&self.interpreter.eval_rule("data.q.about".to_owned()).expect("an answer of regorus"))
    }

    pub(crate) fn may(&mut self, input: &Value) -> bool {
        self.may.set_input(input.clone());
        self.may.execute().expect("an answer of regorus") == Value::from(true)
    }

    pub(crate) fn may_interpreted(&mut self, input: &Value) -> bool {
        self.interpreter.set_input(input.clone());
        self.interpreter.eval_rule("data.q.may".to_owned()).expect("an answer of regorus") == Value::from(true)
    }
}

fn machine(rule: &str, data: &Value) -> RegoVM {
    let mut engine = Engine::new();
    engine.add_policy("q.rego".to_owned(), POLICY.to_owned()).expect("the policy is Rego");
    let compiled = engine.compile_with_entrypoint(&Arc::from(rule)).expect("a rule of the policy");
    let program = Compiler::compile_from_policy(&compiled, &[rule]).expect("a program of regorus");
    let mut machine = RegoVM::new();
    machine.load_program(program);
    machine.set_data(data.clone()).expect("the data are an object");
    machine
}

/// The answer is a set, which is in order.
fn ids(found: &Value) -> Vec<String> {
    let found = found.as_set().expect("a set");
    found.iter().map(|id| id.as_string().expect("an id").to_string()).collect()
}

pub(crate) fn object(object: &matters::Object) -> Value {
    let mut input = Map::new();
    input.insert("kind".to_owned(), object.kind.clone().into());
    for (attribute, _, number) in &object.values {
        input.insert((*attribute).to_owned(), (*number).into());
    }
    value(Json::Object(input))
}

pub(crate) fn power(power: &matters::Power, rank: i64) -> Value {
    let catalogue = power.row.split('#').next();
    value(json!({
        "organ": power.organ, "row": power.row, "catalogue": catalogue, "rank": rank, "day": DAY_NUMBER,
    }))
}

fn value(json: Json) -> Value {
    Value::from_json_str(&json.to_string()).expect("it is JSON")
}

fn data(told: &Told<'_>) -> Json {
    let about = told.about.iter().map(|(kind, rows)| {
        let row = |(id, bounds): &(String, crate::twin::Bounds<'_>)| {
            let mut row = json!({ "id": id });
            for attribute in ["size", "depth", "scale", "inside"] {
                let (from, to) = bounds.get(attribute).copied().unwrap_or((-FAR, FAR));
                row[format!("{attribute}_from")] = from.into();
                row[format!("{attribute}_to")] = to.into();
            }
            row
        };
        ((*kind).to_owned(), rows.iter().map(row).collect::<Json>())
    });
    let catalogues = told.catalogues.iter().map(|(id, listing)| {
        let lines = listing
            .lines
            .iter()
            .flat_map(|line| std::iter::successors(Some(*line), |line| told.lines.get(line).copied().flatten()));
        let mut reaches: Map<String, Json> = lines.map(|line| (format!("business {line}"), true.into())).collect();
        if listing.lines.is_empty() {
            reaches.insert("without-business".to_owned(), true.into());
        }
        reaches.insert("all".to_owned(), true.into());
        reaches.insert(format!("catalogue {id}"), true.into());
        ((*id).to_owned(), json!({ "from": listing.days.0, "to": listing.days.1, "reaches": reaches }))
    });
    let organs = told.organs.iter().map(|(id, seat)| {
        let powers = |powers: &[Power]| powers.iter().map(power_data).collect::<Json>();
        let seat = json!({
            "powers": powers(&seat.powers), "deciders": powers(&seat.deciders), "is_presumed": seat.is_presumed,
        });
        ((*id).to_owned(), seat)
    });
    json!({
        "outer": told.outer, "about": about.collect::<Map<_, _>>(), "catalogues": catalogues.collect::<Map<_, _>>(),
        "organs": organs.collect::<Map<_, _>>(),
    })
}

fn power_data(power: &Power) -> Json {
    let reach = |reach: &Over| match reach {
        Over::All => "all".to_owned(),
        Over::WithoutBusiness => "without-business".to_owned(),
        Over::Business(id) => format!("business {id}"),
        Over::Catalogue(id) => format!("catalogue {id}"),
        Over::Matter(id) => id.clone(),
    };
    let days = power.days.iter().map(|(from, to)| json!({ "from": from, "to": to }));
    json!({
        "rank": power.rank, "days": days.collect::<Vec<_>>(), "reaches": power.reaches.iter().map(reach).collect::<Vec<_>>(),
    })
}
