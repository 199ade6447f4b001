//! `dingmi diff`.

use jiff::Zoned;

use super::arguments::{DiffArguments, DiffFormat, FailOn};
use super::fault::{Exit, Fault};
use super::sides::{Loaded, Loader, laws};
use super::{Context, terminal};
use crate::diagnostic::{Arg, Text};
use crate::difference::{self, Diff, Law, Setting, Verdict};
use crate::emit::Order;
use crate::emit::json::Document;
use crate::limits::Limit;

pub(super) fn run(arguments: &DiffArguments, context: &Context) -> Result<Exit, Fault> {
    let day = arguments.as_of.unwrap_or_else(|| Zoned::now().date());
    let loader = Loader { regime: arguments.regime.as_deref(), day, context };
    let (old, new) = (loader.load(&arguments.old)?, loader.load(&arguments.new)?);
    let embedded = Loaded::embedded(day);
    let order = Order::on(day);
    let documents = [&old, &new].map(|side| side.document(&order, day));
    compare_like(&documents)?;
    let named = [&new, &old, &embedded].map(|side| laws(side, day));
    let regimes: Vec<Law<'_>> = named.iter().flatten().map(|(id, regime)| Law { id: id.as_str(), regime }).collect();
    let setting = Setting { day, lang: context.lang, privacy: context.privacy, regimes: &regimes };
    let [old, new] = &documents;
    let diff = difference::diff(old, new, &setting).map_err(too_large)?;
    terminal::print(&match arguments.format {
        DiffFormat::Human => difference::to_human(&diff, context.lang),
        DiffFormat::Markdown => difference::to_markdown(&diff, context.lang),
        DiffFormat::Json => terminal::json(&diff),
    })?;
    let fails = arguments.fail_on.iter().any(|wanted| is_there(&diff, *wanted));
    Ok(if fails { Exit::Findings } else { Exit::Clean })
}

fn is_there(diff: &Diff, wanted: FailOn) -> bool {
    match wanted {
        FailOn::Looser => diff.may_be(Verdict::Looser),
        FailOn::Tighter => diff.may_be(Verdict::Tighter),
        FailOn::Incomparable => diff.has(Verdict::Incomparable),
        FailOn::Any => !diff.is_empty(),
    }
}

/// What was left out for some readers would count as removed.
fn compare_like([old, new]: &[Document<'_>; 2]) -> Result<(), Fault> {
    let is_like = match (&old.audience, &new.audience) {
        (None, None) => true,
        (Some(one), Some(other)) => {
            let told = |audience| serde_json::to_value(audience).expect("bug: readers are always JSON");
            told(one) == told(other)
        }
        _ => false,
    };
    if is_like { Ok(()) } else { Err(Fault::input(OTHER_READERS).help(SAME_READERS)) }
}

const OTHER_READERS: Text = Text::new(
    "the two were compiled for different readers, so what is left out for them would count as removed",
    "两者是为不同读者编译的，为其略去的内容会被当作删除",
);
const SAME_READERS: Text = Text::new(
    "compare what was compiled for the same readers, or for everybody",
    "请比较为相同读者编译的目录，或者均未限定读者的目录",
);

fn too_large(limit: &'static Limit) -> Fault {
    const TOO_LARGE: Text = Text::new("too much to compare: limit {0} of {1}", "内容过多，无法比较：限制 {0}：{1}");
    Fault::input(TOO_LARGE.with([Arg::token(limit.name), Arg::number(limit.most)]))
}
