//! The format of `specs/*.md`, as `specs/README.md` tells it to people.

use wortlaut_reading::{Act, Medium, PartyKind, StatementType};

/// Stands between two pieces of a quote or of a cue.
pub const BETWEEN_PIECES: &str = " … ";
/// Stands for a paragraph break inside a piece.
pub const PARAGRAPH_BREAK: &str = " ¶ ";
/// How the heading of a case ends that fails today.
const KNOWN_GAP: &str = "(known gap)";

/// What one file holds.
#[derive(Debug, Default)]
pub struct Specification {
    /// In the order of the file.
    pub cases: Vec<Case>,
    /// What could not be understood.
    pub problems: Vec<Problem>,
}

/// A text with what must be found in it.
#[derive(Debug, Default)]
pub struct Case {
    /// Line of the heading, from 1.
    pub line: usize,
    /// The heading without the mark of a known gap.
    pub title: String,
    /// Whether the heading says that the case fails at present.
    pub known_gap: bool,
    /// The article.
    pub text: String,
    /// Everything that must be found, in text order.
    pub expected: Vec<Expected>,
    /// Parties that must be found, in the order of the list.
    pub parties: Vec<ExpectedParty>,
    /// Names that no party may have, under `- no party: A`.
    pub not_parties: Vec<(usize, String)>,
    /// Whether the list says `- nothing`.
    nothing: bool,
    /// Whether the last list item is a party, so that properties are its.
    in_party: bool,
}

/// One statement of the list. A property that is `None` is not checked.
#[derive(Debug)]
pub struct Expected {
    /// Line of the list item, from 1.
    pub line: usize,
    /// Its type.
    pub kind: StatementType,
    /// The pieces of the quote.
    pub quote: Vec<String>,
    /// `Some(None)`: nobody.
    pub speaker: Option<Option<String>>,
    /// The canonical name of who that is; `Some(None)`: it must be left open.
    pub party: Option<Option<String>>,
    /// Empty: there must be none.
    pub cue: Option<Vec<String>>,
    /// `Some(None)`: nobody.
    pub addressee: Option<Option<String>>,
    /// The inner `None`: it must be left open.
    pub medium: Option<Option<Medium>>,
    /// The inner `None`: it must be left open.
    pub act: Option<Option<Act>>,
    /// Whether it is marked as uncertain.
    pub hedge: Option<bool>,
    /// The words that say when, and the value if it is given; `Some(None)`: none.
    pub when: Option<Option<Told>>,
    /// The words that say where; `Some(None)`: none.
    pub venue: Option<Option<String>>,
    /// The position in the list, from 1, of the statement it stands in; `Some(None)`: in none.
    pub within: Option<Option<usize>>,
}

/// When something was said.
#[derive(Debug, PartialEq, Eq)]
pub struct Told {
    /// The words.
    pub words: String,
    /// What they are in ISO 8601, if the specification says so; the inner `None`: nothing known.
    pub value: Option<Option<String>>,
}

/// A party of the list. A property that is `None` is not checked.
#[derive(Debug, Default)]
pub struct ExpectedParty {
    /// Line of the list item, from 1.
    pub line: usize,
    /// Its canonical name.
    pub name: String,
    /// The inner `None`: it must be left open.
    pub kind: Option<Option<PartyKind>>,
    /// All of them, in this order; empty: there must be none.
    pub aliases: Option<Vec<String>>,
    /// As `TITLE` or `TITLE (OF)`; each must be among the found ones. Empty: there must be none.
    pub roles: Option<Vec<String>>,
    /// The name of the party it speaks for; `Some(None)`: nobody.
    pub speaks_for: Option<Option<String>>,
    /// Words that must be among its mentions, each at another place.
    pub mentions: Option<Vec<String>>,
    /// Words that must not be among its mentions.
    pub not_mentions: Option<Vec<String>>,
}

/// Why a line is no specification.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    /// From 1.
    pub line: usize,
    /// What is wrong and what to write instead.
    pub message: String,
}

