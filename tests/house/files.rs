//! The files of the repository that are no programs.

use std::fs;

use crate::folder::Repository;

/// The names of the files in a folder and below that end in `.extension`.
pub(crate) fn files(folder: &str, extension: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(Repository::path(&folder)).unwrap() {
            let name = format!("{folder}/{}", entry.unwrap().file_name().to_str().unwrap());
            if Repository::path(&name).is_dir() {
                folders.push(name);
            } else if name.rsplit_once('.').is_some_and(|(_, ending)| ending == extension) {
                names.push(name);
            }
        }
    }
    names.sort();
    names
}
