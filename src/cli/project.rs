//! Names of files, and what may be imported. A file has one name however its path is spelled, and an import never leaves
//! the project root, links and `..` included.

use std::env;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use crate::limits;
use crate::program::{Files, ImportFault};

#[derive(Debug)]
pub(super) struct Project {
    /// Both with links resolved.
    directory: PathBuf,
    root: PathBuf,
}

impl Project {
    /// The root is the directory of the configuration file. Without one it is the innermost directory that holds
    /// everything given to check: files that belong together are given together.
    pub(super) fn new(root: Option<&Path>, paths: &[PathBuf]) -> io::Result<Self> {
        let directory = env::current_dir()?.canonicalize()?;
        let root = match root {
            Some(root) => root.canonicalize()?,
            None => paths.iter().map(|path| containing(&directory, path)).reduce(common).unwrap_or(directory.clone()),
        };
        Ok(Project { directory, root })
    }

    /// The name a file is shown under: relative to the current directory, with `/`.
    pub(super) fn name(&self, path: &Path) -> String {
        let path = self.directory.join(path);
        let path = path.canonicalize().unwrap_or_else(|_| lexical(&path));
        let shared = self.directory.components().zip(path.components()).take_while(|(a, b)| a == b).count();
        let up = self.directory.components().skip(shared).map(|_| "..".into());
        let down = path.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
        up.chain(down).collect::<Vec<String>>().join("/")
    }

    /// Where the file of a name lies.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        lexical(&self.directory.join(name))
    }

    /// Whether a file lies below the root, links followed.
    pub(super) fn holds(&self, path: &Path) -> bool {
        self.inside(&self.directory.join(path)).is_ok()
    }

    fn inside(&self, path: &Path) -> Result<PathBuf, ImportFault> {
        let found = path.canonicalize();
        let reached = found.as_ref().map_or_else(|_| lexical(path), Clone::clone);
        match found {
            _ if !reached.starts_with(&self.root) => Err(ImportFault::Escapes),
            Ok(path) => Ok(path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(ImportFault::Missing),
            Err(_) => Err(ImportFault::Unreadable),
        }
    }
}

impl Files for Project {
    fn resolve(&self, importer: &str, import: &str) -> Result<String, ImportFault> {
        if Path::new(import).is_absolute() {
            return Err(ImportFault::Escapes);
        }
        let importer = self.directory.join(importer);
        let directory = importer.parent().ok_or(ImportFault::Missing)?;
        // Links in the importer's own path are resolved first: `..` means the directory above the one it lies in.
        let directory = directory.canonicalize().unwrap_or_else(|_| lexical(directory));
        Ok(self.name(&self.inside(&directory.join(import))?))
    }

    fn read(&self, name: &str) -> Result<String, ImportFault> {
        let path = self.inside(&self.directory.join(name))?;
        // A pipe or a device might never end.
        if !path.is_file() {
            return Err(ImportFault::Unreadable);
        }
        match read_bounded(&path) {
            Ok(Some(bytes)) => String::from_utf8(bytes).map_err(|_| ImportFault::Unreadable),
            Ok(None) | Err(_) => Err(ImportFault::Unreadable),
        }
    }
}

/// What a file holds; nothing where that is more than the limit.
pub(super) fn read_bounded(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let length = fs::metadata(path)?.len();
    if length > limits::FILE_SIZE.most as u64 {
        return Ok(None);
    }
    // Room for what is there and no more: a text stays in memory as long as the program runs.
    read_into(Vec::with_capacity(length as usize), File::open(path)?)
}

/// What a stream holds; nothing where that is more than the limit.
pub(super) fn read_to_limit(stream: impl io::Read) -> io::Result<Option<Vec<u8>>> {
    read_into(Vec::new(), stream)
}

fn read_into(mut bytes: Vec<u8>, stream: impl io::Read) -> io::Result<Option<Vec<u8>>> {
    stream.take(limits::FILE_SIZE.most as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limits::FILE_SIZE.most).then_some(bytes))
}

/// The directory itself, or the one a file lies in.
fn containing(directory: &Path, path: &Path) -> PathBuf {
    let path = directory.join(path);
    let path = path.canonicalize().unwrap_or_else(|_| lexical(&path));
    match path.parent() {
        Some(parent) if !path.is_dir() => parent.to_owned(),
        _ => path,
    }
}

