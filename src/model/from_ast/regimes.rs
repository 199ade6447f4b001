//! Regimes.

use super::Builder;
use super::declare::Declared;
use crate::ast::{self, Called, Name};
use crate::diagnostic::{Arg, Diagnostic, Text, is_unprintable};
use crate::faults;
use crate::model::regime::Keyword;
use crate::model::{
    Cap, ChangeLaw, Department, Given, GrantLaw, Id, Issuers, Law, Level, LevelId, MarkLaw, Regime, Requirement,
    TermCap, Tier, TierId,
};
use crate::syntax::keywords::is_spelling_of;

const LEVEL: Text = Text::new("level", "密级");
const TIER: Text = Text::new("tier", "层级");
const DEPARTMENT: Text = Text::new("department", "主管部门");
const NO_RANK: Text = Text::new("level {0} has no rank", "密级 {0} 没有位次");
const SAME_RANK: Text = Text::new("levels {0} and {1} have the same rank", "密级 {0} 与 {1} 位次相同");
const WRITE_RANK: Text =
    Text::new("write `rank 2;`: a greater rank is a higher level", "请写 `位次 2;`：位次越大密级越高");
const NO_FIELD: Text = Text::new("{0} is no field that can be required here", "{0} 不是可在此要求的字段");
const NO_SIGN: Text =
    Text::new("a mark has one sign, which is no letter, digit or space", "标志的符号为一个字符，不是文字、数字或空格");
const WRITE_SIGN: Text = Text::new("write `mark sign \"★\" requires …;`", "请写 `标志 符号 “★” 应当规定 …；`");
const FIELDS: Text = Text::new("the fields are {0}", "可用字段有 {0}");

