//! A program in all its forms, and whether they agree.

use dingmi::authority::Authority;
use dingmi::emit::{self, Format, Order};
use dingmi::model::{Context, Model};
use dingmi::overlap::{Overlaps, Scopes};
use dingmi::source::Sources;
use dingmi_catalogue::Catalogue;
use jiff::civil::{Date, date};
use serde_json::Value as Data;

use crate::answer::{Answer, Form, May, Store, Who};
use crate::asked::{Asked, Samples};
use crate::compiler::Compiler;
use crate::content;
#[cfg(feature = "tables")]
use crate::content::differs;
use crate::dice::Dice;
use crate::image::Image;
use crate::json::{Json, list, text};
use crate::json_may::reasons;
#[cfg(feature = "tables")]
use crate::sqlite::Sqlite;
use crate::worlds;

/// The day on which every program here is compiled.
pub(crate) const AS_OF: Date = date(2020, 1, 1);

/// How much was asked, and how much of it was not plainly no.
#[derive(Default, Debug)]
pub(crate) struct Counts {
    pub(crate) objects: usize,
    pub(crate) whole: usize,
    pub(crate) settled: usize,
    pub(crate) disputed: usize,
    pub(crate) open: usize,
    pub(crate) yielding: usize,
    pub(crate) public: usize,
    pub(crate) may: usize,
    pub(crate) may_not: usize,
    pub(crate) knows: usize,
    pub(crate) knows_not: usize,
    pub(crate) unclear: usize,
}

pub(crate) struct Forms<'a> {
    pub(crate) compiler: Compiler<'a>,
    pub(crate) image: &'a Image,
    pub(crate) json: &'a Json,
    /// Where it was asked for: it is slow.
    #[cfg(feature = "tables")]
    pub(crate) sqlite: Option<&'a Sqlite>,
}

/// The bytes of the image and of the JSON of a program.
pub(crate) fn built(context: &Context<'_>) -> [Vec<u8>; 2] {
    let order = Order { formats: vec![Format::Image, Format::Json], ..Order::on(context.as_of) };
    let outputs = emit::outputs(context, &order).expect("it is small");
    let mut bytes = outputs.into_iter().map(|output| output.bytes);
    [(); 2].map(|()| bytes.next().expect("what was ordered"))
}

/// The image of a text that is sound.
pub(crate) fn compiled(text: &str) -> Catalogue {
    let loaded = worlds::load(text);
    let [image, _] = built(&Context { model: &loaded.model, sources: loaded.program.sources(), as_of: AS_OF });
    Catalogue::from_bytes(image).expect("a sound image")
}

#[cfg(feature = "tables")]
fn sqlite(context: &Context<'_>) -> Sqlite {
    let order = Order { formats: vec![Format::Sqlite], ..Order::on(context.as_of) };
    Sqlite::new(&emit::outputs(context, &order).expect("it is small")[0].bytes)
}