fn common(a: PathBuf, b: PathBuf) -> PathBuf {
    a.components().zip(b.components()).take_while(|(a, b)| a == b).map(|(part, _)| part).collect()
}

/// The path without `.` and `..`, for what cannot be resolved because it is not there.
fn lexical(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(out.pop()),
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `root/{a,sub/b}.dingmi` and `out.dingmi` beside the root, seen from the root.
    fn project() -> (tempfile::TempDir, Project) {
        let held = tempfile::tempdir().unwrap();
        let root = held.path().canonicalize().unwrap().join("root");
        fs::create_dir_all(root.join("sub")).unwrap();
        for path in ["a.dingmi", "sub/b.dingmi", "../out.dingmi"] {
            fs::write(root.join(path), "x").unwrap();
        }
        (held, Project { directory: root.clone(), root })
    }

    #[test]
    fn every_spelling_of_a_path_is_one_name() {
        let (_held, project) = project();
        for spelling in ["sub/b.dingmi", "./sub/../sub/b.dingmi", "sub//b.dingmi"] {
            assert_eq!(project.name(Path::new(spelling)), "sub/b.dingmi");
            assert_eq!(project.resolve("a.dingmi", spelling).unwrap(), "sub/b.dingmi");
        }
        assert_eq!(project.name(&project.root.join("a.dingmi")), "a.dingmi");
        assert_eq!(project.name(Path::new("../out.dingmi")), "../out.dingmi");
        assert_eq!(project.resolve("sub/b.dingmi", "../a.dingmi").unwrap(), "a.dingmi");
        assert_eq!(project.resolve("<stdin>", "a.dingmi").unwrap(), "a.dingmi");
        assert_eq!(project.read("sub/b.dingmi").unwrap(), "x");
    }

    #[test]
    fn imports_stay_inside_the_root() {
        let (_held, project) = project();
        let absolute = project.root.join("a.dingmi");
        for import in ["../out.dingmi", "../none.dingmi", "sub/../../out.dingmi", "..", &absolute.to_string_lossy()] {
            assert_eq!(project.resolve("a.dingmi", import), Err(ImportFault::Escapes), "{import}");
        }
        assert_eq!(project.read("../out.dingmi"), Err(ImportFault::Escapes));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let (_held, project) = project();
        fs::write(project.root.join("gb.dingmi"), b"\xbe\xf8").unwrap();
        assert_eq!(project.resolve("a.dingmi", "none.dingmi"), Err(ImportFault::Missing));
        assert_eq!(project.resolve("a.dingmi", "sub/none/../b.dingmi"), Err(ImportFault::Missing));
        assert_eq!(project.read("sub"), Err(ImportFault::Unreadable));
        assert_eq!(project.read("gb.dingmi"), Err(ImportFault::Unreadable));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_before_judging() {
        use std::os::unix::fs::symlink;
        let (_held, project) = project();
        let link = |target: &str, name: &str| symlink(target, project.root.join(name)).unwrap();
        link("../out.dingmi", "escape.dingmi");
        link("sub/b.dingmi", "alias.dingmi");
        link("circle.dingmi", "circle.dingmi");
        link("..", "up");
        assert_eq!(project.resolve("a.dingmi", "escape.dingmi"), Err(ImportFault::Escapes));
        assert_eq!(project.resolve("a.dingmi", "up/out.dingmi"), Err(ImportFault::Escapes));
        assert_eq!(project.resolve("a.dingmi", "up/root/a.dingmi").unwrap(), "a.dingmi");
        assert_eq!(project.resolve("a.dingmi", "alias.dingmi").unwrap(), "sub/b.dingmi");
        assert_eq!(project.resolve("a.dingmi", "circle.dingmi"), Err(ImportFault::Unreadable));
    }

    #[test]
    fn without_a_configuration_the_root_holds_all_that_is_given() {
        let (_held, project) = project();
        let given = |paths: &[&str]| {
            let paths: Vec<_> = paths.iter().map(|path| project.root.join(path)).collect();
            Project::new(None, &paths).unwrap().root
        };
        assert_eq!(given(&["sub/b.dingmi"]), project.root.join("sub"));
        assert_eq!(given(&["sub"]), project.root.join("sub"));
        assert_eq!(given(&["sub/b.dingmi", "a.dingmi"]), project.root);
    }
}