/// Reads one file. What it cannot understand becomes a [`Problem`], never an omission.
pub fn parse(source: &str) -> Specification {
    let mut specification = Specification::default();
    let mut fenced = false;
    let mut last_was_quote = false;
    for (index, raw) in source.lines().enumerate() {
        let number = index + 1;
        let line = raw.trim_end();
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        if fenced {
            continue;
        }
        let is_quote = line.starts_with('>');
        let outcome = if let Some(heading) = line.strip_prefix("## ") {
            specification.cases.push(Case::titled(number, heading.trim()));
            Ok(())
        } else if line.starts_with("# ") || line.is_empty() {
            Ok(())
        } else if let Some(case) = specification.cases.last_mut() {
            if let Some(text) = line.strip_prefix('>') {
                case.add_text(text.strip_prefix(' ').unwrap_or(text), last_was_quote)
            } else if let Some(item) = line.strip_prefix("- ") {
                case.add_item(number, item)
            } else if let Some(property) = line.trim_start().strip_prefix("- ") {
                case.add_property(property)
            } else {
                Ok(())
            }
        } else if is_quote {
            Err("a text before the first case; put a heading that starts with `## ` above it".to_owned())
        } else {
            Ok(())
        };
        if let Err(message) = outcome {
            specification.problems.push(Problem { line: number, message });
        }
        last_was_quote = is_quote;
    }
    for case in &specification.cases {
        case.inspect(&mut specification.problems);
    }
    let mut titles = std::collections::BTreeSet::new();
    for case in &specification.cases {
        if !titles.insert(case.title.as_str()) {
            let message = "another case of this file has the same heading; tell them apart".to_owned();
            specification.problems.push(Problem { line: case.line, message });
        }
    }
    specification.problems.sort_by_key(|problem| problem.line);
    specification
}

impl Case {
    fn titled(line: usize, heading: &str) -> Self {
        let (title, known_gap) = match heading.strip_suffix(KNOWN_GAP) {
            Some(title) => (title.trim_end(), true),
            None => (heading, false),
        };
        Self { line, title: title.to_owned(), known_gap, ..Self::default() }
    }

