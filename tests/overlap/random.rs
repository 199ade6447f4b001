//! Random programs. Rows are often made from a few parts of the program's own, so that they meet, lie in one another, and
//! leave gaps.

use dingmi::model::Rational;

use crate::dice::Dice;
use crate::program::{
    Catalogue, Clause, Covered, Formula, Item, LAST, Life, Meaning, Program, Row, Target, Test, Value,
};
use crate::words::{ATTRIBUTES, CHOICES, DAYS, PERIODS, Period, Runs, SCOPES, Sort, TRUTHS};

pub(crate) fn program(seed: u64) -> Program {
    let mut dice = Dice(seed);
    let mut make = Make::new(&mut dice);
    let catalogues = [1, 2, 2, 3, 3][make.dice.below(5)];
    let rows = 2 + make.dice.below(5);
    let homes: Vec<usize> = (0..rows).map(|_| make.dice.below(catalogues)).collect();
    let targets = Targets { rows, catalogues };
    let catalogues = (0..catalogues).map(|_| make.catalogue(&targets)).collect();
    let rows = homes.into_iter().map(|home| make.row(home, &targets)).collect();
    let lists: Vec<Life> = (0..make.dice.below(3)).map(|_| make.life()).collect();
    let items = if lists.is_empty() { 0 } else { make.dice.below(3) };
    let items = (0..items).map(|_| Item { list: make.dice.below(lists.len()), covered: make.covered(&targets) });
    let items = items.collect();
    let (kinds, attributes) = (make.kinds, make.attributes);
    let mut program = Program { kinds, attributes, catalogues, lists, rows, items };
    if dice.once_in(6) {
        add_third(&mut program, &mut dice);
    }
    program
}

/// Lets a row of another catalogue, which ends or begins on some day, go before one of two that differ.
fn add_third(program: &mut Program, dice: &mut Dice) {
    let (rows, last) = (program.rows.len(), program.catalogues.len() - 1);
    if rows < 3 || last == 0 {
        return;
    }
    let rows = &mut program.rows;
    (rows[0].level, rows[1].level) = (Some("low"), Some("high"));
    (rows[0].catalogue, rows[1].catalogue, rows[2].catalogue) = (0, 0, last);
    rows[2].prevails_over = vec![Target::Row(dice.below(2))];
    rows[2].covered = rows[dice.below(2)].covered.clone();
    program.catalogues[0].life = (None, None);
    let day = Some(dice.below(LAST as usize) as i64);
    program.catalogues[last].life = if dice.once_in(3) { (day, None) } else { (None, day) };
}

/// What can be named.
struct Targets {
    rows: usize,
    catalogues: usize,
}

struct Make<'d> {
    dice: &'d mut Dice,
    kinds: Vec<Option<usize>>,
    attributes: Vec<usize>,
    /// By attribute of the program, which of the values that it has are named here.
    named: Vec<Vec<usize>>,
    /// Parts that several rows use.
    rests: Vec<Formula>,
    homes: Vec<Vec<usize>>,
    outcome: Outcome,
    /// How seldom a statement of precedence is made here.
    seldom: usize,
}

