//! Organs, officers and authorizations.

use dingmi::ast::{Authorization, Instrument, Officer, Organ, Succession};

use super::cursor::{Cursor, Seen};
use super::keywords::{DATED, FOR, FROM, OF, TO, UP_TO};

impl Cursor<'_> {
    pub(super) fn organ(&mut self) -> Option<Organ> {
        let mut organ = Organ {
            head: self.head()?,
            tier: None,
            superior: None,
            regions: Vec::new(),
            business: Vec::new(),
            roles: Vec::new(),
            since: None,
            until: None,
            succeeded_by: Vec::new(),
            note: None,
        };
        if !self.open() {
            self.semicolon()?;
            return Some(organ);
        }
        let mut seen = Seen::default();
        self.items(|cursor, word| cursor.organ_item(word, &mut organ, &mut seen))?;
        Some(organ)
    }

    fn organ_item(&mut self, word: &str, organ: &mut Organ, seen: &mut Seen) -> Option<bool> {
        self.space();
        let is_new = match word {
            "tier" | "层级" => seen.keep(0, &mut organ.tier, Some(self.name()?)),
            "superior" | "上级" => seen.keep(1, &mut organ.superior, Some(self.name()?)),
            "region" | "行政区域" => seen.keep(2, &mut organ.regions, self.names()?),
            "business" | "主管业务" => seen.keep(3, &mut organ.business, self.names()?),
            "role" | "职能" => seen.keep(4, &mut organ.roles, self.names()?),
            "since" | "设立" => seen.keep(5, &mut organ.since, self.date()?.at()),
            "until" | "截至" => seen.keep(6, &mut organ.until, self.date()?.at()),
            "succeeded-by" | "职能承接" => {
                let successor = self.name()?;
                let part = if self.then(&FOR) { self.targets()? } else { Vec::new() };
                organ.succeeded_by.push(Succession { organ: successor, part });
                true
            }
            "note" | "备注" => seen.keep(7, &mut organ.note, Some(self.string()?)),
            _ => return None,
        };
        self.semicolon()?;
        Some(is_new)
    }

    pub(super) fn officer(&mut self) -> Option<Officer> {
        let head = self.head()?;
        self.must(&OF)?;
        let mut officer = Officer {
            head,
            organ: self.name()?,
            is_head: None,
            designated_by: None,
            trained: None,
            determines: None,
            matters: Vec::new(),
            term: None,
            note: None,
        };
        let mut seen = Seen::default();
        self.block(|cursor, word| cursor.officer_item(word, &mut officer, &mut seen))?;
        Some(officer)
    }

    fn officer_item(&mut self, word: &str, officer: &mut Officer, seen: &mut Seen) -> Option<bool> {
        let start = self.at;
        self.space();
        let is_new = match word {
            "head" | "负责人" => {
                self.semicolon()?;
                return Some(seen.keep(0, &mut officer.is_head, Some(self.span(start))));
            }
            "designated-by" | "指定人" => seen.keep(1, &mut officer.designated_by, Some(self.on()?)),
            "trained" | "培训" => seen.keep(2, &mut officer.trained, self.on_date()?.at()),
            "determines" | "定密权限" => {
                self.must(&UP_TO)?;
                seen.keep(3, &mut officer.determines, Some(self.name()?))
            }
            "matters" | "事项范围" => seen.keep(4, &mut officer.matters, self.targets()?),
            "term" | "期限" => seen.keep(5, &mut officer.term, Some(self.interval()?)),
            "note" | "备注" => seen.keep(6, &mut officer.note, Some(self.string()?)),
            _ => return None,
        };
        self.semicolon()?;
        Some(is_new)
    }

    pub(super) fn authorization(&mut self) -> Option<Authorization> {
        let docs = self.take_docs();
        let id = self.name()?;
        self.must(&FROM)?;
        let grantor = self.name()?;
        self.must(&TO)?;
        let grantee = self.name()?;
        let mut authorization = Authorization {
            head: dingmi::ast::Head { id, title: None, docs },
            grantor,
            grantee,
            level: None,
            matters: Vec::new(),
            period: None,
            regions: Vec::new(),
            instrument: None,
            term: None,
            filed_with: None,
            task: None,
            revoked: None,
            note: None,
        };
        let mut seen = Seen::default();
        self.block(|cursor, word| cursor.authorization_item(word, &mut authorization, &mut seen))?;
        Some(authorization)
    }

    fn authorization_item(&mut self, word: &str, grant: &mut Authorization, seen: &mut Seen) -> Option<bool> {
        self.space();
        let is_new = match word {
            "level" | "密级" => {
                self.must(&UP_TO)?;
                seen.keep(0, &mut grant.level, Some(self.name()?))
            }
            "matters" | "事项范围" => seen.keep(1, &mut grant.matters, self.targets()?),
            "period" | "保密期限" => {
                self.must(&UP_TO)?;
                seen.keep(2, &mut grant.period, Some(self.duration()?))
            }
            "region" | "行政区域" => seen.keep(3, &mut grant.regions, self.names()?),
            "instrument" | "授权文书" => {
                let words = self.string()?;
                let dated = if self.then(&DATED) { self.date()?.at() } else { None };
                seen.keep(4, &mut grant.instrument, Some(Instrument { words, dated }))
            }
            "term" | "期限" => seen.keep(5, &mut grant.term, Some(self.interval()?)),
            "filed-with" | "备案" => seen.keep(6, &mut grant.filed_with, Some(self.on()?)),
            "task" | "任务" => seen.keep(7, &mut grant.task, Some(self.string()?)),
            "revoked" | "撤销" => seen.keep(8, &mut grant.revoked, self.on_date()?.at()),
            "note" | "备注" => seen.keep(9, &mut grant.note, Some(self.string()?)),
            _ => return None,
        };
        self.semicolon()?;
        Some(is_new)
    }
}
