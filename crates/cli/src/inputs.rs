//! From what people name to the texts they mean: files, folders, patterns, standard input.

use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use walkdir::{DirEntry, WalkDir};

use crate::messages::Problem;

/// A text to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    File(PathBuf),
    StandardInput,
}

/// One after another, without looking further ahead than the next, so that the first is read at once however many follow.
pub(crate) type Sources = Box<dyn Iterator<Item = Result<Source, Problem>>>;

/// All texts that `paths` mean, in that order; within a folder by name. `output` is passed over where a folder holds it.
pub(crate) fn sources(paths: &[PathBuf], output: Option<PathBuf>) -> Sources {
    let mut asked = false;
    let found: Vec<Sources> = paths
        .iter()
        .map(|path| {
            if path.as_os_str() == "-" {
                return if std::mem::replace(&mut asked, true) {
                    one(Err(Problem::StandardInputAgain))
                } else {
                    one(Ok(Source::StandardInput))
                };
            }
            of_path(path, output.clone())
        })
        .collect();
    Box::new(found.into_iter().flatten())
}

/// Whether `paths` mean one text and no collection, so that its record stands alone.
pub(crate) fn single(paths: &[PathBuf]) -> bool {
    match paths {
        [only] => only.as_os_str() == "-" || is_address(only) || only.is_file() || (!only.exists() && !is_pattern(only)),
        _ => false,
    }
}

fn one(source: Result<Source, Problem>) -> Sources {
    Box::new(std::iter::once(source))
}

fn of_path(path: &Path, output: Option<PathBuf>) -> Sources {
    let name = path.to_string_lossy();
    if is_address(path) {
        return one(Err(Problem::Address { address: name.into_owned() }));
    }
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => folder(path, output),
        Ok(_) => one(Ok(Source::File(path.to_owned()))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && is_pattern(path) => pattern(path, output),
        Err(error) => one(Err(unreadable(name.into_owned(), error))),
    }
}

/// Why a file or folder could not be read.
pub(crate) fn unreadable(name: String, error: std::io::Error) -> Problem {
    match error.kind() {
        std::io::ErrorKind::NotFound => Problem::NotFound { name },
        std::io::ErrorKind::PermissionDenied => Problem::NotAllowed { name },
        _ => Problem::Unreadable { name, error },
    }
}

/// The texts in `path` and in the folders in it.
fn folder(path: &Path, output: Option<PathBuf>) -> Sources {
    let walk = WalkDir::new(path).sort_by_file_name().into_iter();
    let walk = walk.filter_entry(|entry| entry.depth() == 0 || !hidden(entry));
    let found = files(walk, output, |entry| is_article(entry.path()));
    or_else(found, Problem::NoTexts { folder: path.to_string_lossy().into_owned() })
}

/// The files that a pattern means; folders that its last part means are searched, as if the shell had named them.
fn pattern(path: &Path, output: Option<PathBuf>) -> Sources {
    let pattern = path.to_string_lossy().into_owned();
    let clean = pattern.strip_prefix("./").unwrap_or(&pattern);
    let matcher = match GlobBuilder::new(clean).literal_separator(true).build() {
        Ok(glob) => glob.compile_matcher(),
        Err(error) => {
            let error = error.kind().to_string();
            return one(Err(Problem::BadPattern { pattern, error }));
        }
    };
    let wants_hidden = clean.split('/').any(|part| part.starts_with('.') && part != "." && part != "..");
    let any_depth = clean.contains("**");
    let root: PathBuf = Path::new(clean).components().take_while(|part| !is_pattern(Path::new(part.as_os_str()))).collect();
    let parts = Path::new(clean).components().count() - root.components().count();
    let start = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root };
    if !start.is_dir() {
        return one(Err(Problem::NoMatch { pattern }));
    }
    let walk = WalkDir::new(start).sort_by_file_name().into_iter();
    let below: GlobMatcher = matcher.clone();
    let walk = walk.filter_entry(move |entry| {
        let shallow = entry.depth() < parts;
        entry.depth() == 0
            || ((wants_hidden || !hidden(entry)) && (any_depth || shallow || within(entry.path(), &below, parts, entry.depth())))
    });
    let found = files(walk, output, move |entry| {
        let path = plain(entry.path());
        matcher.is_match(path) || (!any_depth && entry.depth() > parts && is_article(path))
    });
    or_else(found, Problem::NoMatch { pattern })
}

/// Whether `path`, `depth` below where a pattern starts, is meant by it or lies in a folder that is.
fn within(path: &Path, matcher: &GlobMatcher, parts: usize, depth: usize) -> bool {
    plain(path).ancestors().nth(depth.saturating_sub(parts)).is_some_and(|meant| matcher.is_match(meant))
}

/// Without the `./` that a walk from the current folder puts first.
fn plain(path: &Path) -> &Path {
    path.strip_prefix(Path::new(&Component::CurDir)).unwrap_or(path)
}

fn files(
    walk: impl Iterator<Item = walkdir::Result<DirEntry>> + 'static,
    output: Option<PathBuf>,
    wanted: impl Fn(&DirEntry) -> bool + 'static,
) -> Sources {
    Box::new(walk.filter_map(move |entry| match entry {
        Ok(entry) => {
            let file = entry.file_type().is_file() || (entry.file_type().is_symlink() && entry.path().is_file());
            let meant = file && wanted(&entry) && output.as_deref().is_none_or(|output| !same(entry.path(), output));
            meant.then(|| Ok(Source::File(plain(entry.path()).to_owned())))
        }
        Err(error) => {
            let name = error.path().map_or(String::new(), |path| path.to_string_lossy().into_owned());
            let error = error.into_io_error().unwrap_or_else(|| std::io::Error::other("the folders form a loop"));
            Some(Err(unreadable(name, error)))
        }
    }))
}

/// What `sources` has, or `problem` if that is nothing.
fn or_else(sources: Sources, problem: Problem) -> Sources {
    let mut sources = sources.peekable();
    if sources.peek().is_none() { one(Err(problem)) } else { Box::new(sources) }
}

/// Whether two names lead to one file.
pub(crate) fn same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

fn hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

/// Whether a file that nobody named, but a folder holds, is meant: a text, and not what the folder says about itself.
fn is_article(path: &Path) -> bool {
    let text = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("txt") || ending.eq_ignore_ascii_case("md"));
    text && path.file_stem().is_none_or(|stem| !stem.eq_ignore_ascii_case("readme"))
}

/// Whether this is the address of a page.
fn is_address(path: &Path) -> bool {
    let name = path.to_string_lossy();
    let scheme = name.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https"))
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}
