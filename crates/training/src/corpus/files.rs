//! Which files a corpus is made of, and their text.

use std::fs;
use std::path::{Path, PathBuf};

use super::{CorpusFormat, names};
use crate::{Error, Result};

/// A file, and the name that it gives to its article.
#[derive(Debug)]
pub(super) struct CorpusFile {
    pub(super) path: PathBuf,
    pub(super) id: String,
}

/// The files of the corpus at `path` by name, and what they hold.
pub(super) fn of_corpus(path: &Path) -> Result<(CorpusFormat, Vec<CorpusFile>)> {
    let listed = if path.is_dir() { listed(path)? } else { vec![path.to_path_buf()] };
    for format in CorpusFormat::ALL.iter().copied() {
        let files: Vec<CorpusFile> = listed.iter().filter(|file| is_of(file, format)).map(|file| named(file)).collect();
        if !files.is_empty() {
            return Ok((format, files));
        }
    }
    // A missing path is told as such, not as a wrong format.
    if !path.exists() {
        bytes(path)?;
    }
    let mut files = Vec::new();
    for folder in listed.iter().filter(|entry| entry.is_dir()) {
        files.extend(of_article(folder)?);
    }
    if files.is_empty() {
        return Err(Error::NoCorpus { path: path.to_path_buf() });
    }
    Ok((CorpusFormat::WebAnno, files))
}

/// The one annotation in a folder that stands for an article.
fn of_article(folder: &Path) -> Result<Option<CorpusFile>> {
    let mut files = listed(folder)?.into_iter().filter(|file| is_of(file, CorpusFormat::WebAnno));
    let Some(path) = files.next() else { return Ok(None) };
    if let Some(other) = files.next() {
        return Err(Error::Format {
            path: other,
            line: 1,
            problem: format!("the article in {} is annotated more than once", folder.display()),
            remedy: "keep one .tsv file in each article's folder, such as the curated one".to_owned(),
        });
    }
    Ok(Some(CorpusFile { path, id: names::article_of_file_name(&last(folder)) }))
}

fn named(path: &Path) -> CorpusFile {
    CorpusFile { path: path.to_path_buf(), id: names::article_of_file_name(&last(path)) }
}

fn last(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn is_of(path: &Path, format: CorpusFormat) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(format.ending())) && !path.is_dir()
}

fn listed(folder: &Path) -> Result<Vec<PathBuf>> {
    let failed = |source| Error::Read { path: folder.to_path_buf(), source };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        files.push(entry.map_err(failed)?.path());
    }
    files.sort();
    Ok(files)
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|source| Error::Read { path: path.to_path_buf(), source })
}

/// The text of a file, without the mark that some editors put first.
pub(super) fn text(path: &Path) -> Result<String> {
    let text = String::from_utf8(bytes(path)?).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        Error::Format {
            path: path.to_path_buf(),
            line: error.as_bytes()[..valid].iter().filter(|byte| **byte == b'\n').count() + 1,
            problem: "the file is not in UTF-8".to_owned(),
            remedy: "save it in UTF-8".to_owned(),
        }
    })?;
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}
