//! What users know about parties: names that are one party's, names that are not, kinds and identities.

mod compare;
mod file;
mod regroup;

use rustc_hash::FxHashMap;
use wortlaut_text::{Article, Diagnostic, DiagnosticKind, Span};

pub(crate) use compare::{is_form, key_of, plain, stems};
pub use file::{KnownPartiesError, KnownPartiesFault};
use regroup::{Fate, Plan, Target};

use super::names::compatible_given;
use crate::{Party, PartyKind, Record};

/// What a user knows about parties, as a file `parties.toml` says it.
///
/// ```
/// use wortlaut_reading::{KnownParties, read};
/// use wortlaut_text::{Article, Metadata};
/// let known = KnownParties::from_toml("[[party]]\nname = \"Hafenamt Nord\"\naliases = [\"HAN\"]\nidentity = \"A-17\"")?;
/// let article = Article::new("Die Schleuse bleibt geschlossen, teilte das HAN mit.", Metadata::default())?;
/// let mut record = read(&article);
/// known.apply(&article, &mut record);
/// assert_eq!(record.parties[0].name, "Hafenamt Nord");
/// assert_eq!(record.parties[0].identity.as_deref(), Some("A-17"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct KnownParties {
    entries: Vec<Entry>,
    /// By key: the entry, and which of its names.
    index: FxHashMap<String, Vec<(usize, usize)>>,
}

/// What is known about one party.
#[derive(Clone, Debug)]
struct Entry {
    name: String,
    kind: Option<PartyKind>,
    identity: Option<String>,
    /// The name and then the aliases, plain.
    plain: Vec<String>,
    /// The same for names that are never this party.
    not: Vec<String>,
}

impl Entry {
    /// `names` are the name and then the aliases.
    fn new(names: Vec<String>, kind: Option<PartyKind>, identity: Option<String>, not: Vec<String>) -> Self {
        let all_plain = |names: &[String]| names.iter().map(|one| plain(one)).collect();
        let (all, not) = (all_plain(&names), all_plain(&not));
        Self { name: names.into_iter().next().unwrap_or_default(), kind, identity, plain: all, not }
    }

    fn is_person(&self) -> bool {
        self.kind == Some(PartyKind::Person)
    }

    /// Whether the plain name `form` is never this party.
    fn excludes(&self, form: &str, person: bool) -> bool {
        let person = person || self.is_person();
        self.not.iter().any(|one| key_of(one) == key_of(form) && is_form(form, one, person))
    }

    /// Whether a party does not become this one by `form`, an alias of it, since the article itself calls it otherwise.
    fn contradicts(&self, party: &Party, all: &[(String, Vec<Fit>)], form: &str) -> bool {
        if form == self.plain[0] {
            return false;
        }
        if all.iter().any(|(other, _)| other != form && self.excludes(other, party.kind == Some(PartyKind::Person))) {
            return true;
        }
        if form.contains(' ') || !matches!(self.kind, None | Some(PartyKind::Person)) {
            return false;
        }
        // „Bengt Lindqvist“ is not Thea Lindqvist, though the article calls him Lindqvist too.
        let Some((ours, _)) = self.plain[0].rsplit_once(' ') else { return false };
        let mut full = all.iter().filter_map(|(other, _)| other.rsplit_once(' '));
        full.any(|(theirs, last)| is_form(form, last, true) && !compatible_given(ours, theirs))
    }

    /// Whether this is a person and the article knows the party as a body: „Brandt“ may be a company.
    fn is_no_body(&self, party: &Party, form: &str) -> bool {
        use PartyKind::{Document, Institution, Organisation, State};
        let body = matches!(party.kind, Some(Institution | Organisation | State | Document));
        self.is_person() && body && !form.contains(' ')
    }
}

/// A name of an entry that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    entry: usize,
    /// 0 for the name, else an alias.
    name: usize,
}

impl KnownParties {
    /// Reads a file `parties.toml`.
    ///
    /// # Errors
    /// The first fault in it, with line and column: what is no TOML, an unknown key, an empty or missing name, an unknown kind, a word for
    /// many instead of a name, a name or identity of two entries (two may have one alias), a name that its own entry excludes.
    pub fn from_toml(text: &str) -> Result<Self, KnownPartiesError> {
        file::read(text)
    }