/// Makes all forms of a program and calls `ask` with them. SQLite is made only where it is asked for, for it is slow.
pub(crate) fn with<T>(model: &Model, sources: &Sources, has_tables: bool, ask: impl FnOnce(&Forms<'_>) -> T) -> T {
    let context = Context { model, sources, as_of: AS_OF };
    let [image, json] = built(&context);
    let image = Image(Catalogue::from_bytes(image).expect("a sound image"));
    let json = Json::new(&json);
    let scopes = Scopes::of(model, sources);
    let overlaps = Overlaps::of(&context, &scopes);
    let authority = Authority::of(model);
    #[cfg(feature = "tables")]
    let sqlite = has_tables.then(|| sqlite(&context));
    let compiler = Compiler::new(context, &overlaps, &authority, &json);
    ask(&Forms {
        compiler,
        image: &image,
        json: &json,
        #[cfg(feature = "tables")]
        sqlite: sqlite.as_ref(),
    })
}

impl Forms<'_> {
    /// The forms that a service may load. Here goes what is compiled to one more form.
    fn stores(&self) -> Vec<&dyn Store> {
        let mut stores: Vec<&dyn Store> = vec![self.image, self.json];
        #[cfg(feature = "tables")]
        stores.extend(self.sqlite.map(|sqlite| sqlite as &dyn Store));
        stores
    }

    /// Holds what every form says, all of it, against JSON.
    pub(crate) fn content(&self) -> Result<(), String> {
        #[cfg(feature = "tables")]
        if let Some(fault) = self.sqlite.and_then(|sqlite| differs("", &sqlite.read_back.document, &self.json.document))
        {
            return Err(format!("SQLite {fault}"));
        }
        content::compare(&self.image.0, &self.json.document)
    }

    /// Asks of so many objects, each on a day on which something changes or one beside it.
    pub(crate) fn classify(&self, count: usize, dice: &mut Dice, counts: &mut Counts) -> Result<(), String> {
        let samples = Samples::of(&self.json.document);
        let days = days(&self.json.document);
        for _ in 0..count {
            let Some(asked) = samples.object(dice) else { return Ok(()) };
            let day = *dice.pick(&days);
            let expected = self.compiler.classify(&asked, day).expect("the compiler always answers");
            for store in self.stores() {
                let found = store.classify(&asked, day);
                if found.as_ref().is_some_and(|found| *found != expected) {
                    let name = store.name();
                    return Err(format!("{asked:?} on {day}: {name} says\n{found:?}\nand the compiler\n{expected:?}"));
                }
            }
            counts.answer(&asked, &expected);
        }
        Ok(())
    }

    /// Asks who may determine what: all there is to be asked, or so many questions by chance.
    pub(crate) fn may(&self, most: usize, dice: &mut Dice, counts: &mut Counts) -> Result<(), String> {
        let days = days(&self.json.document);
        let organs: Vec<&str> = list(&self.json.document["organs"]).iter().map(|organ| text(&organ["id"])).collect();
        let mut questions = Vec::new();
        for row in self.json.rows() {
            let levels = self.json.regime(&row).map_or(&[][..], |regime| list(&regime["levels"]));
            for (organ, level) in organs.iter().flat_map(|organ| levels.iter().map(move |level| (organ, level))) {
                questions.extend(days.iter().map(|day| May {
                    organ: (*organ).to_owned(),
                    row: row.clone(),
                    level: text(&level["id"]).to_owned(),
                    day: *day,
                }));
            }
        }
        dice.shuffle(&mut questions);
        for question in questions.iter().take(most) {
            let expected = self.compiler.witness(question);
            for store in self.stores() {
                if store.may(question) != expected.is_some() {
                    return Err(format!("{question:?}: {} says otherwise than {expected:?}", store.name()));
                }
            }
            let found = self.image.witness(question);
            if found != expected {
                return Err(format!("{question:?}: the image witnesses {found:?}, and the compiler {expected:?}"));
            }
            let (image, json) = (self.image.reasons(question), reasons(self.json, question));
            if image != json {
                return Err(format!("{question:?}: the image refuses for {image:?}, and JSON for {json:?}"));
            }
            *if expected.is_some() { &mut counts.may } else { &mut counts.may_not } += 1;
        }
        Ok(())
    }

    /// Asks of each role that the program speaks of, and some that it does not, whether it may know each row.
    pub(crate) fn may_know(&self, most: usize, dice: &mut Dice, counts: &mut Counts) -> Result<(), String> {
        let roles = roles(&self.json.document);
        let rows = self.json.rows();
        let all = roles.iter().flat_map(|who| rows.iter().map(move |row| (who, row)));
        let mut all: Vec<(&Who, &String)> = all.collect();
        dice.shuffle(&mut all);
        for (who, row) in all.into_iter().take(most) {
            let expected = self.json.may_know(who, row);
            for store in self.stores() {
                let found = store.may_know(who, row);
                if found != expected {
                    return Err(format!("{who:?} and {row}: {} says {found} and not {expected}", store.name()));
                }
            }
            *match expected {
                "yes" => &mut counts.knows,
                "no" => &mut counts.knows_not,
                _ => &mut counts.unclear,
            } += 1;
        }
        Ok(())
    }

    /// Looks every row up by its id and by its name, also written with other characters.
    pub(crate) fn look_up(&self) -> Result<(), String> {
        for id in self.json.rows() {
            let expected = self.json.row(&id);
            for store in self.stores() {
                let found = store.row(&id);
                if found.is_none() || found != expected {
                    return Err(format!("{id}: {} says {found:?} and not {expected:?}", store.name()));
                }
                let near = [format!("{id}x"), id.replace('#', ""), id.to_uppercase() + "#", String::new()];
                if let Some(near) = near.iter().find(|near| store.row(near).is_some()) {
                    return Err(format!("{}: there is no {near}", store.name()));
                }
            }
            let Some(name) = expected.and_then(|row| row.name) else { continue };
            if !self.image.0.search(&widened(&name)).any(|row| row.id() == id) {
                return Err(format!("{id} is not found by its name"));
            }
            for written in [name.clone(), widened(&name), format!("  {name}　")] {
                let expected = self.json.named(&written);
                for store in self.stores() {
                    let found = store.named(&written);
                    if !found.contains(&id) || found != expected {
                        return Err(format!("{written}: {} has {found:?} and not {expected:?}", store.name()));
                    }
                }
            }
            if self.stores().into_iter().any(|store| !store.named(&format!("{name}。")).is_empty()) {
                return Err(format!("{name}。 is no name"));
            }
        }
        Ok(())
    }
}

