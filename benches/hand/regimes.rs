//! Regimes: a body of law as data.

use dingmi::ast::{
    At, Bound, ChangeLaw, Clause, Department, GrantLaw, Issuers, Law, Level, MarkLaw, Redelegation, Regime,
    Requirement, TermCap, Tier, YearsFrom,
};

use super::cursor::{Cursor, Seen};
use super::keywords::{
    ADVISED, APPROVED_BY, AT_MOST, BUSINESS, BY, FORBIDDEN, FROM, HEAD, HIGHEST, IN_YEARS, ISSUED_BY, OR, ORIGINAL,
    POSTS, REGION, REQUIRES, SIGN, SUCCEEDED_BY, SUPERIOR, WITH,
};

impl Cursor<'_> {
    pub(super) fn regime(&mut self) -> Option<Regime> {
        let mut regime = Regime {
            head: self.head()?,
            in_force: None,
            laws: Vec::new(),
            levels: Vec::new(),
            tiers: Vec::new(),
            departments: Vec::new(),
            grants: None,
            matter_requires: Vec::new(),
            catalogue_requires: Vec::new(),
            officer_requires: Vec::new(),
            head_by_law: None,
            succession: None,
            catalogue_issued_by: None,
            years_from: None,
            long_term_approved: None,
            mark: None,
            conflict_highest: None,
            changes: Vec::new(),
            note: None,
        };
        let mut seen = Seen::default();
        self.block(|cursor, word| {
            cursor.space();
            cursor.regime_item(word, &mut regime, &mut seen)
        })?;
        Some(regime)
    }

    fn regime_item(&mut self, word: &str, regime: &mut Regime, seen: &mut Seen) -> Option<bool> {
        match word {
            "law" | "法律" => regime.laws.push(self.law()?),
            "level" | "密级" => regime.levels.push(self.level()?),
            "tier" | "层级" => regime.tiers.push(self.tier()?),
            "department" | "主管部门" => regime.departments.push(self.department()?),
            "authorization" | "定密授权" => {
                return Some(seen.keep(0, &mut regime.grants, Some(self.grant_law()?)));
            }
            "matter" | "事项" => {
                self.must(&REQUIRES)?;
                regime.matter_requires.push(self.requirement(self.at)?);
            }
            "catalogue" | "目录" if self.then(&ISSUED_BY) => {
                return Some(seen.keep(1, &mut regime.catalogue_issued_by, Some(self.issuers()?)));
            }
            "catalogue" | "目录" => {
                self.must(&REQUIRES)?;
                regime.catalogue_requires.push(self.requirement(self.at)?);
            }
            "officer" | "定密责任人" if self.keyword(&HEAD) => {
                return Some(seen.keep(2, &mut regime.head_by_law, Some(self.clause(self.at)?)));
            }
            "officer" | "定密责任人" => {
                self.must(&REQUIRES)?;
                regime.officer_requires.push(self.requirement(self.at)?);
            }
            "organ" | "机关" if self.keyword(&SUCCEEDED_BY) => {
                return Some(seen.keep(3, &mut regime.succession, Some(self.clause(self.at)?)));
            }
            "change" | "变更" => regime.changes.push(self.change_law()?),
            _ => return self.regime_clause(word, regime, seen),
        }
        Some(true)
    }

    /// What a regime says once.
    fn regime_clause(&mut self, word: &str, regime: &mut Regime, seen: &mut Seen) -> Option<bool> {
        let start = self.at;
        Some(match word {
            "in-force" | "施行" => {
                let in_force = Some(self.interval()?);
                self.semicolon()?;
                seen.keep(4, &mut regime.in_force, in_force)
            }
            "period" | "保密期限" => {
                self.must(&IN_YEARS)?;
                self.must(&FROM)?;
                let years_from = YearsFrom { from: self.duration()?.value, cites: self.cited()? };
                self.semicolon()?;
                seen.keep(5, &mut regime.years_from, Some(years_from))
            }
            "long-term" | "长期" => {
                self.must(&REQUIRES)?;
                let start = self.at;
                self.keyword(&APPROVED_BY).then_some(())?;
                seen.keep(6, &mut regime.long_term_approved, Some(self.clause(start)?))
            }
            "mark" | "标志" => {
                self.must(&SIGN)?;
                let sign = self.string()?;
                self.must(&REQUIRES)?;
                let requires = self.requirement(start)?;
                seen.keep(7, &mut regime.mark, Some(MarkLaw { sign, requires }))
            }
            "conflict" | "冲突" => {
                self.keyword(&HIGHEST).then_some(())?;
                seen.keep(8, &mut regime.conflict_highest, Some(self.clause(start)?))
            }
            "note" | "备注" => {
                let note = Some(self.string()?);
                self.semicolon()?;
                seen.keep(9, &mut regime.note, note)
            }
            _ => return None,
        })
    }

    /// The end of a clause that began at `start`.
    fn clause(&mut self, start: usize) -> Option<Clause> {
        let cites = self.cited()?;
        self.semicolon()?;
        Some(Clause { span: self.span(start), cites })
    }

    fn requirement(&mut self, start: usize) -> Option<Requirement> {
        let fields = self.names()?;
        let advised = self.then(&ADVISED);
        let from = if self.then(&FROM) { self.date()?.value } else { None };
        let cites = self.cited()?;
        self.semicolon()?;
        Some(Requirement { span: self.span(start), fields, advised, from, cites })
    }

    fn law(&mut self) -> Option<Law> {
        let key = self.name()?;
        self.space();
        let title = self.string()?;
        let in_force = self.attempt(|cursor| {
            cursor.space();
            cursor.interval()
        });
        self.semicolon()?;
        Some(Law { key, title, in_force: in_force.map(|at| at.value) })
    }

    fn issuers(&mut self) -> Option<Issuers> {
        let department = self.name()?;
        let with = if self.then(&WITH) { Some(self.name()?) } else { None };
        let cites = self.cited()?;
        self.semicolon()?;
        Some(Issuers { department, with, cites })
    }

    fn change_law(&mut self) -> Option<ChangeLaw> {
        let fields = self.names()?;
        self.must(&BY)?;
        let mut law = ChangeLaw { fields, by_original: false, by_superior: false, cites: Vec::new() };
        self.changer(&mut law)?;
        if self.then(&OR) {
            self.changer(&mut law)?;
        }
        law.cites = self.cited()?;
        self.semicolon()?;
        Some(law)
    }

    fn changer(&mut self, law: &mut ChangeLaw) -> Option<()> {
        let by_original = self.keyword(&ORIGINAL);
        let by_superior = !by_original && self.keyword(&SUPERIOR);
        law.by_original |= by_original;
        law.by_superior |= by_superior;
        (by_original || by_superior).then_some(())
    }

    fn level(&mut self) -> Option<Level> {
        let mut level = Level {
            head: self.head()?,
            rank: None,
            cap: None,
            records_readers: None,
            narrowed: None,
            also_called: Vec::new(),
            cites: Vec::new(),
        };
        let mut seen = Seen::default();
        self.block(|cursor, word| cursor.level_item(word, &mut level, &mut seen))?;
        Some(level)
    }

    fn level_item(&mut self, word: &str, level: &mut Level, seen: &mut Seen) -> Option<bool> {
        let behind = self.at;
        self.space();
        let start = self.at;
        let is_new = match word {
            "rank" | "位次" => {
                let value = self.integer()?;
                self.semicolon()?;
                return Some(seen.keep(0, &mut level.rank, Some(At { value, span: self.span(start) })));
            }
            "period" | "保密期限" => {
                self.must(&AT_MOST)?;
                seen.keep(1, &mut level.cap, Some(self.duration()?))
            }
            "record-readers" | "知悉登记" => {
                self.semicolon()?;
                return Some(seen.keep(2, &mut level.records_readers, Some(self.span(behind))));
            }
            "known-to" | "知悉范围" => {
                self.keyword(&POSTS).then_some(())?;
                self.semicolon()?;
                return Some(seen.keep(3, &mut level.narrowed, Some(self.span(start))));
            }
            "also-called" | "又称" => seen.keep(4, &mut level.also_called, self.also_called()?),
            "cites" | "法条" => seen.keep(5, &mut level.cites, self.citations()?),
            _ => return None,
        };
        self.semicolon()?;
        Some(is_new)
    }

    fn tier(&mut self) -> Option<Tier> {
        let mut tier = Tier {
            head: self.head()?,
            determines: None,
            authorizes: None,
            within: Vec::new(),
            files_with: None,
            also_called: Vec::new(),
            cites: Vec::new(),
        };
        let mut seen = Seen::default();
        self.block(|cursor, word| {
            cursor.space();
            let is_new = match word {
                "determines" | "定密权限" => seen.keep(0, &mut tier.determines, Some(cursor.name()?)),
                "authorizes" | "授权权限" => seen.keep(1, &mut tier.authorizes, Some(cursor.name()?)),
                "within" | "限于" => seen.keep(2, &mut tier.within, cursor.bounds()?),
                "files-with" | "备案于" => seen.keep(3, &mut tier.files_with, Some(cursor.name()?)),
                "also-called" | "又称" => seen.keep(4, &mut tier.also_called, cursor.also_called()?),
                "cites" | "法条" => seen.keep(5, &mut tier.cites, cursor.citations()?),
                _ => return None,
            };
            cursor.semicolon()?;
            Some(is_new)
        })?;
        Some(tier)
    }

    /// `business or region`
    fn bounds(&mut self) -> Option<Vec<Bound>> {
        let mut bounds = Vec::new();
        loop {
            let is_business = self.keyword(&BUSINESS);
            if !is_business && !self.keyword(&REGION) {
                return None;
            }
            bounds.push(if is_business { Bound::Business } else { Bound::Region });
            if !self.then(&OR) {
                return Some(bounds);
            }
        }
    }

    fn department(&mut self) -> Option<Department> {
        let head = self.head()?;
        let mut department = Department { head, roles: Vec::new(), tier: None, cites: Vec::new() };
        let mut seen = Seen::default();
        self.block(|cursor, word| {
            cursor.space();
            let is_new = match word {
                "role" | "职能" => seen.keep(0, &mut department.roles, cursor.names()?),
                "tier" | "层级" => seen.keep(1, &mut department.tier, Some(cursor.name()?)),
                "cites" | "法条" => seen.keep(2, &mut department.cites, cursor.citations()?),
                _ => return None,
            };
            cursor.semicolon()?;
            Some(is_new)
        })?;
        Some(department)
    }

    fn grant_law(&mut self) -> Option<GrantLaw> {
        let mut law = GrantLaw::default();
        let mut seen = Seen::default();
        self.block(|cursor, word| cursor.grant_law_item(word, &mut law, &mut seen))?;
        Some(law)
    }

    fn grant_law_item(&mut self, word: &str, law: &mut GrantLaw, seen: &mut Seen) -> Option<bool> {
        let behind = self.at;
        self.space();
        let start = self.at;
        Some(match word {
            "in-writing" | "书面" => {
                self.semicolon()?;
                seen.keep(0, &mut law.in_writing, Some(self.span(behind)))
            }
            "redelegation" | "转授权" => {
                let value = if self.keyword(&FORBIDDEN) {
                    Redelegation::Forbidden
                } else {
                    self.must(&AT_MOST)?;
                    Redelegation::AtMost(self.integer()?)
                };
                self.semicolon()?;
                seen.keep(1, &mut law.redelegation, Some(At { value, span: self.span(start) }))
            }
            "term" | "期限" => {
                let advised = self.then(&ADVISED);
                self.must(&AT_MOST)?;
                let most = self.duration()?.value;
                self.semicolon()?;
                seen.keep(2, &mut law.term, Some(At { value: TermCap { advised, most }, span: self.span(start) }))
            }
            "cites" | "法条" => {
                let cites = self.citations()?;
                self.semicolon()?;
                seen.keep(3, &mut law.cites, cites)
            }
            _ => return None,
        })
    }
}
