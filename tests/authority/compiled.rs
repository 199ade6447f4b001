//! The compiled table read as its format says, by a reader that knows nothing else.

use dingmi::authority::Question;
use dingmi::model::{Id, Model, Organ, id_text};
use dingmi::source::Sources;
use serde_json::Value;

pub(crate) struct Reader<'a> {
    pub(crate) document: Value,
    pub(crate) model: &'a Model,
    pub(crate) sources: &'a Sources,
}

impl Reader<'_> {
    /// Whether the organ may, by the table alone.
    pub(crate) fn may(&self, question: Question, rank: u64) -> bool {
        let table = &self.document["competence"][0];
        let organ = self.organ_id(question.organ);
        let matter = &self.model.matters[question.row];
        let catalogue = id_text(self.sources, self.model.catalogues[matter.catalogue].head.id).into_owned();
        let row = format!("{catalogue}#{}", id_text(self.sources, matter.head.id));
        let day = question.day.to_string();
        let takes_in = |reach: &Value| match reach["kind"].as_str().unwrap() {
            "all" => true,
            "without-business" => self.businesses(&catalogue).is_empty(),
            "business" => {
                self.businesses(&catalogue).iter().any(|line| self.lies_in(line, reach["id"].as_str().unwrap()))
            }
            "catalogue" => reach["id"] == catalogue.as_str(),
            "matter" => reach["id"] == row.as_str(),
            other => panic!("{other}"),
        };
        let has_power = array(&table["powers"]).iter().any(|power| {
            power["organ"] == organ.as_str()
                && takes_in(&power["reach"])
                && power["determines"]["rank"].as_u64().is_some_and(|most| most >= rank)
                && contains(&power["days"], &day)
        });
        has_power && self.is_decided(table, &organ, rank, &day, takes_in)
    }

    fn is_decided(&self, table: &Value, organ: &str, rank: u64, day: &str, takes_in: impl Fn(&Value) -> bool) -> bool {
        if !array(&self.document["officers"]).iter().any(|officer| officer["organ"] == organ) {
            return table["head_by_law"] == true;
        }
        array(&table["deciders"]).iter().any(|decider| {
            decider["organ"] == organ
                && decider["level"]["rank"].as_u64().is_none_or(|most| most >= rank)
                && (array(&decider["reaches"]).is_empty() || array(&decider["reaches"]).iter().any(&takes_in))
                && array(&decider["days"]).iter().any(|days| contains(days, day))
        })
    }

    fn organ_id(&self, organ: Id<Organ>) -> String {
        id_text(self.sources, self.model.organs[organ].head.id).into_owned()
    }

    fn businesses(&self, catalogue: &str) -> Vec<String> {
        let found = array(&self.document["catalogues"]).iter().find(|each| each["id"] == catalogue).unwrap();
        array(&found["businesses"]).iter().map(|line| line.as_str().unwrap().to_owned()).collect()
    }

    fn lies_in(&self, line: &str, outer: &str) -> bool {
        let parent = |line: &str| {
            let found = array(&self.document["businesses"]).iter().find(|each| each["id"] == line).unwrap();
            found["parent"].as_str().map(str::to_owned)
        };
        std::iter::successors(Some(line.to_owned()), |line| parent(line)).any(|line| line == outer)
    }

    /// Every power names where it comes from, and all come from a tier in the end.
    pub(crate) fn witnesses_end_at_tiers(&self) -> bool {
        let powers = array(&self.document["competence"][0]["powers"]);
        (0..powers.len()).all(|at| {
            let of = |at: &usize| powers[*at]["basis"]["of"].as_u64().map(|of| of as usize);
            let chain: Vec<usize> = std::iter::successors(Some(at), of).take(powers.len() + 1).collect();
            chain.len() <= powers.len() && powers[*chain.last().unwrap()]["basis"]["kind"] == "tier"
        })
    }
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn contains(days: &Value, day: &str) -> bool {
    let from = days["from"].as_str();
    let to = days["to"].as_str();
    !days.is_null() && from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}
