//! What `--verbose` tells of a run, on stderr: what is checked, and by what.

use super::session::Session;
use super::{Context, terminal};
use crate::diagnostic::{Arg, Message, Text};

pub(super) fn tell(session: &Session, context: &Context) {
    for line in lines(session, context) {
        terminal::complain(&format!("{}\n", line.render(context.lang, context.privacy)));
    }
}

fn lines(session: &Session, context: &Context) -> Vec<Message> {
    let configuration = match &context.config.settings.file {
        Some(file) => CONFIGURATION.with([Arg::token(file.to_string_lossy().into_owned())]),
        None => NO_CONFIGURATION.into(),
    };
    let regime = session.options.regime.as_ref().map(|regime| REGIME.with([Arg::id(regime)]));
    let files = session.program.sources().iter().map(|(_, source)| FILE.with([Arg::token(source.name().to_owned())]));
    let day = DAY.with([Arg::Date(session.options.as_of)]);
    [Some(configuration), Some(day), regime].into_iter().flatten().chain(files).collect()
}

const CONFIGURATION: Text = Text::new("configuration: {0}", "配置文件：{0}");
const NO_CONFIGURATION: Text = Text::new("configuration: none", "配置文件：无");
const DAY: Text = Text::new("as of {0}", "基准日：{0}");
const REGIME: Text = Text::new("regime of catalogues that name none: {0}", "未写明依据法规的目录所适用的法规：{0}");
const FILE: Text = Text::new("checked: {0}", "检查：{0}");
