//! Catalogues and their rows, disclosure lists and waivers.

use dingmi::ast::{Basis, Catalogue, Condition, Covers, Disclosure, Hearing, Item, Length, List, Matter, MatterMore};
use dingmi::ast::{Period, Reference, Waive};

use super::cursor::{Cursor, Seen};
use super::keywords::{
    APPROVED_BY, BECAUSE, EXPERT, LONG_TERM, ON, ORGAN, OTHERWISE_PROVIDED, UNDER, UNSPECIFIED, UNTIL, WHERE,
};

impl Cursor<'_> {
    pub(super) fn catalogue(&mut self) -> Option<Catalogue> {
        let head = self.head()?;
        let mut catalogue = Catalogue {
            head,
            regime: if self.then(&UNDER) { Some(self.name()?) } else { None },
            issued_by: Vec::new(),
            number: None,
            dated: None,
            in_force: None,
            basis: Vec::new(),
            demonstrated: None,
            heard: Vec::new(),
            interpreted_by: Vec::new(),
            replaces: Vec::new(),
            yields_to: Vec::new(),
            prevails_over: Vec::new(),
            relation: None,
            business: Vec::new(),
            review_by: None,
            level: None,
            period: None,
            excerpt: None,
            note: None,
            cites: Vec::new(),
            matters: Vec::new(),
        };
        let mut seen = Seen::default();
        self.block(|cursor, word| {
            cursor.space();
            if matches!(word, "matter" | "事项") {
                let matter = cursor.matter()?;
                catalogue.matters.push(matter);
                return Some(true);
            }
            let is_new = cursor.catalogue_field(word, &mut catalogue, &mut seen)?;
            cursor.semicolon()?;
            Some(is_new)
        })?;
        Some(catalogue)
    }

    fn catalogue_field(&mut self, word: &str, catalogue: &mut Catalogue, seen: &mut Seen) -> Option<bool> {
        Some(match word {
            "issued-by" | "制定机关" => seen.keep(0, &mut catalogue.issued_by, self.names()?),
            "number" | "文号" => seen.keep(1, &mut catalogue.number, Some(self.string()?)),
            "dated" | "日期" => seen.keep(2, &mut catalogue.dated, self.dated()?),
            "in-force" | "施行" => seen.keep(3, &mut catalogue.in_force, Some(self.interval()?)),
            "basis" | "制定依据" => seen.keep(4, &mut catalogue.basis, self.list(Self::string)?),
            "demonstrated" | "论证" => seen.keep(5, &mut catalogue.demonstrated, self.on_date()?.at()),
            "heard" | "听取意见" => seen.keep(6, &mut catalogue.heard, self.list(Self::hearing)?),
            "interpreted-by" | "解释机关" => seen.keep(7, &mut catalogue.interpreted_by, self.names()?),
            "replaces" | "废止" => seen.keep(8, &mut catalogue.replaces, self.references()?),
            "yields-to" | "让位于" => seen.keep(9, &mut catalogue.yields_to, self.references()?),
            "prevails-over" | "优先于" => seen.keep(10, &mut catalogue.prevails_over, self.references()?),
            "relation" | "与其他目录的关系" => seen.keep(11, &mut catalogue.relation, Some(self.string()?)),
            "business" | "主管业务" => seen.keep(12, &mut catalogue.business, self.names()?),
            "review-by" | "复审期限" => seen.keep(13, &mut catalogue.review_by, self.date()?.at()),
            "level" | "密级" => seen.keep(14, &mut catalogue.level, Some(self.name()?)),
            "period" | "保密期限" => seen.keep(15, &mut catalogue.period, self.period()?),
            "excerpt" | "节录" => seen.keep(16, &mut catalogue.excerpt, Some(self.string()?)),
            "note" | "备注" => seen.keep(17, &mut catalogue.note, Some(self.string()?)),
            "cites" | "法条" => seen.keep(18, &mut catalogue.cites, self.citations()?),
            _ => return None,
        })
    }

    fn hearing(&mut self) -> Option<Hearing> {
        if self.then(&ORGAN) {
            return self.name().map(Hearing::Organ);
        }
        self.must(&EXPERT)?;
        self.string().map(Hearing::Expert)
    }

    fn matter(&mut self) -> Option<Matter> {
        self.count += 1;
        let mut matter = Matter {
            head: self.head()?,
            level: None,
            period: None,
            known_to: None,
            produced_by: List::new(),
            covers: List::new(),
            more: None,
        };
        let mut seen = Seen::default();
        self.block(|cursor, word| {
            cursor.space();
            let is_new = match word {
                "level" | "密级" => seen.keep(0, &mut matter.level, Some(cursor.name()?)),
                "period" | "保密期限" => seen.keep(1, &mut matter.period, cursor.period()?),
                "known-to" | "知悉范围" => {
                    seen.keep(2, &mut matter.known_to, Some(Box::new(cursor.scope_expression()?)))
                }
                "produced-by" | "产生层级" => seen.keep(3, &mut matter.produced_by, cursor.few(Self::name)?),
                "covers" | "适用对象" => {
                    let covers = cursor.covers()?;
                    add(&mut matter.covers, covers);
                    true
                }
                _ => cursor.matter_more(word, matter.more.get_or_insert_default(), &mut seen)?,
            };
            cursor.semicolon()?;
            Some(is_new)
        })?;
        Some(matter)
    }

    fn matter_more(&mut self, word: &str, more: &mut MatterMore, seen: &mut Seen) -> Option<bool> {
        Some(match word {
            "except" | "除外" => {
                self.except(&mut more.except, &mut more.except_where)?;
                true
            }
            "prevails-over" | "优先于" => seen.keep(4, &mut more.prevails_over, self.references()?),
            "yields-to" | "让位于" => seen.keep(5, &mut more.yields_to, self.references()?),
            "same-as" | "等同于" => seen.keep(6, &mut more.same_as, self.references()?),
            "part-of" | "从属于" => seen.keep(7, &mut more.part_of, self.references()?),
            "note" | "备注" => seen.keep(8, &mut more.note, Some(self.string()?)),
            "cites" | "法条" => seen.keep(9, &mut more.cites, self.citations()?),
            _ => return None,
        })
    }

    fn except(&mut self, references: &mut Vec<Reference>, conditions: &mut Vec<Condition>) -> Option<()> {
        let condition = self.attempt(|cursor| {
            cursor.must(&WHERE)?;
            cursor.condition()
        });
        match condition {
            Some(condition) => conditions.push(condition),
            None => references.extend(self.references()?),
        }
        Some(())
    }

    /// How long, and why so long. Without a value if there is a day that is not in the calendar.
    pub(super) fn period(&mut self) -> Option<Option<Box<Period>>> {
        let start = self.at;
        let length = self.length()?;
        let basis = if self.then(&APPROVED_BY) {
            Some(Basis::Approved { by: self.name()?, instrument: self.title() })
        } else if self.then(&OTHERWISE_PROVIDED) {
            Some(Basis::Provided(self.string()?))
        } else {
            None
        };
        let span = self.span(start);
        Some(length.map(|length| Box::new(Period { span, length, basis })))
    }

    pub(super) fn length(&mut self) -> Option<Option<Length>> {
        if self.peek().is_ascii_digit() {
            return self.duration().map(|duration| Some(Length::Duration(duration.value)));
        }
        if self.then(&UNTIL) {
            return match self.date() {
                Some(day) => Some(day.value.map(Length::Until)),
                None => self.string().map(|words| Some(Length::Event(words))),
            };
        }
        if self.keyword(&LONG_TERM) {
            return Some(Some(Length::LongTerm));
        }
        self.keyword(&UNSPECIFIED).then_some(Some(Length::Unspecified))
    }

    pub(super) fn disclosure(&mut self) -> Option<Disclosure> {
        let head = self.head()?;
        let mut disclosure =
            Disclosure { head, basis: Vec::new(), in_force: None, note: None, cites: Vec::new(), items: Vec::new() };
        let mut seen = Seen::default();
        self.block(|cursor, word| {
            cursor.space();
            let is_new = match word {
                "item" | "项" => {
                    let item = cursor.item()?;
                    disclosure.items.push(item);
                    return Some(true);
                }
                "basis" | "制定依据" => seen.keep(0, &mut disclosure.basis, cursor.list(Self::string)?),
                "in-force" | "施行" => seen.keep(1, &mut disclosure.in_force, Some(cursor.interval()?)),
                "note" | "备注" => seen.keep(2, &mut disclosure.note, Some(cursor.string()?)),
                "cites" | "法条" => seen.keep(3, &mut disclosure.cites, cursor.citations()?),
                _ => return None,
            };
            cursor.semicolon()?;
            Some(is_new)
        })?;
        Some(disclosure)
    }

    fn item(&mut self) -> Option<Item> {
        self.count += 1;
        let head = self.head()?;
        let mut item = Item {
            head,
            covers: List::new(),
            except: Vec::new(),
            except_where: Vec::new(),
            note: None,
            cites: Vec::new(),
        };
        if !self.open() {
            self.semicolon()?;
            return Some(item);
        }
        let mut seen = Seen::default();
        self.items(|cursor, word| {
            cursor.space();
            let is_new = match word {
                "covers" | "适用对象" => {
                    let covers = cursor.covers()?;
                    add(&mut item.covers, covers);
                    true
                }
                "except" | "除外" => {
                    cursor.except(&mut item.except, &mut item.except_where)?;
                    true
                }
                "note" | "备注" => seen.keep(0, &mut item.note, Some(cursor.string()?)),
                "cites" | "法条" => seen.keep(1, &mut item.cites, cursor.citations()?),
                _ => return None,
            };
            cursor.semicolon()?;
            Some(is_new)
        })?;
        Some(item)
    }

    pub(super) fn waive(&mut self) -> Option<Waive> {
        self.docs.clear();
        let start = self.at;
        let span = self.span(start);
        let mut waive = Waive { span, rule: None, on: None, because: None, approved_by: None, until: None };
        let mut seen = Seen::default();
        while self.waive_part(&mut waive, &mut seen)? {
            self.space();
        }
        if self.at == start {
            waive.rule = self.name();
            self.space();
            while self.waive_part(&mut waive, &mut seen)? {
                self.space();
            }
        }
        self.semicolon()?;
        waive.span = self.span(start);
        Some(waive)
    }

    /// Whether a part stands here.
    fn waive_part(&mut self, waive: &mut Waive, seen: &mut Seen) -> Option<bool> {
        if self.then(&ON) {
            seen.keep(0, &mut waive.on, Some(self.reference()?));
        } else if self.then(&BECAUSE) {
            seen.keep(1, &mut waive.because, Some(self.string()?));
        } else if self.then(&APPROVED_BY) {
            seen.keep(2, &mut waive.approved_by, Some(self.name()?));
        } else if self.then(&UNTIL) {
            seen.keep(3, &mut waive.until, self.date()?.at());
        } else {
            return Some(false);
        }
        Some(true)
    }
}

/// Most have one clause.
fn add(clauses: &mut List<Covers>, clause: Covers) {
    clauses.reserve_exact(usize::from(clauses.is_empty()));
    clauses.push(clause);
}