#[derive(Clone, Copy)]
struct Outcome {
    level: Option<&'static str>,
    period: (&'static str, Period),
    scope: Option<(&'static str, u32)>,
}

impl<'d> Make<'d> {
    fn new(dice: &'d mut Dice) -> Self {
        let mut kinds: Vec<Option<usize>> = Vec::new();
        for kind in 0..1 + dice.below(5) {
            let parent = dice.below(kind + 1);
            kinds.push((parent < kind).then_some(parent));
        }
        let mut attributes: Vec<usize> = (0..ATTRIBUTES.len()).collect();
        dice.shuffle(&mut attributes);
        attributes.truncate([1, 2, 2, 3][dice.below(4)]);
        // With few values rows meet more often, and the points stay few.
        let most = if attributes.len() == 3 { 3 } else { 4 };
        let named = |attribute: &usize| {
            let count = match &ATTRIBUTES[*attribute].sort {
                Sort::Number { named, .. } => named.len(),
                Sort::Day => DAYS.len(),
                Sort::Choice => CHOICES.len(),
                Sort::Truth => 2,
            };
            let mut named: Vec<usize> = (0..count).collect();
            dice.shuffle(&mut named);
            if matches!(ATTRIBUTES[*attribute].sort, Sort::Number { .. } | Sort::Day) {
                named.truncate(1 + dice.below(most));
            }
            named.sort_unstable();
            named
        };
        let named = attributes.iter().map(named).collect();
        let outcome = Outcome { level: Some("low"), period: PERIODS[0], scope: None };
        let seldom = *dice.pick(&[1, 2, 2, 8]);
        let mut make = Make { dice, kinds, attributes, named, rests: Vec::new(), homes: Vec::new(), outcome, seldom };
        make.outcome = make.any_outcome();
        make.rests = (0..2).map(|_| make.formula(1)).collect();
        make.homes = (0..2).map(|_| make.some_kinds()).collect();
        make
    }

    fn some_kinds(&mut self) -> Vec<usize> {
        let mut kinds: Vec<usize> = (0..self.kinds.len()).collect();
        self.dice.shuffle(&mut kinds);
        kinds.truncate(if self.dice.once_in(4) { 2 } else { 1 });
        kinds
    }

    fn life(&mut self) -> Life {
        let (a, b) = (self.dice.below(LAST as usize + 1) as i64, self.dice.below(LAST as usize + 1) as i64);
        match self.dice.below(7) {
            0 | 1 => (None, None),
            2 => (Some(a), None),
            3 => (None, Some(a)),
            _ => (Some(a.min(b)), Some(a.max(b))),
        }
    }

    fn targets(&mut self, targets: &Targets, once_in: usize) -> Vec<Target> {
        let count = if self.dice.once_in(once_in * self.seldom) { 1 + usize::from(self.dice.once_in(4)) } else { 0 };
        (0..count).map(|_| self.target(targets)).collect()
    }

    fn target(&mut self, targets: &Targets) -> Target {
        if self.dice.once_in(6) {
            Target::Catalogue(self.dice.below(targets.catalogues))
        } else {
            Target::Row(self.dice.below(targets.rows))
        }
    }

    fn catalogue(&mut self, targets: &Targets) -> Catalogue {
        let of_catalogues = |make: &mut Self, once_in| {
            let mut named = make.targets(targets, once_in);
            for each in &mut named {
                if !make.dice.once_in(3) {
                    *each = Target::Catalogue(make.dice.below(targets.catalogues));
                }
            }
            named
        };
        Catalogue {
            regime: if self.dice.once_in(4) { "q" } else { "r" },
            life: self.life(),
            is_excerpt: self.dice.once_in(6),
            prevails_over: of_catalogues(self, 8),
            yields_to: of_catalogues(self, 8),
            replaces: of_catalogues(self, 6),
        }
    }

    fn any_outcome(&mut self) -> Outcome {
        Outcome {
            level: *self.dice.pick(&[Some("low"), Some("high"), None]),
            period: *self.dice.pick(&PERIODS),
            scope: if self.dice.once_in(4) { None } else { Some(*self.dice.pick(&SCOPES)) },
        }
    }

    fn row(&mut self, catalogue: usize, targets: &Targets) -> Row {
        let (common, own) = (self.outcome, self.any_outcome());
        let is_own = [self.dice.once_in(3), self.dice.once_in(4), self.dice.once_in(4)];
        Row {
            catalogue,
            covered: if self.dice.once_in(16) { Covered::default() } else { self.covered(targets) },
            prevails_over: self.targets(targets, 7),
            yields_to: self.targets(targets, 7),
            same_as: self.targets(targets, 24),
            part_of: self.targets(targets, 24),
            level: if is_own[0] { own.level } else { common.level },
            period: if is_own[1] { own.period } else { common.period },
            scope: if is_own[2] { own.scope } else { common.scope },
        }
    }

    fn covered(&mut self, targets: &Targets) -> Covered {
        let clauses = if self.dice.once_in(3) { 2 } else { 1 };
        let exceptions = if self.dice.once_in(5) { 1 + self.dice.below(2) } else { 0 };
        Covered {
            clauses: (0..clauses).map(|_| self.clause()).collect(),
            except: self.targets(targets, 4),
            except_where: (0..exceptions).map(|_| self.formula(1)).collect(),
        }
    }

    fn clause(&mut self) -> Clause {
        let kinds = if self.dice.once_in(3) { self.some_kinds() } else { self.dice.pick(&self.homes).clone() };
        let condition = match self.dice.below(12) {
            0 => None,
            1..=4 => Some(self.bound()),
            5..=7 => {
                let rest = self.dice.pick(&self.rests).clone();
                Some(Formula::All(vec![rest, self.bound()]))
            }
            _ => {
                let depth = 2 + usize::from(self.dice.once_in(4));
                Some(self.formula(depth))
            }
        };
        Clause { kinds, condition }
    }

    fn formula(&mut self, depth: usize) -> Formula {
        if depth == 0 || self.dice.once_in(3) {
            return Formula::Test(self.test());
        }
        let parts = 2 + usize::from(self.dice.once_in(4));
        match self.dice.below(5) {
            0 | 1 => Formula::Any((0..parts).map(|_| self.formula(depth - 1)).collect()),
            2 => Formula::Not(Box::new(self.formula(depth - 1))),
            _ => Formula::All((0..parts).map(|_| self.formula(depth - 1)).collect()),
        }
    }

    /// A test that the first attribute ends before a value, or begins behind it, if it has an order.
    fn bound(&mut self) -> Formula {
        let attribute = self.attributes[0];
        if !matches!(ATTRIBUTES[attribute].sort, Sort::Number { .. } | Sort::Day) {
            return Formula::Test(self.test());
        }
        let is_less = self.dice.once_in(2);
        let (value, text) = self.value(0);
        let meaning = if is_less { Meaning::Less(value) } else { Meaning::Over(value) };
        let sign = if is_less { "<" } else { self.dice.pick(&[">", "＞"]) };
        Formula::Test(Test { attribute, text: format!("{} {sign} {text}", ATTRIBUTES[attribute].id), meaning })
    }

    /// A value of an attribute of the program, and a writing of it.
    fn value(&mut self, at: usize) -> (Value, &'static str) {
        let which = *self.dice.pick(&self.named[at]);
        let (value, texts) = match &ATTRIBUTES[self.attributes[at]].sort {
            Sort::Number { named, .. } => {
                let ((over, under), texts) = named[which];
                (Value::Number(Rational::new(over, under)), texts)
            }
            Sort::Day => (Value::Day(DAYS[which].0), DAYS[which].1),
            Sort::Choice => (Value::Choice(which), CHOICES[which]),
            Sort::Truth => (Value::Truth(which == 1), TRUTHS[which]),
        };
        let text: &&'static str = self.dice.pick(texts);
        (value, *text)
    }

    fn test(&mut self) -> Test {
        let at = self.dice.below(self.attributes.len());
        let attribute = self.attributes[at];
        let id = ATTRIBUTES[attribute].id;
        let (said, meaning) = match &ATTRIBUTES[attribute].sort {
            Sort::Truth if self.dice.once_in(2) => (String::new(), Meaning::Is(vec![Value::Truth(true)])),
            Sort::Truth | Sort::Choice => self.picked(at),
            Sort::Day => self.ordered(at, None, None),
            Sort::Number { better, larger, .. } => self.ordered(at, *better, Some(*larger)),
        };
        Test { attribute, text: format!("{id} {said}").trim_end().to_owned(), meaning }
    }

    fn picked(&mut self, at: usize) -> (String, Meaning) {
        let (value, text) = self.value(at);
        match self.dice.below(5) {
            0 => (format!("= {text}"), Meaning::Is(vec![value])),
            1 => (format!("!= {text}"), Meaning::IsNot(value)),
            2 => {
                let (other, second) = self.value(at);
                (format!("is {text}, {second}"), Meaning::Is(vec![value, other]))
            }
            _ => (format!("is {text}"), Meaning::Is(vec![value])),
        }
    }

    fn ordered(&mut self, at: usize, better: Option<Runs>, larger: Option<Runs>) -> (String, Meaning) {
        let (value, text) = self.value(at);
        let way = |runs: Runs, up: fn(Value) -> Meaning, down: fn(Value) -> Meaning| match runs {
            Runs::Up => up(value),
            Runs::Down => down(value),
        };
        use Meaning::{AtLeast, AtMost, Less, Over};
        let (word, meaning) = match (self.dice.below(18), better, larger) {
            (0, Some(runs), _) => ("better-than", way(runs, Over, Less)),
            (1, Some(runs), _) => ("at-least-as-good-as", way(runs, AtLeast, AtMost)),
            (2, Some(runs), _) => ("worse-than", way(runs, Less, Over)),
            (3, Some(runs), _) => ("不优于", way(runs, AtMost, AtLeast)),
            (4, _, Some(runs)) => ("larger-than", way(runs, Over, Less)),
            (5, _, Some(runs)) => ("不小于", way(runs, AtLeast, AtMost)),
            (6, _, Some(runs)) => ("smaller-than", way(runs, Less, Over)),
            (7, _, Some(runs)) => ("at-most-as-large-as", way(runs, AtMost, AtLeast)),
            (8, ..) => ("<=", AtMost(value)),
            (9, ..) => ("≥", AtLeast(value)),
            (10, ..) => ("!=", Meaning::IsNot(value)),
            (11, ..) => ("=", Meaning::Is(vec![value])),
            (12, ..) => ("<", Less(value)),
            (13, ..) => (">", Over(value)),
            (14, ..) => {
                let (other, second) = self.value(at);
                return (format!("is {text}, {second}"), Meaning::Is(vec![value, other]));
            }
            _ => return self.range(at, (value, text)),
        };
        (format!("{word} {text}"), meaning)
    }

    fn range(&mut self, at: usize, one: (Value, &'static str)) -> (String, Meaning) {
        let other = self.value(at);
        let (low, high) = if one.0.order(&other.0).is_le() { (one, other) } else { (other, one) };
        let (low_in, high_in) = (self.dice.once_in(2), self.dice.once_in(2));
        let (open, close) = (if low_in { "[" } else { "(" }, if high_in { "]" } else { "）" });
        let text = format!("in {open}{}, {}{close}", low.1, high.1);
        (text, Meaning::Between((low.0, low_in), (high.0, high_in)))
    }
}
