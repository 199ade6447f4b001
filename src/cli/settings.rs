//! What is wrong with the files of settings, and what in them changes nothing, as findings.

use std::ops::Range;

use super::layers::{Layer, Layers};
use crate::diagnostic::{Arg, Diagnostic, Message, Text};
use crate::program::Program;
use crate::settings::{UNKNOWN_SETTING, UNUSED_SETTING};

/// What is said of the files. Whether something hides nothing is known only where everything was looked for.
pub(super) fn findings(layers: &Layers, program: &mut Program, is_whole: bool) -> Vec<Diagnostic> {
    layers.iter().flat_map(|layer| of_layer(layer, program, is_whole)).collect()
}

fn of_layer(layer: &Layer, program: &mut Program, is_whole: bool) -> Vec<Diagnostic> {
    let settings = &layer.settings;
    let unused = unused(layer, is_whole);
    let Some(file) = settings.file.as_ref().filter(|_| !unused.is_empty() || !settings.problems.is_empty()) else {
        return Vec::new();
    };
    let file = program.add_settings(file.to_string_lossy(), settings.text.clone());
    let span = |range| program.sources().span(file, range);
    let problem = |problem: &super::config::Problem| {
        let (message, help) = problem.fault.parts();
        let finding = Diagnostic::new(&UNKNOWN_SETTING, span(problem.range.clone()), message);
        match help {
            Some(help) => finding.help(help),
            None => finding,
        }
    };
    let unused = unused
        .into_iter()
        .map(|(range, message, help)| Diagnostic::new(&UNUSED_SETTING, span(range), message).help(help));
    settings.problems.iter().map(problem).chain(unused).collect()
}

/// Place, message and help.
type Unused = (Range<usize>, Message, Text);

fn unused(layer: &Layer, is_whole: bool) -> Vec<Unused> {
    if !layer.is_heeded() {
        return vec![(0..0, NOT_HEEDED.into(), SAY_SO)];
    }
    if layer.is_of_project() {
        return idle(layer, is_whole);
    }
    let elsewhere = layer.settings.of_project.iter().map(|range| (range.clone(), OF_PROJECT.into(), MOVE));
    elsewhere.chain(idle(layer, is_whole)).collect()
}

fn idle(layer: &Layer, is_whole: bool) -> Vec<Unused> {
    let settings = &layer.settings;
    let is_ignored = |code: &str| settings.ignore.iter().any(|entry| entry.value.contains(code));
    let is_selected = |code: &str| settings.select.as_ref().is_none_or(|codes| codes.contains(code));
    let mut unused: Vec<Unused> = Vec::new();
    for (entry, has_ignored) in settings.ignore.iter().zip(&layer.has_ignored) {
        if !entry.value.iter().any(|code| is_selected(code)) {
            unused.push((entry.range.clone(), NOT_SELECTED.into(), REMOVE));
        } else if is_whole && !has_ignored.get() {
            unused.push((entry.range.clone(), HIDES_NOTHING.into(), REMOVE));
        }
    }
    for (entry, has_leveled) in settings.levels.iter().zip(&layer.has_leveled) {
        let (code, level) = entry.value;
        if is_ignored(code) || !is_selected(code) {
            unused.push((entry.range.clone(), LEFT_OUT.with([Arg::token(code)]), REMOVE));
        } else if is_whole && level.is_none() && !has_leveled.get() {
            unused.push((entry.range.clone(), HIDES_NOTHING.into(), REMOVE));
        }
    }
    unused
}

const NOT_HEEDED: Text =
    Text::new("this file lies inside a project, and is not heeded", "此文件位于某个项目之内，不起作用");
const SAY_SO: Text = Text::new(
    "write `root = false` in its first line if it is for its directory, or check the directory by itself",
    "如果仅适用于所在目录，请在首行写明 root = false；否则请单独检查该目录",
);
const OF_PROJECT: Text = Text::new("only the file of the project can say this", "只有项目的配置文件才能写此项");
const MOVE: Text = Text::new("move it there, or take it out", "请移至项目的配置文件，或者删去");
const NOT_SELECTED: Text = Text::new("left out here, and not selected anyway", "此处排除的规则本来就没有选择");
const LEFT_OUT: Text = Text::new("a severity for {0}, which is left out", "为已排除的 {0} 设定了严重程度");
const HIDES_NOTHING: Text = Text::new("leaves out what is not found anyway", "所排除的规则本来就没有发现");
const REMOVE: Text = Text::new("take it out", "请删去");
