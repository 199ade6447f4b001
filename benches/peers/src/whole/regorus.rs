//! Rego, run by regorus.

use std::sync::Arc;

use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{Engine, Value};

use super::Answers;

const POLICY: &str = include_str!("../../check/national.rego");
const RULE: &str = "data.national.answers";

pub(super) fn by_machine(country: &str) -> Answers {
    let compiled = engine().compile_with_entrypoint(&Arc::from(RULE)).expect("a rule of the policy");
    let program = Compiler::compile_from_policy(&compiled, &[RULE]).expect("a program of regorus");
    let mut machine = RegoVM::new();
    // It is made for short answers, and would stop after 25,000 steps.
    machine.set_max_instructions(usize::MAX);
    machine.load_program(program);
    machine.set_input(Value::from_json_str(country).expect("a country is JSON"));
    answers(&machine.execute().expect("an answer of regorus"))
}

pub(super) fn by_interpreter(country: &str) -> Answers {
    let mut engine = engine();
    engine.set_input(Value::from_json_str(country).expect("a country is JSON"));
    answers(&engine.eval_rule(RULE.to_owned()).expect("an answer of regorus"))
}

fn engine() -> Engine {
    let mut engine = Engine::new();
    engine.add_policy("national.rego".to_owned(), POLICY.to_owned()).expect("the policy is Rego");
    engine
}

fn answers(found: &Value) -> Answers {
    let text = |value: &Value| value.as_string().expect("a text").to_string();
    let found = found.as_object().expect("an object");
    let rows = |rows: &Value| rows.as_set().expect("a set").iter().map(text).collect();
    found.iter().map(|(question, found)| (text(question), rows(found))).collect()
}
