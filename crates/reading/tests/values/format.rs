//! The format of `specs/times.md`, as `specs/README.md` tells it to people.

use std::fmt;

/// A text with the values that must be found in it.
#[derive(Debug, Default)]
pub struct Case {
    /// Line of the text, from 1.
    pub line: usize,
    /// The day of publication, if the file says one.
    pub published: Option<String>,
    /// The text.
    pub text: String,
    /// All values, in the order of the text.
    pub expected: Vec<Expected>,
    /// Whether the list says `- nothing`.
    pub nothing: bool,
    /// Whether the line above says that the case fails at present.
    pub known_gap: bool,
}

/// One line of a list. What is `None` is not checked.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// From 1.
    pub line: usize,
    /// `time`, `duration`, `money` …
    pub kind: String,
    /// The words.
    pub words: String,
    /// `Some(None)`: there must be none.
    pub value: Option<Option<String>>,
    /// The properties behind the value, by name.
    pub properties: Vec<(String, String)>,
}

/// What can stand behind a value.
pub const PROPERTIES: [&str; 7] = ["past", "future", "at", "relation", "modifier", "noun", "core"];

/// A line that cannot be understood.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    /// From 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "specs/times.md:{}: {}", self.line, self.message)
    }
}

/// Reads the file; what is no case becomes a problem, never an omission.
pub fn parse(source: &str) -> (Vec<Case>, Vec<Problem>) {
    let mut cases: Vec<Case> = Vec::new();
    let mut problems = Vec::new();
    let mut published = None;
    let mut known_gap = false;
    for (index, line) in source.lines().enumerate() {
        let number = index + 1;
        let mut problem = |message: String| problems.push(Problem { line: number, message });
        if let Some(day) = line.strip_prefix("Published: ") {
            published = (day != "unknown").then(|| day.to_owned());
        } else if line == "Known gap:" {
            known_gap = true;
        } else if let Some(text) = line.strip_prefix("> ") {
            cases.push(Case { line: number, published: published.clone(), text: text.to_owned(), known_gap, ..Case::default() });
            known_gap = false;
        } else if let Some(item) = line.strip_prefix("- ") {
            match cases.last_mut() {
                None => problem("a list before the first text; write the text after `> `".to_owned()),
                Some(case) if item == "nothing" => case.nothing = true,
                Some(case) => match value(number, item) {
                    Ok(one) if case.text.contains(&one.words) => case.expected.push(one),
                    Ok(one) => problem(format!("the text does not hold `{}`", one.words)),
                    Err(message) => problem(message),
                },
            }
        }
    }
    for case in cases.iter().filter(|case| case.expected.is_empty() != case.nothing) {
        let message = "a text needs a list of its values, or `- nothing`".to_owned();
        problems.push(Problem { line: case.line, message });
    }
    (cases, problems)
}

/// `KIND: WORDS = VALUE, PROPERTY VALUE, …`
fn value(line: usize, item: &str) -> Result<Expected, String> {
    let (kind, rest) = item.split_once(": ").ok_or("write `- KIND: WORDS = VALUE`")?;
    let (words, told) = rest.split_once(" = ").ok_or("write `- KIND: WORDS = VALUE`")?;
    let mut parts = told.split(", ");
    let value = parts.next().unwrap_or_default();
    let mut expected = Expected {
        line,
        kind: kind.to_owned(),
        words: words.to_owned(),
        value: Some((value != "null").then(|| value.to_owned())),
        properties: Vec::new(),
    };
    for part in parts {
        let (name, value) = part.split_once(' ').ok_or_else(|| format!("`{part}` has no value"))?;
        if !PROPERTIES.contains(&name) {
            return Err(format!("`{name}` is no property; there are {}", PROPERTIES.join(", ")));
        }
        expected.properties.push((name.to_owned(), value.to_owned()));
    }
    Ok(expected)
}
