//! `dingmi matrix`.

use super::arguments::{MatrixArguments, RuleArguments, Table};
use super::asked::Asked;
use super::fault::{Exit, Fault};
use super::{Context, outputs, terminal};
use crate::diagnostic::{Arg, Text};
use crate::matrix::{self, MOST_CELLS, Setting, TooLarge};
use crate::overlap::{Overlaps, Scopes};

pub(super) fn run(arguments: &MatrixArguments, context: &Context) -> Result<Exit, Fault> {
    let asked = match Asked::new(&arguments.program, &RuleArguments::structure(), context)? {
        Ok(asked) => asked,
        Err(exit) => return Ok(exit),
    };
    let catalogue = asked.catalogue(&arguments.catalogue)?;
    let about = asked.about();
    let overlaps = Overlaps::of(&about, &Scopes::of(about.model, about.sources));
    let setting = Setting { context: &about, overlaps: &overlaps, lang: context.lang, privacy: context.privacy };
    let matrix = matrix::matrix(&setting, catalogue).map_err(too_large)?;
    let text = match arguments.format {
        Table::Text => {
            // What goes into a file is as wide as what goes through a pipe.
            let width = if arguments.output.is_none() { terminal::width() } else { terminal::WIDTH };
            matrix::to_text(&matrix, context.lang, width)
        }
        Table::Html => matrix::to_html(&matrix, context.lang),
        Table::Json => terminal::json(&matrix),
    };
    match &arguments.output {
        Some(path) => outputs::write_file(path, text.as_bytes())?,
        None => terminal::print(&text)?,
    }
    Ok(Exit::Clean)
}

fn too_large(TooLarge { rows, kinds }: TooLarge) -> Fault {
    const TOO_LARGE: Text = Text::new(
        "{0} matters and {1} kinds are too many for a table: at most {2} cells",
        "{0} 个事项、{1} 个类别超出一张表的容量：至多 {2} 格",
    );
    Fault::usage(TOO_LARGE.with([rows, kinds, MOST_CELLS].map(Arg::number)))
}