    fn add_text(&mut self, line: &str, follows_another: bool) -> Result<(), String> {
        if !self.expected.is_empty() || self.nothing {
            return Err("a text after the list; start another case with `## `".to_owned());
        }
        if !follows_another && !self.text.is_empty() {
            return Err("a second text in one case; join the two with an empty `>` line, or start another case".to_owned());
        }
        let (line, ends_line) = match line.strip_suffix('\\') {
            Some(line) => (line, true),
            None => (line, false),
        };
        if line.trim().is_empty() {
            self.text.truncate(self.text.trim_end().len());
            self.text.push_str("\n\n");
            return Ok(());
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
        self.text.push_str(line);
        if ends_line {
            self.text.push('\n');
        }
        Ok(())
    }

    fn add_item(&mut self, line: usize, item: &str) -> Result<(), String> {
        if self.text.is_empty() {
            return Err("a list before the text; write the text first, each line after `> `".to_owned());
        }
        if item.trim() == "nothing" {
            self.nothing = true;
            return Ok(());
        }
        if let Some(name) = item.strip_prefix("party:") {
            self.in_party = true;
            self.parties.push(ExpectedParty { line, name: name.trim().to_owned(), ..ExpectedParty::default() });
            return Ok(());
        }
        if let Some(names) = item.strip_prefix("no party:") {
            self.in_party = false;
            self.not_parties.extend(listed(names).into_iter().map(|name| (line, name)));
            return Ok(());
        }
        if !self.parties.is_empty() || !self.not_parties.is_empty() {
            return Err("a statement after the parties; write the statements first".to_owned());
        }
        let (kind, quote) = item.split_once(':').ok_or("write `- TYPE: QUOTE`, `- party: NAME`, or `- nothing`")?;
        let kind = StatementType::from_name(kind.trim())
            .ok_or_else(|| format!("`{}` is no type; there are {}", kind.trim(), names(StatementType::ALL)))?;
        let quote = pieces(quote.trim());
        self.expected.push(Expected {
            line,
            kind,
            quote,
            speaker: None,
            party: None,
            cue: None,
            addressee: None,
            medium: None,
            act: None,
            hedge: None,
            when: None,
            venue: None,
            within: None,
        });
        Ok(())
    }

    fn add_property(&mut self, property: &str) -> Result<(), String> {
        if !self.not_parties.is_empty() {
            return Err("`no party` has no properties".to_owned());
        }
        if self.in_party
            && let Some(party) = self.parties.last_mut()
        {
            return party.add_property(property);
        }
        let statement = self.expected.last_mut().ok_or("a property before the first statement of the list")?;
        let (name, value) = property.split_once(':').ok_or("write `- PROPERTY: VALUE`")?;
        let value = value.trim();
        let taken = match name.trim() {
            "speaker" => statement.speaker.replace(unless("nobody", value)).is_some(),
            "party" => statement.party.replace(unless("nobody", value)).is_some(),
            "addressee" => statement.addressee.replace(unless("nobody", value)).is_some(),
            "cue" => statement.cue.replace(unless("none", value).as_deref().map_or_else(Vec::new, pieces)).is_some(),
            "medium" => {
                let medium = unless("open", value).map(|name| {
                    Medium::from_name(&name).ok_or_else(|| format!("`{name}` is no medium; there are {}", names(Medium::ALL)))
                });
                statement.medium.replace(medium.transpose()?).is_some()
            }
            "act" => {
                let act = unless("open", value).map(|name| {
                    Act::from_name(&name).ok_or_else(|| format!("`{name}` is no act; there are {}", names(Act::ALL)))
                });
                statement.act.replace(act.transpose()?).is_some()
            }
            "hedge" => {
                let hedge = match value {
                    "yes" => true,
                    "no" => false,
                    _ => return Err(format!("`{value}` is no hedge; write yes or no")),
                };
                statement.hedge.replace(hedge).is_some()
            }
            "when" => {
                let when = unless("none", value).map(|told| match told.split_once(" = ") {
                    Some((words, value)) => Told { words: words.to_owned(), value: Some(unless("null", value)) },
                    None => Told { words: told, value: None },
                });
                statement.when.replace(when).is_some()
            }
            "venue" => statement.venue.replace(unless("none", value)).is_some(),
            "within" => {
                let within = unless("none", value).map(|number| {
                    number.parse().map_err(|_| format!("`{number}` is no number of the list; write 1, 2, … or none"))
                });
                statement.within.replace(within.transpose()?).is_some()
            }
            other => {
                return Err(format!(
                    "`{other}` is no property; there are speaker, party, cue, addressee, medium, act, hedge, when, venue and within"
                ));
            }
        };
        if taken { Err(format!("`{}` is given twice", name.trim())) } else { Ok(()) }
    }

    /// Checks what only shows once the whole case is read: typing errors above all.
    fn inspect(&self, problems: &mut Vec<Problem>) {
        let mut problem = |line, message: String| problems.push(Problem { line, message });
        if self.text.is_empty() {
            problem(self.line, "a case without a text; write it after `> `".to_owned());
        } else if self.expected.is_empty() != self.nothing
            && (self.nothing || self.parties.is_empty() && self.not_parties.is_empty())
        {
            let message = if self.nothing {
                "`- nothing` beside statements"
            } else {
                "a case without a list; write `- nothing` if nothing may be found"
            };
            problem(self.line, message.to_owned());
        }
        let text = plain(&self.text);
        let mut earlier = 0;
        for statement in &self.expected {
            match place(&text, &statement.quote) {
                None => problem(statement.line, format!("the text does not hold `{}`", statement.quote.join(BETWEEN_PIECES))),
                Some(start) if start < earlier && place(&text[earlier..], &statement.quote).is_none() => {
                    problem(statement.line, "the list is not in the order of the text".to_owned());
                }
                Some(start) => earlier = earlier.max(start),
            }
            let given = [
                statement.speaker.iter().flatten().cloned().collect(),
                statement.addressee.iter().flatten().cloned().collect(),
                statement.when.iter().flatten().map(|told| told.words.clone()).collect(),
                statement.venue.iter().flatten().cloned().collect(),
                statement.cue.clone().unwrap_or_default(),
            ];
            for role in given.iter().filter(|role: &&Vec<String>| !role.is_empty() && place(&text, role).is_none()) {
                problem(statement.line, format!("the text does not hold `{}`", role.join(BETWEEN_PIECES)));
            }
            if let Some(Some(number)) = statement.within
                && !(1..=self.expected.len()).contains(&number)
            {
                problem(statement.line, format!("the list has no statement {number}"));
            }
        }
        self.inspect_parties(&text, &mut problem);
    }

    fn inspect_parties(&self, text: &str, problem: &mut impl FnMut(usize, String)) {
        let mut names = std::collections::BTreeSet::new();
        for party in &self.parties {
            if party.name.is_empty() {
                problem(party.line, "a party without a name; write `- party: NAME`".to_owned());
            }
            if !names.insert(party.name.as_str()) {
                problem(party.line, format!("the party `{}` is listed twice", party.name));
            }
            for mention in party.mentions.iter().chain(&party.not_mentions).flatten() {
                if !text.contains(mention.as_str()) {
                    problem(party.line, format!("the text does not hold `{mention}`"));
                }
            }
        }
        for (line, name) in &self.not_parties {
            if name.is_empty() {
                problem(*line, "write the names after `no party:`, with commas between".to_owned());
            }
            if names.contains(name.as_str()) {
                problem(*line, format!("`{name}` is both a party and none"));
            }
        }
    }

    /// Whether the list says what statements there are. A case about parties alone need not.
    pub fn lists_statements(&self) -> bool {
        self.nothing || !self.expected.is_empty()
    }
}

impl ExpectedParty {
    fn add_property(&mut self, property: &str) -> Result<(), String> {
        let (name, value) = property.split_once(':').ok_or("write `- PROPERTY: VALUE`")?;
        let value = value.trim();
        let several = |value: &str| unless("none", value).as_deref().map_or_else(Vec::new, listed);
        let taken = match name.trim() {
            "kind" => {
                let kind = unless("open", value).map(|name| {
                    PartyKind::from_name(&name).ok_or_else(|| format!("`{name}` is no kind; there are {}", names(PartyKind::ALL)))
                });
                self.kind.replace(kind.transpose()?).is_some()
            }
            "aliases" => self.aliases.replace(several(value)).is_some(),
            "role" => {
                let roles = self.roles.get_or_insert_default();
                roles.extend(unless("none", value));
                false
            }
            "speaks for" => self.speaks_for.replace(unless("nobody", value)).is_some(),
            "mentions" => self.mentions.replace(several(value)).is_some(),
            "no mentions" => self.not_mentions.replace(several(value)).is_some(),
            other => {
                return Err(format!(
                    "`{other}` is no property of a party; there are kind, aliases, role, speaks for, mentions and no mentions"
                ));
            }
        };
        if taken { Err(format!("`{}` is given twice", name.trim())) } else { Ok(()) }
    }
}

/// The text of a piece as a specification writes it: on one line.
pub fn plain(text: &str) -> String {
    let mut paragraphs = text.split("\n\n").map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
    let first = paragraphs.next().unwrap_or_default();
    paragraphs.fold(first, |joined, paragraph| joined + PARAGRAPH_BREAK + &paragraph)
}

fn pieces(written: &str) -> Vec<String> {
    written.split(BETWEEN_PIECES).map(str::to_owned).collect()
}

/// The values of a list with commas. A comma inside a value is written `\\,`.
fn listed(written: &str) -> Vec<String> {
    let hidden = written.replace("\\,", "\u{1}");
    hidden.split(',').map(|value| value.trim().replace('\u{1}', ",")).collect()
}

fn unless(word: &str, value: &str) -> Option<String> {
    (value != word).then(|| value.to_owned())
}

/// Where the first piece stands if all stand in `text` in this order.
fn place(text: &str, pieces: &[String]) -> Option<usize> {
    let mut from = 0;
    let mut first = None;
    for piece in pieces {
        let at = text[from..].find(piece.as_str())? + from;
        first = first.or(Some(at));
        from = at + piece.len();
    }
    first
}

fn names<T: std::fmt::Display>(all: &[T]) -> String {
    all.iter().map(T::to_string).collect::<Vec<_>>().join(", ")
}
