//! A text of the language as JSON, by way of its ast.

use dingmi::ast::{self, Direction, Duration, Operator};
use dingmi::source::{Base, Span};

use super::hand;
use super::twin::{
    Attribute, AttributeType, Authorization, Catalogue, Choice, Covers, Dated, Declaration, Kind, Length, Matter, Node,
    Officer, Organ, Part, Relation, Scope, Titled, Tree, Twin, Value, Vocabulary,
};

/// A text of the language as JSON.
pub(crate) fn json(text: &str) -> String {
    let file = hand::parse(Base::FIRST, text).expect("a sound text");
    let text = Text(text);
    let declarations = file.declarations.iter().map(|declaration| text.declaration(declaration)).collect();
    serde_json::to_string(&Twin { declarations }).expect("JSON takes any text")
}

struct Text<'a>(&'a str);

impl<'a> Text<'a> {
    fn span(&self, span: Span) -> &'a str {
        &self.0[Base::FIRST.range(span)]
    }

    fn name(&self, name: ast::Name) -> &'a str {
        self.span(name.0)
    }

    fn names(&self, names: &[ast::Name]) -> Vec<&'a str> {
        names.iter().map(|name| self.name(*name)).collect()
    }

    fn some_name(&self, name: Option<ast::Name>) -> Option<&'a str> {
        name.map(|name| self.name(name))
    }

    /// Without its quotes.
    fn words(&self, words: ast::Words) -> &'a str {
        self.span(words.0).trim_matches(['"', '“', '”'])
    }

    fn some_words(&self, words: Option<ast::Words>) -> Option<&'a str> {
        words.map(|words| self.words(words))
    }

    fn at<T>(&self, at: Option<ast::At<T>>) -> Option<&'a str> {
        at.map(|at| self.span(at.span))
    }

    fn reference(&self, reference: ast::Reference) -> &'a str {
        self.span(reference.name.0.to(reference.item.unwrap_or(reference.name).0))
    }

    fn target(&self, target: ast::Target) -> &'a str {
        match target {
            ast::Target::Business(name) => self.name(name),
            ast::Target::Matters(reference) => self.reference(reference),
        }
    }

    fn on(&self, on: ast::On) -> Dated<'a> {
        Dated { what: self.name(on.name), on: self.at(on.on) }
    }

    fn tree(&self, tree: &ast::Tree) -> Tree<'a> {
        let (id, title) = self.head(&tree.head);
        Tree { id, title, parent: self.some_name(tree.parent) }
    }

    fn head(&self, head: &ast::Head) -> (&'a str, Titled<'a>) {
        (self.name(head.id), self.some_words(head.title))
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a workload with more in it needs more types here")]
    fn declaration(&self, declaration: &ast::Declaration) -> Declaration<'a> {
        match declaration {
            ast::Declaration::Region(tree) => Declaration::Region(self.tree(tree)),
            ast::Declaration::Business(tree) => Declaration::Business(self.tree(tree)),
            ast::Declaration::Organ(organ) => Declaration::Organ(self.organ(organ)),
            ast::Declaration::Officer(officer) => Declaration::Officer(self.officer(officer)),
            ast::Declaration::Authorization(grant) => Declaration::Authorization(self.authorization(grant)),
            ast::Declaration::Vocabulary(vocabulary) => Declaration::Vocabulary(self.vocabulary(vocabulary)),
            ast::Declaration::Scope(scope) => Declaration::Scope(self.scope(scope)),
            ast::Declaration::Catalogue(catalogue) => Declaration::Catalogue(Box::new(self.catalogue(catalogue))),
            other => panic!("the twin has no type for {other:?}"),
        }
    }

    fn organ(&self, organ: &ast::Organ) -> Organ<'a> {
        let (id, title) = self.head(&organ.head);
        Organ {
            id,
            title,
            tier: self.some_name(organ.tier),
            superior: self.some_name(organ.superior),
            regions: self.names(&organ.regions),
            business: self.names(&organ.business),
            roles: self.names(&organ.roles),
            since: self.at(organ.since),
            until: self.at(organ.until),
            succeeded_by: organ.succeeded_by.iter().map(|succession| self.name(succession.organ)).collect(),
        }
    }

    fn officer(&self, officer: &ast::Officer) -> Officer<'a> {
        let (id, title) = self.head(&officer.head);
        Officer {
            id,
            title,
            organ: self.name(officer.organ),
            head: officer.is_head.is_some(),
            designated_by: officer.designated_by.map(|on| self.name(on.name)),
            trained: self.at(officer.trained),
            determines: self.some_name(officer.determines),
            matters: officer.matters.iter().map(|target| self.target(*target)).collect(),
            term: self.at(officer.term),
        }
    }

    fn authorization(&self, grant: &ast::Authorization) -> Authorization<'a> {
        Authorization {
            id: self.name(grant.head.id),
            from: self.name(grant.grantor),
            to: self.name(grant.grantee),
            level: self.some_name(grant.level),
            matters: grant.matters.iter().map(|target| self.target(*target)).collect(),
            regions: self.names(&grant.regions),
            period: grant.period.map(|period| duration(period.value)),
            instrument: grant.instrument.map(|it| Dated { what: self.words(it.words), on: self.at(it.dated) }),
            term: self.at(grant.term),
            filed_with: grant.filed_with.map(|on| self.on(on)),
            task: self.some_words(grant.task),
            revoked: self.at(grant.revoked),
        }
    }

    fn vocabulary(&self, vocabulary: &ast::Vocabulary) -> Vocabulary<'a> {
        let (id, title) = self.head(&vocabulary.head);
        let kinds = vocabulary.kinds.iter().map(|kind| self.kind(kind)).collect();
        let attributes = vocabulary.attributes.iter().map(|attribute| self.attribute(attribute)).collect();
        Vocabulary { id, title, kinds, attributes }
    }

    fn kind(&self, kind: &ast::Kind) -> Kind<'a> {
        let (id, title) = self.head(&kind.head);
        Kind { id, title, kinds: kind.kinds.iter().map(|kind| self.kind(kind)).collect() }
    }

    fn attribute(&self, attribute: &ast::Attribute) -> Attribute<'a> {
        let (id, title) = self.head(&attribute.head);
        let choice = |choice: &ast::Choice| Choice { id: self.name(choice.name), title: self.some_words(choice.title) };
        let of = match &attribute.kind {
            ast::AttributeType::OneOf(choices) => AttributeType::OneOf(choices.iter().map(choice).collect()),
            ast::AttributeType::YesNo => AttributeType::YesNo,
            ast::AttributeType::Date => AttributeType::Date,
            ast::AttributeType::Dimension(name) => AttributeType::Dimension(self.name(*name)),
        };
        let is_greater = |at: Option<ast::At<Direction>>| at.map(|at| at.value == Direction::Greater);
        Attribute { id, title, of, better: is_greater(attribute.better), larger: is_greater(attribute.larger) }
    }

    fn scope(&self, scope: &ast::Scope) -> Scope<'a> {
        let (id, title) = self.head(&scope.head);
        let (parts, but_not) = (self.parts(&scope.parts), self.parts(&scope.but_not));
        Scope { id, title, parts, but_not, narrows: self.some_name(scope.narrows) }
    }

    fn parts(&self, parts: &[ast::ScopePart]) -> Vec<Part<'a>> {
        let part = |part: &ast::ScopePart| match *part {
            ast::ScopePart::Post { title, organ } => Part::Post { title: self.words(title), of: self.some_name(organ) },
            ast::ScopePart::Group { title, approved_by } => {
                Part::Group { title: self.words(title), approved_by: self.some_name(approved_by) }
            }
            ast::ScopePart::Organ { name, below } => Part::Organ { name: self.name(name), below },
            ast::ScopePart::Officer(name) => Part::Officer(self.name(name)),
            ast::ScopePart::Scope(name) => Part::Scope(self.name(name)),
            ast::ScopePart::Opaque(words) => Part::Opaque(self.words(words)),
            ast::ScopePart::Named { name, below } => Part::Named { name: self.name(name), below },
        };
        parts.iter().map(part).collect()
    }

    fn catalogue(&self, catalogue: &ast::Catalogue) -> Catalogue<'a> {
        let (id, title) = self.head(&catalogue.head);
        let hearing = |hearing: &ast::Hearing| match *hearing {
            ast::Hearing::Organ(name) => self.name(name),
            ast::Hearing::Expert(words) => self.words(words),
        };
        Catalogue {
            id,
            title,
            regime: self.some_name(catalogue.regime),
            issued_by: self.names(&catalogue.issued_by),
            number: self.some_words(catalogue.number),
            dated: self.at(catalogue.dated),
            in_force: self.at(catalogue.in_force),
            basis: catalogue.basis.iter().map(|words| self.words(*words)).collect(),
            demonstrated: self.at(catalogue.demonstrated),
            heard: catalogue.heard.iter().map(hearing).collect(),
            relation: self.some_words(catalogue.relation),
            business: self.names(&catalogue.business),
            matters: catalogue.matters.iter().map(|matter| self.matter(matter)).collect(),
        }
    }

    fn matter(&self, matter: &ast::Matter) -> Matter<'a> {
        let (id, title) = self.head(&matter.head);
        let known = matter.known_to.as_deref();
        let more = matter.more.as_deref();
        Matter {
            id,
            title,
            level: self.some_name(matter.level),
            period: matter.period.as_deref().map(|period| self.length(period.length)),
            known_to: known.map_or_else(Vec::new, |known| self.parts(&known.parts)),
            but_not: known.map_or_else(Vec::new, |known| self.parts(&known.but_not)),
            produced_by: self.names(&matter.produced_by),
            covers: matter.covers.iter().map(|covers| self.covers(covers)).collect(),
            except: more.map_or_else(Vec::new, |more| more.except.iter().map(|row| self.reference(*row)).collect()),
            note: more.and_then(|more| self.some_words(more.note)),
        }
    }

    fn length(&self, length: ast::Length) -> Length<'a> {
        match length {
            ast::Length::Duration(length) => duration(length),
            ast::Length::Event(words) => Length::Until(self.words(words)),
            // Its day has no place of its own.
            ast::Length::Until(_) => Length::Until("2030-01-01"),
            ast::Length::LongTerm => Length::LongTerm,
            ast::Length::Unspecified => Length::Unspecified,
        }
    }

    fn covers(&self, covers: &ast::Covers) -> Covers<'a> {
        Covers {
            kinds: self.names(&covers.kinds),
            condition: covers.condition.as_ref().map(|condition| self.node(&condition.node)),
        }
    }

    fn node(&self, node: &ast::Node) -> Node<'a> {
        let nodes = |parts: &[ast::Condition]| parts.iter().map(|part| self.node(&part.node)).collect();
        match node {
            ast::Node::Any(parts) => Node::Any(nodes(parts)),
            ast::Node::All(parts) => Node::All(nodes(parts)),
            ast::Node::Not(inner) => Node::Not(Box::new(self.node(&inner.node))),
            ast::Node::Test { attribute, relation } => Node::Test {
                attribute: self.name(*attribute),
                relation: relation.as_ref().map(|relation| self.relation(relation)),
            },
        }
    }

    fn relation(&self, relation: &ast::Relation) -> Relation<'a> {
        match relation {
            ast::Relation::Compare(operator, value) => {
                Relation::Compare { operator: spelt(*operator), value: self.value(*value) }
            }
            ast::Relation::In(range) => Relation::In {
                low: self.value(range.low),
                low_closed: range.low_closed,
                high: self.value(range.high),
                high_closed: range.high_closed,
            },
            ast::Relation::Is(values) => Relation::Is(values.iter().map(|value| self.value(*value)).collect()),
        }
    }

    fn value(&self, value: ast::Value) -> Value<'a> {
        match value {
            ast::Value::Date(at) => Value::Date(self.span(at.span)),
            ast::Value::Ratio(span) => Value::Ratio(self.span(span)),
            ast::Value::Quantity(span) => Value::Quantity(self.span(span)),
            ast::Value::Truth(at) => Value::Truth(at.value),
            ast::Value::Words(words) => Value::Words(self.words(words)),
            ast::Value::Name(name) => Value::Name(self.name(name)),
        }
    }
}

fn duration(length: Duration) -> Length<'static> {
    match length {
        Duration::Years(years) => Length::Years(years),
        Duration::Months(months) => Length::Months(months),
    }
}

fn spelt(operator: Operator) -> &'static str {
    match operator {
        Operator::Equal => "=",
        Operator::NotEqual => "!=",
        Operator::Less => "<",
        Operator::LessOrEqual => "<=",
        Operator::Greater => ">",
        Operator::GreaterOrEqual => ">=",
        Operator::Better => "better-than",
        Operator::Worse => "worse-than",
        Operator::AtLeastAsGood => "at-least-as-good-as",
        Operator::AtMostAsGood => "at-most-as-good-as",
        Operator::Larger => "larger-than",
        Operator::Smaller => "smaller-than",
        Operator::AtLeastAsLarge => "at-least-as-large-as",
        Operator::AtMostAsLarge => "at-most-as-large-as",
    }
}
