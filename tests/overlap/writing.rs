//! A described program → its text, and where in it each part stands.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::dice::Dice;
use crate::program::{Covered, Formula, Holder, Life, Program, Target, day};
use crate::words::PEOPLE;

#[derive(Default, Debug)]
pub(crate) struct Written {
    /// Name and text.
    pub(crate) files: Vec<(String, String)>,
    pub(crate) places: BTreeMap<Part, Place>,
    /// The rows as they come in the files by name.
    pub(crate) order: Vec<usize>,
}

/// The name of a file, and a stretch of bytes in it.
pub(crate) type Place = (String, usize, usize);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Part {
    Id(Holder),
    Clause(Holder, usize),
    ExceptWhere(Holder, usize),
}

/// All in one file, in the order of the description.
pub(crate) fn plain(program: &Program) -> Written {
    let rows: Vec<usize> = (0..program.rows.len()).collect();
    let mut text = Text::new("a.dingmi");
    text.out.push_str(&vocabulary(program));
    (0..program.catalogues.len()).for_each(|catalogue| text.catalogue(program, catalogue, &rows));
    (0..program.lists.len()).for_each(|list| text.list(program, list));
    let mut written = Written::default();
    text.into(&mut written);
    written
}

/// Each declaration in a file of its own, with rows, names of files and the order they are given in by chance.
pub(crate) fn shuffled(program: &Program, dice: &mut Dice) -> Written {
    let mut rows: Vec<usize> = (0..program.rows.len()).collect();
    dice.shuffle(&mut rows);
    let mut names: Vec<String> =
        (0..=program.catalogues.len() + program.lists.len()).map(|n| format!("{n}.dingmi")).collect();
    dice.shuffle(&mut names);
    let mut name = || names.pop().unwrap();
    let mut texts = Vec::new();
    let mut first = Text::new(&name());
    first.out.push_str(&vocabulary(program));
    texts.push(first);
    for catalogue in 0..program.catalogues.len() {
        let mut text = Text::new(&name());
        text.catalogue(program, catalogue, &rows);
        texts.push(text);
    }
    for list in 0..program.lists.len() {
        let mut text = Text::new(&name());
        text.list(program, list);
        texts.push(text);
    }
    texts.sort_by(|one, other| one.name.cmp(&other.name));
    let mut written = Written::default();
    texts.into_iter().for_each(|text| text.into(&mut written));
    dice.shuffle(&mut written.files);
    written
}

fn vocabulary(program: &Program) -> String {
    let mut out = String::from(
        "regime r { level low \"低\" { rank 1; } level high \"高\" { rank 2; } tier t { } conflict highest; }\n\
         regime q { level high { rank 7; } level low { rank 3; } tier t { } }\n",
    );
    out.push_str(PEOPLE);
    out.push_str("vocabulary v {\n");
    (0..program.kinds.len()).filter(|kind| program.kinds[*kind].is_none()).for_each(|kind| {
        write_kind(program, kind, &mut out);
        out.push('\n');
    });
    for at in 0..program.attributes.len() {
        let attribute = program.attribute(at);
        let _ = writeln!(out, "attribute {} {};", attribute.id, attribute.declared);
    }
    out.push_str("}\n");
    out
}

fn write_kind(program: &Program, kind: usize, out: &mut String) {
    let _ = write!(out, "kind k{kind} \"类{kind}\" {{ ");
    let inner = (0..program.kinds.len()).filter(|each| program.kinds[*each] == Some(kind));
    inner.for_each(|inner| write_kind(program, inner, out));
    out.push_str("} ");
}

struct Text {
    name: String,
    out: String,
    places: BTreeMap<Part, (usize, usize)>,
    rows: Vec<usize>,
}

impl Text {
    fn new(name: &str) -> Self {
        Text { name: name.to_owned(), out: String::new(), places: BTreeMap::new(), rows: Vec::new() }
    }

    fn into(self, written: &mut Written) {
        let places = self.places.into_iter().map(|(part, (start, end))| (part, (self.name.clone(), start, end)));
        written.places.extend(places);
        written.order.extend(self.rows);
        written.files.push((self.name, self.out));
    }

    fn part(&mut self, part: Part, text: &str) {
        let start = self.out.len();
        self.out.push_str(text);
        self.places.insert(part, (start, self.out.len()));
    }

