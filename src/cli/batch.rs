//! Many objects on stdin, an answer a line on stdout. A line that cannot be read is answered too, so that answers stay beside
//! their questions.

use std::io::{self, BufRead, Read as _};

use serde_json::Value;

use super::arguments::{Batch, ListFormat};
use super::classify::{Questions, exit_of, is_json, short};
use super::fault::{Exit, Fault, reason};
use super::terminal;
use crate::answers::classify::BatchAnswer;
use crate::diagnostic::{Arg, Text};
use crate::limits;

/// The column, or the member, that holds the kind.
const KIND: &str = "kind";

const NO_KIND: Text = Text::new("it has no `kind`", "没有 `kind`");
const TOO_LONG: Text = Text::new("limit {0}: more than {1} bytes in one line", "超过限制 {0}：一行多于 {1} 字节");
const NOT_UTF8: Text = Text::new("it is not UTF-8", "不是 UTF-8");
const NO_OBJECT: Text =
    Text::new("it is no JSON object of texts, numbers and yes-or-no", "不是由文本、数字和是非值组成的 JSON 对象");
const NO_RECORD: Text = Text::new("it is no CSV record of {0} fields", "不是有 {0} 个字段的 CSV 记录");
const NO_HEADER: Text = Text::new("the first line has no column `kind`", "首行没有 `kind` 列");
const NOT_READ: Text = Text::new("cannot read: {0}", "无法读取：{0}");

/// The kind and the values of an object.
type Given = (String, Vec<(String, String)>);

pub(super) fn run(questions: &mut Questions<'_>, form: Batch, format: ListFormat) -> Result<Exit, Fault> {
    let mut stdin = io::stdin().lock();
    let mut header = None;
    let mut exit = Exit::Clean;
    for line in 1.. {
        let Some(text) = next_line(&mut stdin)? else { break };
        let text = match (&text, line) {
            (Ok(text), 1) => Ok(text.trim_start_matches('\u{feff}').to_owned()),
            _ => text,
        };
        if text.as_ref().is_ok_and(|text| text.trim().is_empty()) {
            continue;
        }
        let given = match form {
            Batch::Jsonl => text.and_then(|text| from_json(&text)),
            Batch::Csv => match &header {
                None => {
                    header = Some(text.and_then(|text| columns(&text)).map_err(|fault| fault.at("<stdin>:1"))?);
                    continue;
                }
                Some(header) => text.and_then(|text| from_csv(&text, header)),
            },
        };
        if !tell(questions, line, given, format)? {
            exit = Exit::Findings;
        }
    }
    Ok(exit)
}

/// Answers one line. Whether it is settled.
fn tell(
    questions: &mut Questions<'_>,
    line: u64,
    given: Result<Given, Fault>,
    format: ListFormat,
) -> Result<bool, Fault> {
    let context = questions.context;
    let answer = given.and_then(|(kind, values)| questions.answer(&kind, &values));
    let is_settled = answer.as_ref().is_ok_and(|answer| exit_of(answer) == Exit::Clean);
    let fault = answer.as_ref().err().map(|fault| fault.sentence(context.lang, context.privacy));
    terminal::print(&if is_json(format) {
        terminal::json_line(&BatchAnswer { line, error: fault, answer: answer.ok() })
    } else {
        format!(
            "{line}: {}\n",
            fault.unwrap_or_else(|| answer.map(|answer| short(&answer, context)).unwrap_or_default())
        )
    })?;
    Ok(is_settled)
}

/// The next line, or why it cannot be used. None is the end.
fn next_line(stdin: &mut impl BufRead) -> Result<Option<Result<String, Fault>>, Fault> {
    let not_read = |error: io::Error| Fault::input(NOT_READ.with([reason(&error)])).at("<stdin>");
    let most = limits::OBJECT_SIZE.most;
    let mut bytes = Vec::new();
    if stdin.take(most as u64 + 1).read_until(b'\n', &mut bytes).map_err(not_read)? == 0 {
        return Ok(None);
    }
    if bytes.len() > most && bytes.last() != Some(&b'\n') {
        stdin.skip_until(b'\n').map_err(not_read)?;
        let message = TOO_LONG.with([Arg::token(limits::OBJECT_SIZE.name), Arg::number(most)]);
        return Ok(Some(Err(Fault::input(message))));
    }
    Ok(Some(String::from_utf8(bytes).map_err(|_| Fault::input(NOT_UTF8))))
}

fn from_json(text: &str) -> Result<Given, Fault> {
    let no_object = || Fault::input(NO_OBJECT);
    let Ok(Value::Object(members)) = serde_json::from_str(text) else { return Err(no_object()) };
    let (mut kind, mut values) = (None, Vec::new());
    for (name, value) in members {
        let value = match value {
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            Value::Bool(truth) => if truth { "yes" } else { "no" }.to_owned(),
            Value::Null => continue,
            Value::Array(_) | Value::Object(_) => return Err(no_object()),
        };
        if name == KIND {
            kind = Some(value);
        } else {
            values.push((name, value));
        }
    }
    Ok((kind.ok_or_else(|| Fault::input(NO_KIND))?, values))
}

fn columns(text: &str) -> Result<Vec<String>, Fault> {
    let columns = record(text).filter(|columns| columns.iter().any(|column| column == KIND));
    columns.ok_or_else(|| Fault::input(NO_HEADER))
}

fn from_csv(text: &str, header: &[String]) -> Result<Given, Fault> {
    let fields = record(text).filter(|fields| fields.len() == header.len());
    let fields = fields.ok_or_else(|| Fault::input(NO_RECORD.with([Arg::number(header.len())])))?;
    let (mut kind, mut values) = (None, Vec::new());
    for (name, value) in header.iter().zip(fields).filter(|(_, value)| !value.trim().is_empty()) {
        if name == KIND {
            kind = Some(value);
        } else {
            values.push((name.clone(), value));
        }
    }
    Ok((kind.ok_or_else(|| Fault::input(NO_KIND))?, values))
}

/// The fields of one line.
fn record(text: &str) -> Option<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let record = reader.records().next()?.ok()?;
    Some(record.iter().map(|field| field.trim().to_owned()).collect())
}
