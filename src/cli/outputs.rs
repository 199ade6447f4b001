//! Outputs → files, all of them or none.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::config::FILE_NAME;
use super::fault::{Fault, reason};
use super::terminal::BUFFER;
use crate::diagnostic::Text;
use crate::emit::Output;

/// Every output is on the disk under another name before the first takes its place: what can go wrong goes wrong before,
/// and leaves the old files as they were.
pub(super) fn write(directory: &Path, outputs: &[Output]) -> Result<(), Fault> {
    if directory.exists() && !directory.is_dir() {
        let message = Text::new("not a directory: outputs need one", "不是目录，无法存放输出文件");
        return Err(Fault::usage(message).at(directory.to_string_lossy()));
    }
    fs::create_dir_all(directory).map_err(|error| not_written(directory, &error))?;
    let mut staged = Vec::new();
    for output in outputs {
        let target = directory.join(output.name);
        let file = stage(directory, &target, &all_of(&output.bytes)).map_err(|error| not_written(&target, &error))?;
        staged.push((file, target));
    }
    for (file, target) in staged {
        place(file, &target).map_err(|error| not_written(&target, &error))?;
    }
    sync(directory).map_err(|error| not_written(directory, &error))
}

/// One file, whole or as it was before. What is no file, such as `/dev/null` or a pipe, is written to: another in its place
/// would take it away from everybody.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    write_file_by(path, &all_of(bytes))
}

/// The same of what is written piece by piece.
pub(super) fn write_file_by(path: &Path, content: Content<'_>) -> Result<(), Fault> {
    refuse_source(path)?;
    // A link stays, and the file it leads to is written.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let is_special = fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir());
    let written = if is_special { write_into(path, content) } else { put(path, content) };
    written.map_err(|error| not_written(path, &error))
}

/// What authors write is never written over by what is made of it.
pub(super) fn refuse_source(path: &Path) -> Result<(), Fault> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let is_source = path.extension().is_some_and(|extension| extension == "dingmi")
        || path.file_name().is_some_and(|name| name == FILE_NAME);
    if is_source { Err(Fault::usage(SOURCE).at(path.to_string_lossy()).help(ANOTHER_NAME)) } else { Ok(()) }
}

const SOURCE: Text = Text::new("not written: that is a source or a file of settings", "未写出：这是源文件或者配置文件");
const ANOTHER_NAME: Text = Text::new("give the output another name", "请为输出另取文件名");

/// Writes what is to stand in a file.
type Content<'c> = &'c dyn Fn(&mut dyn Write) -> io::Result<()>;

fn all_of(bytes: &[u8]) -> impl Fn(&mut dyn Write) -> io::Result<()> {
    move |file| file.write_all(bytes)
}

fn write_into(path: &Path, content: Content<'_>) -> io::Result<()> {
    fill(&File::options().write(true).open(path)?, content)
}

fn fill(file: &File, content: Content<'_>) -> io::Result<()> {
    let mut file = BufWriter::with_capacity(BUFFER, file);
    content(&mut file)?;
    file.flush()
}

fn put(path: &Path, content: Content<'_>) -> io::Result<()> {
    let directory = directory_of(path);
    place(stage(directory, path, content)?, path)?;
    sync(directory)
}

/// A file with other bytes in the place of those that were read.
#[derive(Debug)]
pub(super) struct Replacement<'b> {
    pub(super) path: &'b Path,
    pub(super) old: &'b [u8],
    pub(super) new: &'b [u8],
}