    /// The same from bytes, which must be UTF-8.
    ///
    /// # Errors
    /// As [`KnownParties::from_toml`], and where the bytes are not UTF-8.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KnownPartiesError> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::from_toml(text.strip_prefix('\u{feff}').unwrap_or(text)),
            Err(error) => {
                let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
                let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
                Err(KnownPartiesError { line: before.matches('\n').count() + 1, column, fault: KnownPartiesFault::NotUtf8 })
            }
        }
    }

    /// How many parties it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn add(&mut self, entry: Entry) {
        for (name, plain) in entry.plain.iter().enumerate() {
            self.index.entry(key_of(plain)).or_default().push((self.entries.len(), name));
        }
        self.entries.push(entry);
    }

    /// Which name of `entry` another has already, and where. Two entries may have one alias.
    fn collision(&self, entry: &Entry) -> Option<(usize, Fit)> {
        entry.plain.iter().enumerate().find_map(|(name, plain)| {
            let fits = self.fits(plain, entry.is_person());
            fits.into_iter().find(|other| name == 0 || other.name == 0).map(|other| (name, other))
        })
    }

    /// The entries that have this plain name, each once; only those that have it as it is written, if any.
    fn fits(&self, form: &str, person: bool) -> Vec<Fit> {
        let Some(found) = self.index.get(&key_of(form)) else { return Vec::new() };
        let is_person = |entry: usize| person || self.entries[entry].is_person();
        let mut fits: Vec<Fit> = found
            .iter()
            .map(|&(entry, name)| Fit { entry, name })
            .filter(|one| is_form(form, &self.entries[one.entry].plain[one.name], is_person(one.entry)))
            .collect();
        let exact = |one: &Fit| self.entries[one.entry].plain[one.name] == form;
        if fits.iter().any(exact) {
            fits.retain(exact);
        }
        fits.sort_unstable();
        fits.dedup_by_key(|one| one.entry);
        fits
    }

    /// Makes the parties of a record those that are known: names of one entry become one party, what an entry excludes is taken out of it,
    /// and names, kinds and identities are those of the entries. Statements go along. A name that two entries share and the article does not
    /// decide is left open, with a diagnostic.
    ///
    /// A second time changes nothing.
    pub fn apply(&self, article: &Article, record: &mut Record) {
        if self.is_empty() {
            return;
        }
        let plans = self.plans(&record.parties);
        for (party, plan) in record.parties.iter().zip(&plans) {
            if let Some(among) = &plan.undecided {
                let span = party.mentions.first().map(|one| one.span);
                let message = format!("“{}” can be {}; the article names neither in full", party.name, self.listed(among, "or"));
                add_diagnostic(&mut record.diagnostics, span, message);
            }
        }
        if plans.iter().enumerate().any(|(at, plan)| plan.home != Target::Own(at) || plan.is_split()) {
            regroup::regroup(self, &plans, article, record);
        }
        record.diagnostics.sort_by_key(|one| one.span);
    }

    /// What becomes of each party.
    fn plans(&self, parties: &[Party]) -> Vec<Plan> {
        let is_person = |party: &Party| party.kind == Some(PartyKind::Person);
        let forms: Vec<Vec<(String, Vec<Fit>)>> = parties
            .iter()
            .map(|party| {
                let with_fits = |form: &String| {
                    let form = plain(form);
                    let fits = self.fits(&form, is_person(party));
                    (form, fits)
                };
                std::iter::once(&party.name).chain(&party.aliases).map(with_fits).collect()
            })
            .collect();
        // Named in full: by a name that no other entry has.
        let mut named = vec![false; self.entries.len()];
        for (party, forms) in parties.iter().zip(&forms) {
            for (form, fits) in forms {
                if let [only] = fits.as_slice()
                    && self.allows(only.entry, party, forms, form)
                {
                    named[only.entry] = true;
                }
            }
        }
        let mut plans: Vec<Plan> =
            parties.iter().zip(&forms).enumerate().map(|(at, (party, forms))| self.plan(at, party, forms, &named)).collect();
        // A name that is taken out goes to the party that the article has by that name.
        let own: FxHashMap<String, usize> = (0..parties.len())
            .rev()
            .filter(|at| plans[*at].home == Target::Own(*at))
            .map(|at| (plain(&parties[at].name), at))
            .collect();
        for fate in plans.iter_mut().flat_map(|plan| &mut plan.fates) {
            if let Target::Free(name) = &fate.target
                && let Some(at) = own.get(&plain(name))
            {
                fate.target = Target::Own(*at);
            }
        }
        plans
    }

    /// Whether `party` can be the entry by its name `form`. What kind it is counts as long as no other name tells which entry it is.
    fn allows(&self, entry: usize, party: &Party, all: &[(String, Vec<Fit>)], form: &str) -> bool {
        let contradicts = |entry: usize, form: &str| self.entries[entry].contradicts(party, all, form);
        let tells = |(form, fits): &(String, Vec<Fit>)| matches!(fits.as_slice(), [only] if !contradicts(only.entry, form) && !self.entries[only.entry].is_no_body(party, form));
        !contradicts(entry, form) && (!self.entries[entry].is_no_body(party, form) || all.iter().any(tells))
    }

    fn plan(&self, at: usize, party: &Party, forms: &[(String, Vec<Fit>)], named: &[bool]) -> Plan {
        let mut undecided = None;
        let decided: Vec<Result<Option<usize>, Vec<usize>>> = forms
            .iter()
            .map(|(form, fits)| {
                let all: Vec<usize> = fits.iter().map(|one| one.entry).collect();
                let possible = |entry: &usize| self.allows(*entry, party, forms, form);
                if !all.iter().any(possible) {
                    return Ok(None);
                }
                if let [only] = all.as_slice() {
                    return Ok(Some(*only));
                }
                let full: Vec<usize> = all.iter().copied().filter(|entry| named[*entry]).collect();
                match full.as_slice() {
                    [] => {
                        undecided = Some(all);
                        Ok(None)
                    }
                    [only] => Ok(Some(*only).filter(possible)),
                    _ => Err(full),
                }
            })
            .collect();
        let home = decided.iter().find_map(|one| one.as_ref().ok().copied().flatten());
        let names = std::iter::once(&party.name).chain(&party.aliases);
        let fates = names
            .zip(forms)
            .zip(&decided)
            .map(|((name, (form, fits)), decided)| {
                let (target, among) = match (decided, home) {
                    (Err(among), _) => (Target::Open, among.clone()),
                    (Ok(Some(entry)), _) => (Target::Entry(*entry), Vec::new()),
                    (Ok(None), Some(home)) if self.entries[home].excludes(form, party.kind == Some(PartyKind::Person)) => {
                        let person = !matches!(self.entries[home].kind.or(party.kind), Some(kind) if kind != PartyKind::Person);
                        taken_out(name, form, person, home, fits, named)
                    }
                    (Ok(None), Some(home)) => (Target::Entry(home), Vec::new()),
                    (Ok(None), None) => (Target::Own(at), Vec::new()),
                };
                Fate { text: name.clone(), stems: stems(form), target, among }
            })
            .collect();
        Plan { home: home.map_or(Target::Own(at), Target::Entry), fates, undecided: undecided.filter(|_| home.is_none()) }
    }

    /// „Ada Brandt, Edda Brandt or Ida Brandt“
    fn listed(&self, entries: &[usize], or: &str) -> String {
        let names: Vec<&str> = entries.iter().map(|at| self.entries[*at].name.as_str()).collect();
        match names.split_last() {
            Some((last, [])) => (*last).to_owned(),
            Some((last, before)) => format!("{} {or} {last}", before.join(", ")),
            None => String::new(),
        }
    }

    /// Why `form` is left open, where `among` are the entries that it could be, or the one that it is not.
    fn why_open(&self, form: &str, among: &[usize]) -> String {
        match among {
            [only] => format!(
                "“{form}” is not {}, by the list of known parties; who else it is cannot be told",
                self.entries[*only].name
            ),
            _ => format!("“{form}” can be {}, and the article names all of them; it is left open", self.listed(among, "or")),
        }
    }
}

/// Where a name goes that the entry `home` excludes, and the entries between which that is open: to another entry that has it, else it is a
/// party by itself. A surname alone does not tell who else it is.
fn taken_out(name: &str, form: &str, person: bool, home: usize, fits: &[Fit], named: &[bool]) -> (Target, Vec<usize>) {
    let others: Vec<usize> = fits.iter().map(|one| one.entry).filter(|one| *one != home).collect();
    let full: Vec<usize> = others.iter().copied().filter(|entry| named[*entry]).collect();
    match (others.as_slice(), full.as_slice()) {
        ([only], _) | (_, [only]) => (Target::Entry(*only), Vec::new()),
        ([], _) if person && !form.contains(' ') => (Target::Open, vec![home]),
        (_, [_, _, ..]) => (Target::Open, full),
        _ => (Target::Free(name.to_owned()), Vec::new()),
    }
}

/// Adds that a party is ambiguous, once.
pub(crate) fn add_diagnostic(diagnostics: &mut Vec<Diagnostic>, span: Option<Span>, message: String) {
    let new = Diagnostic { kind: DiagnosticKind::AmbiguousParty, span, message };
    if !diagnostics.contains(&new) {
        diagnostics.push(new);
    }
}
