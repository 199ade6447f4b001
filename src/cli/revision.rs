//! `REVISION:path` → the files of a git revision. The program `git` reads them; nothing is checked out, written or fetched.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, BufRead as _, BufReader, Read, Write as _};
use std::path::{Component, Path};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::fault::{Fault, reason};
use super::input::{decode, too_much};
use super::sides::{NO_TEXT, WHAT_IT_TAKES};
use crate::diagnostic::{Arg, Text};
use crate::limits;
use crate::program::{Files, ImportFault};

/// Files have the names that they would have on the disk.
pub(super) struct Revision {
    /// By path from the top of the repository. Links and submodules are no files.
    blobs: BTreeMap<String, String>,
    /// Where the current directory lies below the top: empty, or ending in `/`.
    prefix: String,
    reader: RefCell<Reader>,
}

/// Bytes of the list of all files of a revision, at most.
const LISTING: usize = 256 * 1024 * 1024;
/// Bytes of a compiled catalogue in a revision, at most.
const IMAGE: usize = 1024 * 1024 * 1024;

impl Revision {
    pub(super) fn open(name: &str) -> Result<Self, Fault> {
        // git would take it for an option, or for the files that are staged.
        if name.is_empty() || name.starts_with('-') || name.contains(char::is_control) {
            return Err(Fault::usage(NO_NAME).help(WHAT_IT_TAKES));
        }
        let prefix = said(&["rev-parse", "--show-prefix"])?.map_err(|why| Fault::input(NO_REPOSITORY.with([why])))?;
        let tree = format!("{name}^{{tree}}");
        let tree = said(&["rev-parse", "--verify", "--quiet", "--end-of-options", &tree])?;
        let tree = tree.map_err(|_| Fault::input(NO_REVISION.with([Arg::words(name)])).help(WHAT_IT_TAKES))?;
        Ok(Revision { blobs: blobs(&tree)?, prefix, reader: RefCell::new(Reader::start()?) })
    }

    /// Whether there is a file of this path, as git reads paths: from the top, or with `./` from here.
    pub(super) fn holds(&self, path: &str) -> bool {
        self.place(path).is_some_and(|path| self.blobs.contains_key(&path))
    }

    pub(super) fn image(&self, path: &str) -> Result<Vec<u8>, Fault> {
        let blob = self.place(path).and_then(|path| self.blobs.get(&path)).ok_or_else(|| Fault::input(NOT_IN_IT))?;
        self.bytes(blob, IMAGE)?.ok_or_else(|| Fault::input(TOO_LARGE))
    }

    /// The text at a path, or those below it, by name.
    pub(super) fn texts(&self, path: &str) -> Result<Vec<(String, String)>, Fault> {
        let place = self.place(path).ok_or_else(|| Fault::input(NOT_IN_IT))?;
        let paths: Vec<&String> = match self.blobs.get_key_value(&place) {
            Some((path, _)) => vec![path],
            None => self.below(&place)?,
        };
        if paths.len() > limits::FILES.most {
            return Err(too_much(&limits::FILES));
        }
        paths.into_iter().map(|path| self.text(path)).collect()
    }

    /// What a walk through the directory would find.
    fn below(&self, place: &str) -> Result<Vec<&String>, Fault> {
        let directory = if place.is_empty() { String::new() } else { format!("{place}/") };
        let all = self.blobs.range(directory.clone()..).map(|(path, _)| path);
        let mut inside = all.take_while(|path| path.starts_with(&directory)).peekable();
        if inside.peek().is_none() {
            return Err(Fault::input(NOT_IN_IT));
        }
        let is_hidden = |path: &str| path[directory.len()..].split('/').any(|part| part.starts_with('.'));
        let found: Vec<&String> = inside.filter(|path| path.ends_with(".dingmi") && !is_hidden(path)).collect();
        if found.is_empty() { Err(Fault::input(NO_TEXT).help(WHAT_IT_TAKES)) } else { Ok(found) }
    }

    fn text(&self, path: &str) -> Result<(String, String), Fault> {
        let name = relative(&self.prefix, path);
        let bytes = self.bytes(&self.blobs[path], limits::FILE_SIZE.most)?;
        let text = bytes.ok_or_else(|| too_much(&limits::FILE_SIZE)).and_then(decode);
        Ok((name.clone(), text.map_err(|fault| fault.or_at(name))?))
    }

