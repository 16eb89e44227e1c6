//! Runs the real program in a fresh folder.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A text with one direct statement.
pub const ONE: &str = "Streit um die Brücke\n\n„Wir bauen 🚧 die Brücke“, sagte Ministerin Ada Brandt am Montag dem Stadtrat.\n";

/// A text in which nobody says anything.
pub const NONE: &str = "Die Brücke über den Hafen ist seit Montag wieder für den Verkehr geöffnet.\n";

/// A folder of its own for one test, and the program run in it.
pub struct Folder(TempDir);

/// What a run came to.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder for the test"))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file, and the folders it lies in.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("folders");
        std::fs::write(&path, content).expect("a file");
        path
    }

    pub fn content(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("a text file")
    }

    /// The program, in this folder, in an environment that says nothing about language or colour.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wortlaut"));
        command.current_dir(self.0.path()).stdin(Stdio::null());
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command().args(arguments).output().expect("the program runs"))
    }

    pub fn read(&self, arguments: &[&str]) -> Run {
        self.run(&[&["read"], arguments].concat())
    }

    /// The same with `input` on standard input.
    pub fn read_from(&self, input: &[u8], arguments: &[&str]) -> Run {
        let mut child = self
            .command()
            .arg("read")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        // It may stop before it has read everything.
        let _ = child.stdin.take().expect("piped").write_all(input);
        Run::of(child.wait_with_output().expect("the program ends"))
    }
}

impl Run {
    pub fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}{}", self.stdout, self.stderr))
    }

    /// The records of JSON Lines.
    pub fn lines(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).expect("a record a line")).collect()
    }

    /// Panics unless the program ended with `code` and everything on standard error is in `words`, or nothing if none.
    #[track_caller]
    pub fn expect(&self, code: i32, words: &[&str]) -> &Self {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        for word in words {
            assert!(self.stderr.contains(word), "{word} is missing in: {}", self.stderr);
        }
        assert!(!words.is_empty() || self.stderr.is_empty(), "{}", self.stderr);
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        self
    }
}

/// Code points `start..end` of `text`.
pub fn cut(text: &str, start: &Value, end: &Value) -> String {
    let index = |value: &Value| usize::try_from(value.as_u64().expect("an offset")).expect("fits");
    text.chars().skip(index(start)).take(index(end) - index(start)).collect()
}

/// Checks every place of a record against the text; how many there were.
pub fn places(value: &Value, text: &str) -> usize {
    match value {
        Value::Object(object) => {
            let here = match (object.get("start"), object.get("end"), object.get("text")) {
                (Some(start), Some(end), Some(Value::String(words))) => {
                    assert_eq!(cut(text, start, end), *words);
                    1
                }
                _ => 0,
            };
            here + object.values().map(|value| places(value, text)).sum::<usize>()
        }
        Value::Array(array) => array.iter().map(|value| places(value, text)).sum(),
        _ => 0,
    }
}
