//! Results as JUnit XML, in the form that both of Jenkins' schemas take (two that are called `junit-10.xsd`): a case has
//! neither file nor line.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A whole report.
#[derive(Debug)]
pub struct Suites {
    pub name: String,
    pub suites: Vec<Suite>,
}

#[derive(Debug)]
pub struct Suite {
    pub name: String,
    pub cases: Vec<Case>,
}

#[derive(Debug)]
pub struct Case {
    pub name: String,
    /// Servers show cases in groups by it.
    pub classname: String,
    pub outcome: Outcome,
}

#[derive(Debug)]
pub enum Outcome {
    Passed,
    Failed {
        kind: String,
        /// One line.
        message: String,
        /// All there is to say.
        text: String,
    },
    Skipped {
        message: String,
    },
}

/// The XML, ended by a line break.
pub fn write(report: &Suites) -> String {
    let mut xml = Xml { writer: Writer::new_with_indent(Vec::new(), b' ', 2) };
    xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let (tests, failures) = totals(report);
    let head = [("name", report.name.clone()), ("tests", tests), ("failures", failures)];
    xml.element("testsuites", &head, |xml| report.suites.iter().for_each(|suite| xml.suite(suite)));
    let mut text = String::from_utf8(xml.writer.into_inner()).expect("bug: XML is made of strings");
    text.push('\n');
    text
}

fn totals(report: &Suites) -> (String, String) {
    let cases = || report.suites.iter().flat_map(|suite| &suite.cases);
    (cases().count().to_string(), cases().filter(|case| case.is_failed()).count().to_string())
}

impl Case {
    fn is_failed(&self) -> bool {
        matches!(self.outcome, Outcome::Failed { .. })
    }

    fn is_skipped(&self) -> bool {
        matches!(self.outcome, Outcome::Skipped { .. })
    }
}

struct Xml {
    writer: Writer<Vec<u8>>,
}

type Attribute = (&'static str, String);

impl Xml {
    fn suite(&mut self, suite: &Suite) {
        let count = |of: fn(&Case) -> bool| suite.cases.iter().filter(|case| of(case)).count().to_string();
        let head = [
            ("name", suite.name.clone()),
            ("tests", suite.cases.len().to_string()),
            ("failures", count(Case::is_failed)),
            ("errors", "0".to_owned()),
            ("skipped", count(Case::is_skipped)),
        ];
        self.element("testsuite", &head, |xml| suite.cases.iter().for_each(|case| xml.case(case)));
    }

    fn case(&mut self, case: &Case) {
        let head = [("name", case.name.clone()), ("classname", case.classname.clone())];
        match &case.outcome {
            Outcome::Passed => self.event(Event::Empty(start("testcase", &head))),
            Outcome::Failed { kind, message, text } => self.element("testcase", &head, |xml| {
                let head = [("type", kind.clone()), ("message", message.clone())];
                xml.element("failure", &head, |xml| xml.event(Event::Text(BytesText::new(&printable(text)))));
            }),
            Outcome::Skipped { message } => self.element("testcase", &head, |xml| {
                xml.event(Event::Empty(start("skipped", &[("message", message.clone())])));
            }),
        }
    }

    fn element(&mut self, name: &'static str, head: &[Attribute], inside: impl FnOnce(&mut Self)) {
        self.event(Event::Start(start(name, head)));
        inside(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    fn event(&mut self, event: Event<'_>) {
        self.writer.write_event(event).expect("bug: writing to memory never fails");
    }
}

fn start(name: &'static str, head: &[Attribute]) -> BytesStart<'static> {
    let mut element = BytesStart::new(name);
    for (key, value) in head {
        element.push_attribute((*key, printable(value).as_str()));
    }
    element
}

/// The text without what XML 1.0 has no way to write: most control characters and two non-characters.
fn printable(text: &str) -> String {
    let is_written = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    text.chars().map(|c| if is_written(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_escaped_or_replaced() {
        let outcome =
            Outcome::Failed { kind: "P001".into(), message: "a\"<\n&".into(), text: "]]>\u{0}\u{ffff}密".into() };
        let case = |outcome| Case { name: "甲".into(), classname: "c".into(), outcome };
        let cases = vec![case(outcome), case(Outcome::Passed), case(Outcome::Skipped { message: "m".into() })];
        let report = Suites { name: "n".into(), suites: vec![Suite { name: "s".into(), cases }] };
        let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="n" tests="3" failures="1">
  <testsuite name="s" tests="3" failures="1" errors="0" skipped="1">
    <testcase name="甲" classname="c">
      <failure type="P001" message="a&quot;&lt;&#10;&amp;">]]&gt;��密</failure>
    </testcase>
    <testcase name="甲" classname="c"/>
    <testcase name="甲" classname="c">
      <skipped message="m"/>
    </testcase>
  </testsuite>
</testsuites>
"#;
        assert_eq!(write(&report), expected);
    }
}