/// Replaces all of these files, or none: a file that is not what was read any more stops it, and what was placed before
/// something went wrong is put back.
pub(super) fn replace(files: &[Replacement<'_>]) -> Result<(), Fault> {
    let targets = files.iter().map(|file| file.path.canonicalize().map_err(|error| not_written(file.path, &error)));
    let targets: Vec<PathBuf> = targets.collect::<Result<_, _>>()?;
    let mut staged = Vec::new();
    for (file, target) in files.iter().zip(&targets) {
        staged.push(stage_beside(target, file.new).map_err(|error| not_written(file.path, &error))?);
    }
    for (file, target) in files.iter().zip(&targets) {
        if fs::read(target).map_err(|error| not_written(file.path, &error))? != file.old {
            return Err(Fault::input(CHANGED).at(file.path.to_string_lossy()).help(CHECK_AGAIN));
        }
    }
    for (at, file) in staged.into_iter().enumerate() {
        if let Err(error) = place(file, &targets[at]).and_then(|()| sync(directory_of(&targets[at]))) {
            // The first fault is told; a second one in putting back would not help.
            for (file, target) in files.iter().zip(&targets).take(at + 1) {
                let _ = stage_beside(target, file.old).and_then(|old| place(old, target));
            }
            return Err(not_written(files[at].path, &error));
        }
    }
    Ok(())
}

const CHANGED: Text =
    Text::new("the file was changed while it was checked: nothing was written", "检查期间文件已被改动：未写入任何文件");
const CHECK_AGAIN: Text = Text::new("run it again", "请重新运行");

/// The new content of a file beside it. A file that its owner made read-only stays as it is.
fn stage_beside(target: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    if fs::metadata(target)?.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    stage(directory_of(target), target, &all_of(bytes))
}

fn directory_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn stage(directory: &Path, target: &Path, content: Content<'_>) -> io::Result<NamedTempFile> {
    let old = match fs::metadata(target) {
        Ok(old) if old.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(old) => Some(old.permissions()),
        Err(_) => None,
    };
    let file = create(directory)?;
    fill(file.as_file(), content)?;
    if let Some(permissions) = old {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// A compiled catalogue may be secret: a new file is for its owner and, as far as the umask lets, the group that serves
/// it. A file that is replaced hands on its own permissions.
fn create(directory: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".dingmi-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o640));
    }
    builder.tempfile_in(directory)
}

fn place(file: NamedTempFile, target: &Path) -> io::Result<()> {
    file.persist(target).map(drop).map_err(|error| error.error)
}

/// The new names are on the disk only when the directory is.
fn sync(directory: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(directory)?.sync_all() } else { Ok(()) }
}

fn not_written(path: &Path, error: &io::Error) -> Fault {
    let message = Text::new("cannot write: {0}", "无法写出：{0}").with([reason(error)]);
    Fault::input(message).at(path.to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::fault::Exit;

    fn outputs() -> [Output; 2] {
        [Output { name: "a.json", bytes: b"new a".to_vec() }, Output { name: "b.json", bytes: b"new b".to_vec() }]
    }

    /// Name and content of everything in a directory; no content for what is not a file.
    fn listing(directory: &Path) -> Vec<(String, Option<String>)> {
        let mut found: Vec<_> = fs::read_dir(directory)
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).ok()))
            .collect();
        found.sort();
        found
    }

    #[test]
    fn all_outputs_are_written_and_nothing_else() {
        let held = tempfile::tempdir().unwrap();
        let directory = held.path().join("deep/out");
        for _ in 0..2 {
            write(&directory, &outputs()).unwrap();
            let expected = [("a.json", "new a"), ("b.json", "new b")];
            assert_eq!(listing(&directory), expected.map(|(name, text)| (name.into(), Some(text.into()))));
        }
    }

    #[test]
    fn one_output_that_cannot_be_written_keeps_the_old_ones() {
        let held = tempfile::tempdir().unwrap();
        fs::write(held.path().join("a.json"), "old a").unwrap();
        fs::create_dir(held.path().join("b.json")).unwrap();
        let before = listing(held.path());
        assert_eq!(write(held.path(), &outputs()).unwrap_err().exit, Exit::Input);
        assert_eq!(listing(held.path()), before);
    }

    #[test]
    fn a_file_in_the_place_of_the_directory_is_misuse() {
        let held = NamedTempFile::new().unwrap();
        assert_eq!(write(held.path(), &outputs()).unwrap_err().exit, Exit::Usage);
    }

    #[test]
    fn a_file_that_was_changed_meanwhile_keeps_all_as_they_were() {
        let held = tempfile::tempdir().unwrap();
        let paths = ["a", "b"].map(|name| held.path().join(name));
        paths.iter().for_each(|path| fs::write(path, "old").unwrap());
        fs::write(&paths[1], "other").unwrap();
        let before = listing(held.path());
        let files = paths.each_ref().map(|path| Replacement { path, old: b"old", new: b"new" });
        assert_eq!(replace(&files).unwrap_err().exit, Exit::Input);
        assert_eq!(listing(held.path()), before);
        replace(&files[..1]).unwrap();
        assert_eq!(fs::read_to_string(&paths[0]).unwrap(), "new");
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_written_to_and_stays_one() {
        use std::os::unix::fs::FileTypeExt as _;
        let held = tempfile::tempdir().unwrap();
        let pipe = held.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read_to_string(pipe).unwrap()
        });
        write_file(&pipe, b"new").unwrap();
        assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
        assert_eq!(reader.join().unwrap(), "new");
    }

    #[cfg(unix)]
    #[test]
    fn outputs_are_not_for_others_unless_they_were() {
        use std::os::unix::fs::PermissionsExt as _;
        let held = tempfile::tempdir().unwrap();
        let mode = |name: &str| fs::metadata(held.path().join(name)).unwrap().permissions().mode() & 0o777;
        fs::write(held.path().join("a.json"), "old a").unwrap();
        fs::set_permissions(held.path().join("a.json"), fs::Permissions::from_mode(0o604)).unwrap();
        write(held.path(), &outputs()).unwrap();
        assert_eq!((mode("a.json"), mode("b.json") & 0o007), (0o604, 0));
    }
}
