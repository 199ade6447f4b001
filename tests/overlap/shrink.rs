//! Makes a program that fails smaller, so that a person can see why.

use crate::program::{Covered, Formula, Program, Target};

pub(crate) fn shrunk(mut program: Program, fails: impl Fn(&Program) -> bool) -> Program {
    let fails =
        |program: &Program| std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| fails(program))).unwrap_or(false);
    while let Some(smaller) = smaller(&program).into_iter().find(|smaller| fails(smaller)) {
        program = smaller;
    }
    program
}

/// Everything that one step less comes to. Rows and items stay, emptied, so that their numbers do.
fn smaller(program: &Program) -> Vec<Program> {
    let mut found = Vec::new();
    let mut add = |change: &dyn Fn(&mut Program) -> bool| {
        let mut smaller = program.clone();
        if change(&mut smaller) {
            found.push(smaller);
        }
    };
    for at in 0..program.catalogues.len() {
        for list in 0..3 {
            let pop = move |program: &mut Program| {
                let each = &mut program.catalogues[at];
                [&mut each.prevails_over, &mut each.yields_to, &mut each.replaces][list].pop().is_some()
            };
            add(&pop);
        }
        add(&|program| std::mem::take(&mut program.catalogues[at].is_excerpt));
        add(&|program| std::mem::take(&mut program.catalogues[at].life) != (None, None));
    }
    for at in 0..program.lists.len() {
        add(&|program| std::mem::take(&mut program.lists[at]) != (None, None));
    }
    for at in 0..program.rows.len() {
        for list in 0..4 {
            let pop = move |program: &mut Program| {
                let row = &mut program.rows[at];
                let lists: [&mut Vec<Target>; 4] =
                    [&mut row.prevails_over, &mut row.yields_to, &mut row.same_as, &mut row.part_of];
                let [a, b, c, d] = lists;
                [a, b, c, d][list].pop().is_some()
            };
            add(&pop);
        }
        add(&|program| program.rows[at].scope.take().is_some());
        add(&|program| program.rows[at].level.take().is_some());
        (0..COVERED).for_each(|step| add(&|program| less(&mut program.rows[at].covered, step)));
    }
    for at in 0..program.items.len() {
        (0..COVERED).for_each(|step| add(&|program| less(&mut program.items[at].covered, step)));
    }
    found
}

const COVERED: usize = 10;

fn less(covered: &mut Covered, step: usize) -> bool {
    let formula = |formula: &mut Formula, part: usize| {
        let inner = match formula {
            Formula::Any(parts) | Formula::All(parts) => parts.get(part).cloned(),
            Formula::Not(inner) => (part == 0).then(|| (**inner).clone()),
            Formula::Test(_) => None,
        };
        inner.map(|inner| *formula = inner).is_some()
    };
    match step {
        0 => covered.clauses.pop().is_some(),
        1 => {
            !covered.clauses.is_empty() && {
                drop(covered.clauses.remove(0));
                true
            }
        }
        2 => covered.except.pop().is_some(),
        3 => covered.except_where.pop().is_some(),
        4 => covered.clauses.first_mut().is_some_and(|clause| clause.condition.take().is_some()),
        5 => covered.clauses.first_mut().is_some_and(|clause| clause.kinds.len() > 1 && clause.kinds.pop().is_some()),
        6 | 7 => {
            let condition = covered.clauses.first_mut().and_then(|clause| clause.condition.as_mut());
            condition.is_some_and(|condition| formula(condition, step - 6))
        }
        _ => covered.except_where.first_mut().is_some_and(|condition| formula(condition, step - 8)),
    }
}
