//! Catalogues and their rows, disclosure lists and waivers.

use pest::iterators::{Pair, Pairs};

use super::{Reader, next, unexpected};
use crate::ast::{
    Basis, Catalogue, Condition, Covers, Disclosure, Head, Hearing, Item, List, Matter, MatterMore, Name, Period,
    Reference, Waive, Words, listed,
};
use crate::source::Span;
use crate::syntax::Rule;
use crate::syntax::cut::parse;
use crate::syntax::plain::{self, Field};

impl Reader {
    pub(super) fn catalogue(&mut self, mut inner: Pairs<'_, Rule>) -> Catalogue {
        let head = self.head(&mut inner);
        let under = inner.peek().filter(|pair| pair.as_rule() == Rule::under);
        let regime = under.map(|pair| {
            inner.next();
            Name(self.only(pair.into_inner()))
        });
        let mut catalogue = Catalogue {
            head,
            regime,
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
        self.fields(inner, |reader, pair| reader.catalogue_item(pair, &mut catalogue));
        catalogue
    }

    pub(super) fn catalogue_item(&mut self, pair: Pair<'_, Rule>, catalogue: &mut Catalogue) {
        let rule = pair.as_rule();
        if rule == Rule::cut_matter {
            catalogue.matters.extend(self.cut_matter(pair));
            return;
        }
        let mut inner = pair.into_inner();
        match rule {
            Rule::matter => {
                let matter = self.matter(inner);
                catalogue.matters.push(matter);
            }
            Rule::issued_by_field => catalogue.issued_by = self.names(inner),
            Rule::number_field => catalogue.number = Some(Words(self.only(inner))),
            Rule::dated_field => catalogue.dated = self.dated(&next(&mut inner)),
            Rule::in_force_field => catalogue.in_force = Some(self.interval(inner)),
            Rule::basis_field => catalogue.basis = self.strings(inner),
            Rule::demonstrated_field => catalogue.demonstrated = self.only_date(inner),
            Rule::heard_field => catalogue.heard = inner.map(|pair| self.hearing(pair)).collect(),
            Rule::interpreted_by_field => catalogue.interpreted_by = self.names(inner),
            Rule::replaces_field => catalogue.replaces = self.references(inner),
            Rule::yields_to_field => catalogue.yields_to = self.references(inner),
            Rule::prevails_over_field => catalogue.prevails_over = self.references(inner),
            Rule::relation_field => catalogue.relation = Some(Words(self.only(inner))),
            Rule::business_field => catalogue.business = self.names(inner),
            Rule::review_by_field => catalogue.review_by = self.only_date(inner),
            Rule::level_field => catalogue.level = Some(Name(self.only(inner))),
            Rule::period_field => catalogue.period = self.period(inner),
            Rule::excerpt_field => catalogue.excerpt = Some(Words(self.only(inner))),
            Rule::note_field => catalogue.note = Some(Words(self.only(inner))),
            Rule::cites_field => catalogue.cites = self.cites(inner),
            Rule::EOI => {}
            rule => unexpected(rule),
        }
    }

    fn hearing(&mut self, pair: Pair<'_, Rule>) -> Hearing {
        let rule = pair.as_rule();
        let span = self.only(pair.into_inner());
        match rule {
            Rule::heard_organ => Hearing::Organ(Name(span)),
            Rule::heard_expert => Hearing::Expert(Words(span)),
            rule => unexpected(rule),
        }
    }

    /// A row that was cut into its head and fields.
    pub(super) fn cut_matter(&mut self, pair: Pair<'_, Rule>) -> Option<Matter> {
        let (row, base) = (pair.as_span(), self.base);
        if let Some(matter) = self.plain_matter(pair.into_inner()) {
            return Some(matter);
        }
        let whole = parse(Rule::matter_alone, row.as_str()).ok().and_then(|alone| alone.into_inner().next());
        let Some(whole) = whole else {
            self.is_lost = true;
            return None;
        };
        self.base = base.plus(row.start());
        let matter = self.matter(whole.into_inner());
        self.base = base;
        Some(matter)
    }

    /// The same if its head and all its fields are written plainly.
    fn plain_matter(&mut self, mut inner: Pairs<'_, Rule>) -> Option<Matter> {
        let start = |pair: &Pair<'_, Rule>| self.base.plus(pair.as_span().start());
        let head = next(&mut inner);
        let (id, title) = plain::head(head.as_str(), start(&head))?;
        let mut matter = Matter::new(Head { id, title, docs: List::new() });
        let mut given = 0;
        for pair in inner {
            let field = Field::read(pair.as_str(), start(&pair))?;
            field.put(&mut matter, &mut given).then_some(())?;
        }
        matter.head.docs = listed(self.docs.drain(..));
        self.count += 1;
        Some(matter)
    }

    pub(super) fn matter(&mut self, mut inner: Pairs<'_, Rule>) -> Matter {
        self.count += 1;
        let mut matter = Matter::new(self.head(&mut inner));
        self.fields(inner, |reader, pair| {
            let rule = pair.as_rule();
            let mut inner = pair.into_inner();
            match rule {
                Rule::level_field => matter.level = Some(Name(reader.only(inner))),
                Rule::period_field => matter.period = reader.period(inner),
                Rule::known_to_field => {
                    matter.known_to = Some(Box::new(reader.scope_expression(next(&mut inner))));
                }
                Rule::produced_by_field => matter.produced_by = listed(reader.name_list(inner)),
                Rule::covers_field => add(&mut matter.covers, reader.covers(inner)),
                rule => reader.matter_more(rule, inner, matter.more.get_or_insert_default()),
            }
        });
        matter
    }

    fn matter_more(&mut self, rule: Rule, inner: Pairs<'_, Rule>, more: &mut MatterMore) {
        match rule {
            Rule::except_field => self.except(inner, &mut more.except, &mut more.except_where),
            Rule::prevails_over_field => more.prevails_over = self.references(inner),
            Rule::yields_to_field => more.yields_to = self.references(inner),
            Rule::same_as_field => more.same_as = self.references(inner),
            Rule::part_of_field => more.part_of = self.references(inner),
            Rule::note_field => more.note = Some(Words(self.only(inner))),
            Rule::cites_field => more.cites = self.cites(inner),
            rule => unexpected(rule),
        }
    }

    fn except(&mut self, inner: Pairs<'_, Rule>, references: &mut Vec<Reference>, conditions: &mut Vec<Condition>) {
        for pair in inner {
            if pair.as_rule() == Rule::condition {
                conditions.push(self.condition(pair));
            } else {
                references.extend(pair.into_inner().map(|pair| self.reference(pair)));
            }
        }
    }

    fn period(&mut self, mut inner: Pairs<'_, Rule>) -> Option<Box<Period>> {
        let pair = next(&mut inner);
        let mut span = self.span(&pair);
        let length = self.length(pair)?;
        let basis = inner.next().map(|pair| {
            span = span.to(self.span(&pair));
            self.basis(pair)
        });
        Some(Box::new(Period { span, length, basis }))
    }

    fn basis(&mut self, pair: Pair<'_, Rule>) -> Basis {
        let rule = pair.as_rule();
        let mut inner = pair.into_inner();
        let first = self.next_span(&mut inner);
        match rule {
            Rule::approval => Basis::Approved { by: Name(first), instrument: self.title(&mut inner) },
            Rule::provided => Basis::Provided(Words(first)),
            rule => unexpected(rule),
        }
    }

    pub(super) fn disclosure(&mut self, mut inner: Pairs<'_, Rule>) -> Disclosure {
        let head = self.head(&mut inner);
        let mut disclosure =
            Disclosure { head, basis: Vec::new(), in_force: None, note: None, cites: Vec::new(), items: Vec::new() };
        self.fields(inner, |reader, pair| {
            let rule = pair.as_rule();
            let inner = pair.into_inner();
            match rule {
                Rule::item => disclosure.items.push(reader.item(inner)),
                Rule::basis_field => disclosure.basis = reader.strings(inner),
                Rule::in_force_field => disclosure.in_force = Some(reader.interval(inner)),
                Rule::note_field => disclosure.note = Some(Words(reader.only(inner))),
                Rule::cites_field => disclosure.cites = reader.cites(inner),
                rule => unexpected(rule),
            }
        });
        disclosure
    }

    fn item(&mut self, mut inner: Pairs<'_, Rule>) -> Item {
        self.count += 1;
        let head = self.head(&mut inner);
        let mut item = Item {
            head,
            covers: List::new(),
            except: Vec::new(),
            except_where: Vec::new(),
            note: None,
            cites: Vec::new(),
        };
        self.fields(inner, |reader, pair| {
            let rule = pair.as_rule();
            let inner = pair.into_inner();
            match rule {
                Rule::covers_field => add(&mut item.covers, reader.covers(inner)),
                Rule::except_field => reader.except(inner, &mut item.except, &mut item.except_where),
                Rule::note_field => item.note = Some(Words(reader.only(inner))),
                Rule::cites_field => item.cites = reader.cites(inner),
                rule => unexpected(rule),
            }
        });
        item
    }

    pub(super) fn waive(&mut self, span: Span, inner: Pairs<'_, Rule>) -> Waive {
        self.docs.clear();
        let mut waive = Waive { span, rule: None, on: None, because: None, approved_by: None, until: None };
        self.fields(inner, |reader, pair| {
            let rule = pair.as_rule();
            let mut inner = pair.into_inner();
            match rule {
                Rule::waived_rule => waive.rule = Some(Name(reader.only(inner))),
                Rule::waive_on => waive.on = Some(reader.reference(next(&mut inner))),
                Rule::waive_because => waive.because = Some(Words(reader.only(inner))),
                Rule::waive_approved_by => waive.approved_by = Some(Name(reader.only(inner))),
                Rule::waive_until => waive.until = reader.only_date(inner),
                rule => unexpected(rule),
            }
        });
        waive
    }
}

impl Matter {
    fn new(head: Head) -> Self {
        Matter {
            head,
            level: None,
            period: None,
            known_to: None,
            produced_by: List::new(),
            covers: List::new(),
            more: None,
        }
    }
}

impl Field {
    /// Puts the field into its row, in which those of `given` are; not if it may not be there again.
    fn put(self, matter: &mut Matter, given: &mut u8) -> bool {
        let bit = match self {
            Field::Covers(covers) => {
                add(&mut matter.covers, covers);
                return true;
            }
            Field::Level(level) => {
                matter.level = Some(level);
                1
            }
            Field::Period(period) => {
                matter.period = Some(Box::new(period));
                2
            }
            Field::KnownTo(scope) => {
                matter.known_to = Some(Box::new(scope));
                4
            }
            Field::ProducedBy(names) => {
                matter.produced_by = names;
                8
            }
            Field::Note(words) => {
                matter.more.get_or_insert_default().note = Some(words);
                16
            }
        };
        let is_new = *given & bit == 0;
        *given |= bit;
        is_new
    }
}

/// Most have one clause, which needs no room for more.
fn add(clauses: &mut List<Covers>, clause: Covers) {
    if clauses.is_empty() {
        clauses.reserve_exact(1);
    }
    clauses.push(clause);
}
