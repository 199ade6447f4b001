//! Who watches a run: a clock for `--timings`, and a bar on a terminal where it takes long.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal as _};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::diagnostic::{Lang, Text};
use crate::render::table;
use crate::watch::{Stage, Watch};

/// Runs that are over sooner show no bar.
const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(200);

#[derive(Debug)]
pub(super) struct Watcher {
    lang: Lang,
    clock: Option<Clock>,
    bar: Option<Bar>,
}

impl Watcher {
    pub(super) fn new(timings: bool, quiet: bool, lang: Lang) -> Self {
        let bar = (!quiet && io::stderr().is_terminal()).then(Bar::new);
        Watcher { lang, clock: timings.then(Clock::new), bar }
    }

    /// Takes the bar away: what follows is printed.
    pub(super) fn clear(&mut self) {
        self.bar = None;
    }

    /// How long each stage took, where that was asked for.
    pub(super) fn timings(&self) -> Option<String> {
        self.clock.as_ref().map(|clock| clock.table(self.lang))
    }
}

impl Watch for Watcher {
    fn begin(&self, stage: Stage, steps: usize) {
        if self.clock.is_some() {
            OPEN.with_borrow_mut(|open| open.push(Open { since: Instant::now(), inside: Duration::ZERO }));
        }
        if let Some(bar) = &self.bar {
            bar.begin(stage, steps, self.lang);
        }
    }

    fn step(&self, stage: Stage) {
        if let Some(bar) = &self.bar {
            bar.step(stage);
        }
    }

    fn end(&self, stage: Stage) {
        if let Some(clock) = &self.clock {
            clock.end(stage);
        }
    }
}

/// What a stage took itself, without the stages inside it.
#[derive(Debug)]
struct Clock {
    since: Instant,
    taken: Mutex<BTreeMap<Stage, Duration>>,
}

/// A stage that has begun on this thread.
struct Open {
    since: Instant,
    /// What stages inside it took.
    inside: Duration,
}

thread_local! {
    static OPEN: RefCell<Vec<Open>> = const { RefCell::new(Vec::new()) };
}

impl Clock {
    fn new() -> Self {
        Clock { since: Instant::now(), taken: Mutex::default() }
    }

    fn end(&self, stage: Stage) {
        let own = OPEN.with_borrow_mut(|open| {
            let Some(ended) = open.pop() else { return Duration::ZERO };
            let whole = ended.since.elapsed();
            if let Some(outer) = open.last_mut() {
                outer.inside += whole;
            }
            whole.saturating_sub(ended.inside)
        });
        *self.taken.lock().unwrap_or_else(PoisonError::into_inner).entry(stage).or_default() += own;
    }

    fn table(&self, lang: Lang) -> String {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let mut rows: Vec<[String; 2]> = Vec::new();
        for (stage, time) in taken.iter() {
            rows.push([name(*stage, lang), milliseconds(*time)]);
        }
        rows.push([ALL.get(lang).to_owned(), milliseconds(self.since.elapsed())]);
        table::lines(&rows)
    }
}

/// `12.3 ms`, cut and not rounded.
fn milliseconds(time: Duration) -> String {
    let tenths = time.as_micros() / 100;
    format!("{}.{} ms", tenths / 10, tenths % 10)
}

fn name(stage: Stage, lang: Lang) -> String {
    if let Stage::Rule(code) = stage {
        return format!("  {code}");
    }
    let text = match stage {
        Stage::Read => Text::new("read", "读取"),
        Stage::Parse => Text::new("parse", "解析"),
        Stage::Resolve => Text::new("resolve", "解析引用"),
        Stage::Rows => Text::new("rows", "事项"),
        Stage::Authority => Text::new("authority", "定密权限"),
        Stage::Scopes => Text::new("scopes", "知悉范围"),
        Stage::Objects => Text::new("objects", "对象集合"),
        Stage::Overlap => Text::new("overlap", "重叠"),
        Stage::Rules | Stage::Rule(_) => Text::new("rules", "规则"),
        Stage::Waivers => Text::new("waivers", "豁免"),
        Stage::Sort => Text::new("sort", "排序"),
        Stage::Report => Text::new("report", "报告"),
    };
    text.get(lang).to_owned()
}

const ALL: Text = Text::new("all", "总计");

/// A bar on stderr that shows itself once patience is over.
struct Bar {
    shown: ProgressBar,
    /// Dropped, it ends the thread that waits.
    over: Option<Sender<()>>,
    waiting: Option<JoinHandle<()>>,
    /// The stage whose steps it shows.
    stage: Arc<Mutex<Option<Stage>>>,
}

impl std::fmt::Debug for Bar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Bar")
    }
}

impl Bar {
    fn new() -> Self {
        let shown = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()).with_style(style(false));
        let (over, is_over) = mpsc::channel();
        let bar = shown.clone();
        // Where there is no thread to be had, there is no bar.
        let waiting = thread::Builder::new().spawn(move || {
            if is_over.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                bar.set_draw_target(ProgressDrawTarget::stderr());
                bar.enable_steady_tick(TICK);
                let _ = is_over.recv();
            }
            bar.finish_and_clear();
        });
        Bar { shown, over: Some(over), waiting: waiting.ok(), stage: Arc::default() }
    }

    /// Stages inside a counted one show by its steps.
    fn begin(&self, stage: Stage, steps: usize, lang: Lang) {
        let mut counted = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        if steps == 0 && *counted == Some(Stage::Rules) {
            return;
        }
        *counted = Some(stage);
        self.shown.set_message(name(stage, lang));
        self.shown.set_style(style(steps > 0));
        self.shown.set_length(steps as u64);
        self.shown.set_position(0);
    }

    fn step(&self, stage: Stage) {
        if *self.stage.lock().unwrap_or_else(PoisonError::into_inner) == Some(stage) {
            self.shown.inc(1);
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.over = None;
        if let Some(waiting) = self.waiting.take() {
            let _ = waiting.join();
        }
    }
}

fn style(is_counted: bool) -> ProgressStyle {
    let template = if is_counted { "{spinner} {msg} {bar:30} {pos}/{len}" } else { "{spinner} {msg}" };
    ProgressStyle::with_template(template).expect("bug: the template of the bar is wrong")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happens_inside_a_stage_is_not_counted_twice() {
        let watcher = Watcher::new(true, true, Lang::En);
        let watch: &dyn Watch = &watcher;
        watch.stage(Stage::Rules, 1, || {
            watch.stage(Stage::Authority, 0, || thread::sleep(Duration::from_millis(30)));
        });
        let taken = watcher.clock.as_ref().expect("there is a clock").taken.lock().expect("nobody panicked");
        assert!(taken[&Stage::Authority] >= Duration::from_millis(30));
        assert!(taken[&Stage::Rules] < taken[&Stage::Authority]);
    }

    #[test]
    fn times_are_told_in_tenths() {
        assert_eq!(milliseconds(Duration::from_micros(12_399)), "12.3 ms");
        assert_eq!(milliseconds(Duration::from_micros(99)), "0.0 ms");
    }
}