    fn bytes(&self, blob: &str, most: usize) -> Result<Option<Vec<u8>>, Fault> {
        self.reader.borrow_mut().read(blob, most).map_err(|error| Fault::input(NOT_READ.with([reason(&error)])))
    }

    fn place(&self, path: &str) -> Option<String> {
        let is_from_here = ["./", "../"].iter().any(|start| path.starts_with(start)) || [".", ".."].contains(&path);
        joined(if is_from_here { &self.prefix } else { "" }, path)
    }
}

impl Files for Revision {
    fn resolve(&self, importer: &str, import: &str) -> Result<String, ImportFault> {
        let importer = joined(&self.prefix, importer).ok_or(ImportFault::Escapes)?;
        let directory = importer.rsplit_once('/').map_or("", |(directory, _)| directory);
        let path = joined(directory, import).ok_or(ImportFault::Escapes)?;
        if self.blobs.contains_key(&path) { Ok(relative(&self.prefix, &path)) } else { Err(ImportFault::Missing) }
    }

    fn read(&self, name: &str) -> Result<String, ImportFault> {
        let blob = joined(&self.prefix, name).and_then(|path| self.blobs.get(&path)).ok_or(ImportFault::Missing)?;
        let bytes = self.bytes(blob, limits::FILE_SIZE.most).ok().flatten();
        bytes.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or(ImportFault::Unreadable)
    }
}

/// A path below a directory, without `.` and `..`; nothing where it leads out of the top.
fn joined(directory: &str, path: &str) -> Option<String> {
    let mut parts: Vec<String> = directory.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    for part in Path::new(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(parts.pop()?),
            Component::Normal(part) => parts.push(part.to_str()?.to_owned()),
            Component::Prefix(_) | Component::RootDir => return None,
        }
    }
    Some(parts.join("/"))
}