impl Builder<'_> {
    pub(super) fn regimes(&mut self, declared: &Declared<'_>) {
        // Any regime may cite what another declares.
        for (_, ast) in &declared.regimes {
            self.laws(ast);
        }
        for (id, ast) in &declared.regimes {
            self.levels(*id, ast);
            let in_force = self.validity(ast.in_force);
            self.model.regimes[*id].in_force = in_force;
            self.tiers(*id, ast);
            self.departments(*id, ast);
            self.clauses(*id, ast);
        }
    }

    fn laws(&mut self, ast: &ast::Regime) {
        for law in &ast.laws {
            let title = self.words(law.title).into_owned();
            let from = law.in_force.and_then(|interval| interval.from);
            let key = self.id(law.key).into_owned();
            self.model.laws.0.entry(key).or_insert(Law { title, from });
        }
    }

    /// Every name that something can be called by: its id, its title, its other names.
    fn called(&self, head: &ast::Head, also: &[Called]) -> Vec<String> {
        let title = head.title.map(|title| self.words(title).into_owned());
        let also = also.iter().map(|called| match called {
            Called::Words(words) => self.words(*words).into_owned(),
            Called::Name(name) => self.id(*name).into_owned(),
        });
        std::iter::once(self.id(head.id).into_owned()).chain(title).chain(also).collect()
    }

    fn levels(&mut self, regime: Id<Regime>, ast: &ast::Regime) {
        for level in &ast.levels {
            let id = level.head.id;
            if self.is_english_level(id) {
                self.report_english(None, id);
                continue;
            }
            let known = self.model.regimes[regime].levels.iter().find(|known| known.id == self.id(id));
            if let Some(first) = known.map(|known| known.head.id.0) {
                self.report_twice(LEVEL, id, first);
                continue;
            }
            let rank = self.rank(regime, level);
            let names = self.called(&level.head, &level.also_called);
            let level = Level {
                head: level.head.clone(),
                id: names[0].clone(),
                name: level.head.title.map_or_else(|| names[0].clone(), |title| self.words(title).into_owned()),
                rank,
                cap: level.cap.map(|cap| Cap { most: cap.value }),
                records_readers: level.records_readers.is_some(),
                narrowed: level.narrowed.is_some(),
                names,
                cites: self.citations(&level.cites),
            };
            self.model.regimes[regime].levels.push(level);
        }
    }

    fn rank(&mut self, regime: Id<Regime>, level: &ast::Level) -> u32 {
        let id = level.head.id;
        let Some(rank) = level.rank else {
            let message = NO_RANK.with([Arg::id(self.id(id))]);
            self.report(Diagnostic::new(&faults::TYPE_MISMATCH, id.0, message).help(WRITE_RANK));
            return 0;
        };
        let levels = &self.model.regimes[regime].levels;
        if let Some(other) = levels.iter().find(|other| other.rank == rank.value) {
            let message = SAME_RANK.with([Arg::id(&*other.id), Arg::id(self.id(id))]);
            let finding = Diagnostic::new(&faults::TYPE_MISMATCH, rank.span, message).help(WRITE_RANK);
            self.report(finding);
        }
        rank.value
    }

    fn tiers(&mut self, regime: Id<Regime>, ast: &ast::Regime) {
        for tier in &ast.tiers {
            let id = tier.head.id;
            let known = self.model.regimes[regime].tiers.iter().find(|known| known.id == self.id(id));
            if let Some(first) = known.map(|known| known.head.id.0) {
                self.report_twice(TIER, id, first);
                continue;
            }
            let names = self.called(&tier.head, &tier.also_called);
            let tier = Tier {
                head: tier.head.clone(),
                id: names[0].clone(),
                name: tier.head.title.map_or_else(|| names[0].clone(), |title| self.words(title).into_owned()),
                determines: self.power(regime, tier.determines),
                authorizes: self.power(regime, tier.authorizes),
                within: tier.within.clone(),
                files_with: tier.files_with.and_then(|name| self.department(ast, name)),
                names,
                cites: self.citations(&tier.cites),
            };
            self.model.regimes[regime].tiers.push(tier);
        }
    }

    fn power(&mut self, regime: Id<Regime>, name: Option<Name>) -> Option<LevelId> {
        match self.level(Some(regime), name?) {
            Given::Is(level) => Some(level),
            Given::Absent | Given::Faulty => None,
        }
    }

    /// The place of a department in its regime, by the order written.
    fn department(&mut self, ast: &ast::Regime, name: Name) -> Option<usize> {
        let text = self.id(name);
        let found = ast.departments.iter().position(|department| self.id(department.head.id) == text);
        if found.is_none() {
            self.report_unknown(DEPARTMENT, name, None);
        }
        found
    }

    fn departments(&mut self, regime: Id<Regime>, ast: &ast::Regime) {
        for department in &ast.departments {
            let known = &self.model.regimes[regime].departments;
            let same = known.iter().find(|known| known.id == self.id(department.head.id));
            if let Some(first) = same.map(|same| same.head.id.0) {
                self.report_twice(DEPARTMENT, department.head.id, first);
            }
            let tier = department.tier.and_then(|name| self.tier_or_report(regime, name));
            let department = Department {
                head: department.head.clone(),
                id: self.id(department.head.id).into_owned(),
                roles: department.roles.iter().map(|role| self.role(*role)).collect(),
                tier,
                cites: self.citations(&department.cites),
            };
            self.model.regimes[regime].departments.push(department);
        }
    }

    fn tier_or_report(&mut self, regime: Id<Regime>, name: Name) -> Option<TierId> {
        let tier = self.tier_of(Some(regime), name);
        if tier.is_none() {
            self.report_unknown(TIER, name, None);
        }
        tier
    }

    fn clauses(&mut self, regime: Id<Regime>, ast: &ast::Regime) {
        let matter_requires = self.requirements(&ast.matter_requires);
        let catalogue_requires = self.requirements(&ast.catalogue_requires);
        let officer_requires = self.requirements(&ast.officer_requires);
        let issued_by = ast.catalogue_issued_by.as_ref().and_then(|issuers| {
            let cites = self.citations(&issuers.cites);
            let department = self.department(ast, issuers.department);
            let with = issuers.with.map(|tier| self.tier_or_report(regime, tier));
            // Half a clause would let too many or too few make a catalogue.
            let is_faulty = with == Some(None);
            department.filter(|_| !is_faulty).map(|department| Issuers { department, with: with.flatten(), cites })
        });
        let head_by_law = ast.head_by_law.as_ref().map(|clause| self.citations(&clause.cites));
        let succession = ast.succession.as_ref().map(|clause| self.citations(&clause.cites)).unwrap_or_default();
        let years_from = ast.years_from.as_ref().map(|from| (from.from.months(), self.citations(&from.cites)));
        let long_term_approved = ast.long_term_approved.as_ref().map(|clause| self.citations(&clause.cites));
        let mark = ast.mark.as_ref().and_then(|law| self.mark_law(law));
        let conflict_highest = ast.conflict_highest.as_ref().map(|clause| self.citations(&clause.cites));
        let changes = ast.changes.iter().map(|law| self.change_law(law)).collect();
        let grants = ast.grants.as_ref().map(|law| GrantLaw {
            in_writing: law.in_writing.is_some(),
            redelegation: law.redelegation.map_or(0, |at| at.value.into()),
            term: law.term.map(|at| TermCap { advised: at.value.advised, most: at.value.most }),
            cites: self.citations(&law.cites),
        });
        let regime = &mut self.model.regimes[regime];
        regime.matter_requires = matter_requires;
        regime.catalogue_requires = catalogue_requires;
        regime.officer_requires = officer_requires;
        regime.head_by_law = head_by_law;
        regime.succession = succession;
        regime.catalogue_issued_by = issued_by;
        regime.years_from = years_from;
        regime.long_term_approved = long_term_approved;
        regime.mark = mark;
        regime.conflict_highest = conflict_highest;
        regime.changes = changes;
        regime.grants = grants.unwrap_or_default();
    }

    fn change_law(&mut self, ast: &ast::ChangeLaw) -> ChangeLaw {
        ChangeLaw {
            fields: ast.fields.iter().filter_map(|name| self.required(*name)).collect(),
            by_original: ast.by_original,
            by_superior: ast.by_superior,
            cites: self.citations(&ast.cites),
        }
    }

    fn mark_law(&mut self, ast: &ast::MarkLaw) -> Option<MarkLaw> {
        let requires = self.requirement(&ast.requires);
        let sign = self.words(ast.sign);
        let mut chars = sign.chars();
        match (chars.next(), chars.next()) {
            (Some(sign), None) if is_sign(sign) => Some(MarkLaw { sign, requires }),
            _ => {
                self.report(Diagnostic::new(&faults::TYPE_MISMATCH, ast.sign.0, NO_SIGN).help(WRITE_SIGN));
                None
            }
        }
    }

    fn requirements<F: Keyword>(&mut self, requirements: &[ast::Requirement]) -> Vec<Requirement<F>> {
        requirements.iter().map(|requirement| self.requirement(requirement)).collect()
    }

    fn requirement<F: Keyword>(&mut self, requirement: &ast::Requirement) -> Requirement<F> {
        Requirement {
            fields: requirement.fields.iter().filter_map(|name| self.required(*name)).collect(),
            advised: requirement.advised,
            from: requirement.from,
            cites: self.citations(&requirement.cites),
        }
    }

    fn required<F: Keyword>(&mut self, name: Name) -> Option<F> {
        let text = self.id(name);
        let found = F::ALL.iter().find(|(keyword, _)| is_spelling_of(&text, keyword));
        if found.is_none() {
            let fields = Arg::list(F::ALL.iter().map(|(keyword, _)| Arg::token(*keyword)));
            let message = NO_FIELD.with([self.name_arg(name)]);
            self.report(Diagnostic::new(&faults::TYPE_MISMATCH, name.0, message).help(FIELDS.with([fields])));
        }
        found.map(|(_, field)| *field)
    }
}

/// Whether a character can part a level from a period: nothing that either is written with.
fn is_sign(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace() && !is_unprintable(c)
}