    fn catalogue(&mut self, program: &Program, number: usize, order: &[usize]) {
        let catalogue = &program.catalogues[number];
        let _ = writeln!(self.out, "catalogue c{number} \"目录{number}\" under {} {{", catalogue.regime);
        self.life(catalogue.life);
        if catalogue.is_excerpt {
            self.out.push_str("excerpt \"两项\";\n");
        }
        self.targets(program, "prevails-over", &catalogue.prevails_over, None);
        self.targets(program, "yields-to", &catalogue.yields_to, None);
        self.targets(program, "replaces", &catalogue.replaces, None);
        for row in order.iter().copied().filter(|row| program.rows[*row].catalogue == number) {
            self.row(program, row);
        }
        self.out.push_str("}\n");
    }

    fn row(&mut self, program: &Program, number: usize) {
        let row = &program.rows[number];
        self.rows.push(number);
        self.out.push_str("matter ");
        self.part(Part::Id(Holder::Row(number)), &number.to_string());
        let _ = write!(self.out, " \"事项{number}\" {{ ");
        if let Some(level) = row.level {
            let _ = write!(self.out, "level {level}; ");
        }
        let _ = write!(self.out, "{} ", row.period.0);
        if let Some((scope, _)) = row.scope {
            let _ = write!(self.out, "known-to {scope}; ");
        }
        self.covered(program, Holder::Row(number), &row.covered, Some(row.catalogue));
        self.targets(program, "prevails-over", &row.prevails_over, Some(row.catalogue));
        self.targets(program, "yields-to", &row.yields_to, Some(row.catalogue));
        self.targets(program, "same-as", &row.same_as, Some(row.catalogue));
        self.targets(program, "part-of", &row.part_of, Some(row.catalogue));
        self.out.push_str("}\n");
    }

    fn list(&mut self, program: &Program, number: usize) {
        let _ = writeln!(self.out, "disclosure d{number} {{");
        self.life(program.lists[number]);
        for (at, item) in program.items.iter().enumerate().filter(|(_, item)| item.list == number) {
            self.out.push_str("item ");
            self.part(Part::Id(Holder::Item(at)), &at.to_string());
            let _ = write!(self.out, " \"公开{at}\" {{ ");
            self.covered(program, Holder::Item(at), &item.covered, None);
            self.out.push_str("}\n");
        }
        self.out.push_str("}\n");
    }

    fn life(&mut self, (from, to): Life) {
        let _ = match (from, to) {
            (None, None) => Ok(()),
            (Some(from), None) => writeln!(self.out, "in-force from {};", day(from)),
            (None, Some(to)) => writeln!(self.out, "in-force to {};", day(to)),
            (Some(from), Some(to)) => writeln!(self.out, "in-force {} .. {};", day(from), day(to)),
        };
    }

    fn covered(&mut self, program: &Program, holder: Holder, covered: &Covered, inside: Option<usize>) {
        for (at, clause) in covered.clauses.iter().enumerate() {
            self.out.push_str("covers ");
            let mut text = clause.kinds.iter().map(|kind| format!("k{kind}")).collect::<Vec<_>>().join(", ");
            if let Some(condition) = &clause.condition {
                let _ = write!(text, " where {}", written(condition));
            }
            self.part(Part::Clause(holder, at), &text);
            self.out.push_str("; ");
        }
        self.targets(program, "except", &covered.except, inside);
        for (at, condition) in covered.except_where.iter().enumerate() {
            self.out.push_str("except where ");
            self.part(Part::ExceptWhere(holder, at), &written(condition));
            self.out.push_str("; ");
        }
    }

    fn targets(&mut self, program: &Program, field: &str, targets: &[Target], inside: Option<usize>) {
        if targets.is_empty() {
            return;
        }
        // A row of the same catalogue is named by its id alone.
        let name = |target: &Target| match *target {
            Target::Row(row) if inside == Some(program.rows[row].catalogue) => row.to_string(),
            other => program.target_name(other),
        };
        let names: Vec<String> = targets.iter().map(name).collect();
        let _ = write!(self.out, "{field} {}; ", names.join(", "));
    }
}

/// With no more parentheses than it needs.
pub(crate) fn written(formula: &Formula) -> String {
    let list = |parts: &[Formula], word: &str| parts.iter().map(inner).collect::<Vec<_>>().join(word);
    match formula {
        // `and` binds closer than `or`.
        Formula::Any(parts) => {
            let part = |part: &Formula| if matches!(part, Formula::All(_)) { written(part) } else { inner(part) };
            parts.iter().map(part).collect::<Vec<_>>().join(" or ")
        }
        Formula::All(parts) => list(parts, " and "),
        Formula::Not(inside) => format!("not {}", inner(inside)),
        Formula::Test(test) => test.text.clone(),
    }
}

fn inner(formula: &Formula) -> String {
    match formula {
        Formula::Any(_) | Formula::All(_) => format!("({})", written(formula)),
        Formula::Not(_) | Formula::Test(_) => written(formula),
    }
}
