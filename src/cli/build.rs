//! `dingmi build`: a check, and the outputs of a program that passes it.

use super::arguments::BuildArguments;
use super::check::checked;
use super::fault::{Exit, Fault};
use super::{Context, outputs, terminal};
use crate::diagnostic::{Arg, Text};
use crate::emit::{self, Order};
use crate::model;

pub(super) fn run(arguments: &BuildArguments, context: &Context) -> Result<Exit, Fault> {
    let (session, exit) = checked(&arguments.check, context)?;
    let (exit, message) = match exit {
        Exit::Clean if session.is_sound() => {
            let as_of = session.options.as_of;
            let built = model::Context { model: &session.model, sources: session.program.sources(), as_of };
            let order = Order { serial: arguments.serial.unwrap_or(emit::serial_of(as_of)), ..Order::on(as_of) };
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
const NOTHING: Text = Text::new("nothing written", "未写出任何文件");