/// A path of the repository as it is seen from a directory of it.
fn relative(prefix: &str, path: &str) -> String {
    let from: Vec<&str> = prefix.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = from[shared..].iter().map(|_| "..");
    up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

fn git() -> Command {
    let mut git = Command::new("git");
    git.env("GIT_NO_LAZY_FETCH", "1").env("GIT_TERMINAL_PROMPT", "0").env("GIT_OPTIONAL_LOCKS", "0");
    git.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    git
}

fn not_run(error: &io::Error) -> Fault {
    if error.kind() == io::ErrorKind::NotFound {
        Fault::input(NO_GIT).help(GET_GIT)
    } else {
        Fault::input(NOT_READ.with([reason(error)]))
    }
}

/// The one line that git says, or the first one of why it says none.
fn said(arguments: &[&str]) -> Result<Result<String, Arg>, Fault> {
    let output = git().stderr(Stdio::piped()).args(arguments).output().map_err(|error| not_run(&error))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().next().unwrap_or_default().to_owned();
    Ok(if output.status.success() { Ok(text(&output.stdout)) } else { Err(Arg::words(text(&output.stderr))) })
}

/// Every file of a tree.
fn blobs(tree: &str) -> Result<BTreeMap<String, String>, Fault> {
    let started = git().args(["ls-tree", "-r", "-z", "--full-tree", tree]).spawn();
    let mut child = started.map_err(|error| not_run(&error))?;
    let stdout = child.stdout.take().expect("bug: a child without a stream");
    let mut listing = Vec::new();
    let read = stdout.take(LISTING as u64 + 1).read_to_end(&mut listing);
    let is_done = child.wait().is_ok_and(|status| status.success());
    read.map_err(|error| Fault::input(NOT_READ.with([reason(&error)])))?;
    if listing.len() > LISTING {
        return Err(Fault::input(TOO_LARGE));
    }
    if !is_done {
        return Err(Fault::input(UNFINISHED));
    }
    Ok(listing.split(|byte| *byte == 0).filter_map(blob).collect())
}

/// `100644 blob ID<TAB>path`; nothing for what is no file, or has a name that is no text.
fn blob(entry: &[u8]) -> Option<(String, String)> {
    let (head, path) = std::str::from_utf8(entry).ok()?.split_once('\t')?;
    let mut words = head.split(' ');
    let (mode, _, id) = (words.next()?, words.next()?, words.next()?);
    mode.starts_with("100").then(|| (path.to_owned(), id.to_owned()))
}

/// `git cat-file --batch`: an id a line in, what it holds out.
struct Reader {
    child: Child,
    ids: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Reader {
    fn start() -> Result<Self, Fault> {
        let started = git().stdin(Stdio::piped()).args(["cat-file", "--batch"]).spawn();
        let mut child = started.map_err(|error| not_run(&error))?;
        let answers = BufReader::new(child.stdout.take().expect("bug: a child without a stream"));
        Ok(Reader { ids: child.stdin.take(), child, answers })
    }

    /// What a blob holds; nothing where that is more than allowed.
    fn read(&mut self, id: &str, most: usize) -> io::Result<Option<Vec<u8>>> {
        let ids = self.ids.as_mut().expect("bug: a question after the last one");
        writeln!(ids, "{id}").and_then(|()| ids.flush())?;
        let mut head = String::new();
        self.answers.read_line(&mut head)?;
        // `ID blob SIZE`
        let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<u64>().ok());
        let size = size.ok_or_else(|| io::Error::other("git cat-file"))?;
        let mut rest = (&mut self.answers).take(size + 1);
        if size > most as u64 {
            io::copy(&mut rest, &mut io::sink())?;
            return Ok(None);
        }
        let mut bytes = Vec::new();
        rest.read_to_end(&mut bytes)?;
        // A line end stands behind it.
        let is_whole = bytes.len() as u64 == size + 1 && bytes.pop().is_some();
        if is_whole { Ok(Some(bytes)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }
}

impl Drop for Reader {
    /// It ends when nothing more can be asked.
    fn drop(&mut self) {
        drop(self.ids.take());
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

const NO_NAME: Text = Text::new("no name of a revision", "不是版本名称");
const NO_GIT: Text =
    Text::new("revisions are read by git, and there is no program `git`", "版本由 git 读取，而本机没有程序 `git`");
const GET_GIT: Text = Text::new(
    "install git, or compare files, directories or compiled catalogues",
    "请安装 git，或者比较文件、目录、编译的目录",
);
const NO_REPOSITORY: Text = Text::new(
    "nothing lies at this path, and revisions cannot be read in this directory: {0}",
    "此路径不存在，且无法在当前目录读取版本：{0}",
);
const NO_REVISION: Text = Text::new("no revision {0}, and nothing lies at this path", "没有版本 {0}，且此路径不存在");
const NOT_IN_IT: Text = Text::new("the revision has no such path", "该版本中没有此路径");
const NOT_READ: Text = Text::new("git cannot read it: {0}", "git 无法读取：{0}");
const UNFINISHED: Text = Text::new("git did not list the files of the revision", "git 未能列出该版本的文件");
const TOO_LARGE: Text = Text::new("too large to be read from a revision", "过大，无法从版本中读取");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_in_the_repository() {
        assert_eq!(joined("a/b", "../c/./d.dingmi").unwrap(), "a/c/d.dingmi");
        assert_eq!(joined("a/", "b").unwrap(), "a/b");
        assert_eq!(joined("", ".").unwrap(), "");
        assert_eq!(joined("a", "../../b"), None);
        assert_eq!(joined("a", "/b"), None);
    }

    #[test]
    fn files_have_the_names_of_the_disk() {
        assert_eq!(relative("", "policies/a.dingmi"), "policies/a.dingmi");
        assert_eq!(relative("policies/", "policies/a.dingmi"), "a.dingmi");
        assert_eq!(relative("docs/x/", "policies/a.dingmi"), "../../policies/a.dingmi");
    }

    #[test]
    fn only_files_are_read() {
        assert_eq!(blob(b"100644 blob 12ab\ta b.dingmi"), Some(("a b.dingmi".to_owned(), "12ab".to_owned())));
        assert_eq!(blob(b"120000 blob 12ab\tlink.dingmi"), None);
        assert_eq!(blob(b"160000 commit 12ab\tmodule"), None);
        assert_eq!(blob(b"100644 blob 12ab\t\xff.dingmi"), None);
        assert_eq!(blob(b""), None);
    }
}
