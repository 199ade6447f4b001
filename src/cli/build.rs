//! `dingmi build`: a check, and the outputs of a program that passes it.

use super::arguments::{BuildArguments, Emit};
use super::check::checked;
use super::fault::{Exit, Fault};
use super::{Context, outputs, terminal};
use crate::diagnostic::{Arg, Text};
use crate::emit::{self, Format, Order};
use crate::model;

pub(super) fn run(arguments: &BuildArguments, context: &Context) -> Result<Exit, Fault> {
    let formats = formats(&arguments.emit)?;
    let (session, exit) = checked(&arguments.check, context)?;
    let (exit, message) = match exit {
        Exit::Clean if session.is_sound() => {
            let as_of = session.options.as_of;
            let built = model::Context { model: &session.model, sources: session.program.sources(), as_of };
            let order = Order { serial: arguments.serial.unwrap_or(emit::serial_of(as_of)), formats };
            let outputs = emit::outputs(&built, &order).map_err(|_| Fault::input(TOO_LARGE))?;
            outputs::write(&arguments.output, &outputs)?;
            let names = Arg::list(outputs.iter().map(|output| Arg::token(output.name)));
            (Exit::Clean, Text::new("wrote {0}", "已写出 {0}").with([names]))
        }
        // `--deny` may ask for more than soundness, never for less.
        Exit::Clean => (Exit::Findings, NOTHING.into()),
        refused @ (Exit::Findings | Exit::Usage | Exit::Input | Exit::Lapses) => (refused, NOTHING.into()),
    };
    if !arguments.check.quiet {
        terminal::complain(&format!("{}\n", message.render(context.lang, context.privacy)));
    }
    Ok(exit)
}

const TOO_LARGE: Text = Text::new(
    "more than a compiled image holds: 4 GiB of text, or as many declarations as 32 bits count",
    "超过编译映像的容量：文本 4 GiB，或者 32 位所能计数的声明",
);

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

const NOTHING: Text = Text::new("nothing written", "未写出任何文件");
