//! `dingmi build`: a check, and the outputs of a program that passes it.

use super::arguments::{BuildArguments, Emit};
use super::audience::Readers;
use super::check::checked;
use super::fault::{Exit, Fault};
use super::session::Session;
use super::{Context, outputs, terminal};
use crate::diagnostic::{Arg, Message, Text};
use crate::emit::{self, Format, Order};
use crate::model;

pub(super) fn run(arguments: &BuildArguments, context: &Context) -> Result<Exit, Fault> {
    let readers = Readers::read(&arguments.audience)?;
    let formats = formats(&arguments.emit)?;
    let (session, exit) = checked(&arguments.checking, context)?;
    let (exit, messages) = match exit {
        Exit::Clean if session.is_sound() => (Exit::Clean, write(&session, arguments, readers.as_ref(), formats)?),
        // `--deny` may ask for more than soundness, never for less.
        Exit::Clean => (Exit::Findings, vec![NOTHING.into()]),
        refused @ (Exit::Findings | Exit::Usage | Exit::Input | Exit::Lapses) => (refused, vec![NOTHING.into()]),
    };
    if !arguments.checking.quiet {
        for message in messages {
            terminal::complain(&format!("{}\n", message.render(context.lang, context.privacy)));
        }
    }
    Ok(exit)
}

/// Writes the outputs, and says what was written and what was left out of it.
fn write(
    session: &Session,
    arguments: &BuildArguments,
    readers: Option<&Readers>,
    formats: Vec<Format>,
) -> Result<Vec<Message>, Fault> {
    let as_of = session.options.as_of;
    let built = model::Context { model: &session.model, sources: session.program.sources(), as_of };
    let audience = readers.map(|readers| readers.of(&built)).transpose()?;
    let left_out = audience.as_ref().map(|audience| {
        let (hidden, all) = (audience.hidden_rows(&built), session.model.matters.len());
        LEFT_OUT.with([Arg::number(hidden), Arg::number(all)])
    });
    let serial = arguments.serial.unwrap_or(emit::serial_of(as_of));
    let order = Order { serial, formats, audience };
    let outputs = emit::outputs(&built, &order).map_err(|_| Fault::input(TOO_LARGE))?;
    outputs::write(&arguments.output, &outputs)?;
    let names = Arg::list(outputs.iter().map(|output| Arg::token(output.name)));
    let wrote = Text::new("wrote {0}", "已写出 {0}").with([names]);
    Ok([wrote].into_iter().chain(left_out).collect())
}

/// The formats in the order of their list, each once however often it was asked for.
fn formats(asked: &[Emit]) -> Result<Vec<Format>, Fault> {
    let mut asked = asked.to_vec();
    asked.sort_unstable();
    asked.dedup();
    asked.into_iter().map(format).collect()
}

fn format(asked: Emit) -> Result<Format, Fault> {
    match asked {
        Emit::Image => Ok(Format::Image),
        Emit::Json => Ok(Format::Json),
        Emit::Sqlite => Ok(Format::Sqlite),
        Emit::Csv => Ok(Format::Csv),
        #[cfg(feature = "parquet")]
        Emit::Parquet => Ok(Format::Parquet),
        #[cfg(not(feature = "parquet"))]
        Emit::Parquet => Err(Fault::usage(NO_PARQUET).at("--emit").help(GET_PARQUET)),
    }
}

#[cfg(not(feature = "parquet"))]
const NO_PARQUET: Text = Text::new("this dingmi was built without parquet", "本程序编译时未包含 parquet");
#[cfg(not(feature = "parquet"))]
const GET_PARQUET: Text = Text::new(
    "install it with that feature: `cargo install --path . --features parquet`",
    "安装时请加上该功能：`cargo install --path . --features parquet`",
);

const TOO_LARGE: Text = Text::new(
    "more than a compiled image holds: 4 GiB of text, or as many declarations as 32 bits count",
    "超过编译映像的容量：文本 4 GiB，或者 32 位所能计数的声明",
);
const NOTHING: Text = Text::new("nothing written", "未写出任何文件");
/// Told to the builder, and never in an output: it says something of what is hidden.
const LEFT_OUT: Text =
    Text::new("left out for these readers: {0} of {1} matters", "对所指读者略去事项 {0} 项，全部事项共 {1} 项");