/// In full-width characters, and with wider spaces.
fn widened(name: &str) -> String {
    let wide = |char: char| match char {
        ' ' => "　 ".to_owned(),
        '!'..='~' => char::from_u32(u32::from(char) + 0xfee0).map(String::from).unwrap_or_default(),
        other => other.to_string(),
    };
    name.chars().map(wide).collect()
}

/// Every day that the document names somewhere, and the days beside it.
pub(crate) fn days(document: &Data) -> Vec<Date> {
    let mut named = vec![AS_OF];
    named_in(document, &mut named);
    let around = |day: Date| [day.yesterday().ok(), Some(day), day.tomorrow().ok()];
    let mut days: Vec<Date> = named.into_iter().flat_map(around).flatten().collect();
    days.sort();
    days.dedup();
    days
}

fn named_in(data: &Data, found: &mut Vec<Date>) {
    match data {
        Data::Array(parts) => parts.iter().for_each(|part| named_in(part, found)),
        Data::Object(fields) => {
            let days = ["from", "to"].into_iter().filter_map(|field| fields.get(field)?.as_str()?.parse::<Date>().ok());
            found.extend(days);
            fields.values().for_each(|part| named_in(part, found));
        }
        Data::Null | Data::Bool(_) | Data::Number(_) | Data::String(_) => {}
    }
}

fn roles(document: &Data) -> Vec<Who> {
    let mut titles = vec!["旁人".to_owned()];
    let mut groups = vec![("旁人".to_owned(), None)];
    for set in list(&document["knower_sets"]) {
        let posts = list(&set["posts"]).iter().chain(list(&set["except_posts"]));
        titles.extend(posts.map(|post| text(&post["name"]).to_owned()));
        for group in list(&set["groups"]) {
            let name = text(&group["name"]);
            groups.push((widened(name), group["approved_by"].as_str().map(str::to_owned)));
            groups.push((name.to_owned(), None));
        }
    }
    titles.sort();
    titles.dedup();
    let mut roles: Vec<Who> = groups.into_iter().map(|(name, by)| Who::Group(name, by)).collect();
    roles.extend(list(&document["officers"]).iter().map(|officer| Who::Officer(text(&officer["id"]).to_owned())));
    for organ in list(&document["organs"]).iter().map(|organ| text(&organ["id"])) {
        roles.push(Who::Staff(organ.to_owned()));
        roles.extend(titles.iter().map(|title| Who::Post(organ.to_owned(), format!("　{title}"))));
    }
    roles
}

impl Counts {
    fn answer(&mut self, asked: &Asked, answer: &Answer) {
        self.objects += 1;
        self.whole += usize::from(asked.is_whole);
        self.settled += usize::from(answer.status == "settled");
        self.disputed += usize::from(answer.status == "disputed");
        self.open += usize::from(answer.status == "open");
        self.yielding += usize::from(answer.matters.iter().any(|(_, applies, _)| !applies));
        self.public += usize::from(!answer.public.is_empty());
    }
}
