//! Verb forms by morphology: principal parts in, all third-person forms out, prefixed verbs derived from their base.
//!
//! German builds the subjunctive of speech (Konjunktiv I) on the infinitive's stem for every verb, so that no list of
//! subjunctive forms is needed (Duden 4, „Das Verb“). Where Konjunktiv I looks like the indicative, Konjunktiv II stands in.

use rustc_hash::FxHashMap;

use super::table::rows;

/// A verb of the lexicon.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub(crate) struct VerbId(u16);

impl VerbId {
    /// A verb that morphology recognised without knowing it.
    pub(crate) const UNKNOWN: Self = Self(u16::MAX);
}

/// A form of the paradigm. Person is third unless said otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Form {
    Infinitive,
    /// `mitzuteilen`: infinitive with *zu* inside.
    ZuInfinitive,
    Present,
    PresentPlural,
    Past,
    PastPlural,
    Subjunctive1,
    Subjunctive1Plural,
    Subjunctive2,
    Subjunctive2Plural,
    Participle,
}

impl Form {
    /// Whether the form can be the finite verb of a clause.
    pub(crate) const fn is_finite(self) -> bool {
        !matches!(self, Self::Infinitive | Self::ZuInfinitive | Self::Participle)
    }

    /// Konjunktiv I or II.
    pub(crate) const fn is_subjunctive(self) -> bool {
        matches!(self, Self::Subjunctive1 | Self::Subjunctive1Plural | Self::Subjunctive2 | Self::Subjunctive2Plural)
    }

    /// Konjunktiv I.
    pub(crate) const fn is_subjunctive1(self) -> bool {
        matches!(self, Self::Subjunctive1 | Self::Subjunctive1Plural)
    }

    /// Whether the form agrees with a plural subject.
    pub(crate) const fn is_plural(self) -> bool {
        matches!(self, Self::PresentPlural | Self::PastPlural | Self::Subjunctive1Plural | Self::Subjunctive2Plural)
    }
}

/// One reading of a word as a verb form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Analysis {
    pub(crate) verb: VerbId,
    pub(crate) form: Form,
}

const INSEPARABLE: [&str; 14] =
    ["über", "unter", "wider", "hinter", "durch", "miss", "voll", "emp", "ent", "ver", "zer", "be", "er", "ge"];
const SEPARABLE: [&str; 58] = [
    "auseinander",
    "zusammen",
    "entgegen",
    "gegenüber",
    "hinweg",
    "herunter",
    "hinunter",
    "zurecht",
    "bekannt",
    "herüber",
    "zurück",
    "voraus",
    "vorbei",
    "heraus",
    "hinaus",
    "herein",
    "hinein",
    "herauf",
    "hinauf",
    "weiter",
    "wieder",
    "davon",
    "daran",
    "dafür",
    "dagegen",
    "hervor",
    "herum",
    "fertig",
    "richtig",
    "nieder",
    "empor",
    "herab",
    "heran",
    "klar",
    "statt",
    "teil",
    "fest",
    "fort",
    "frei",
    "nahe",
    "über",
    "unter",
    "durch",
    "bloß",
    "her",
    "hin",
    "los",
    "mit",
    "nach",
    "vor",
    "weg",
    "aus",
    "auf",
    "bei",
    "ein",
    "um",
    "ab",
    "an",
];

/// Principal parts of a base verb.
#[derive(Clone)]
struct Parts {
    infinitive: String,
    present: String,
    past: String,
    participle: String,
    subjunctive2: String,
}

/// All verbs with their forms.
pub(crate) struct Verbs {
    infinitives: Vec<String>,
    by_infinitive: FxHashMap<String, VerbId>,
    forms: FxHashMap<String, Vec<Analysis>>,
    particles: FxHashMap<(VerbId, &'static str), VerbId>,
    prefixes: FxHashMap<String, &'static str>,
    auxiliaries: Vec<VerbId>,
}

const AUXILIARIES: [&str; 10] = ["haben", "sein", "werden", "können", "müssen", "sollen", "wollen", "dürfen", "mögen", "lassen"];

impl Verbs {
    /// Builds the paradigms of `irregular` (principal parts) and of every infinitive in `others`
    /// (`mit|teilen` marks a separable prefix).
    pub(crate) fn new(irregular: &str, others: impl Iterator<Item = String>) -> Self {
        let mut bases: FxHashMap<String, Vec<Parts>> = FxHashMap::default();
        let mut verbs = Self {
            infinitives: Vec::new(),
            by_infinitive: FxHashMap::default(),
            forms: FxHashMap::default(),
            particles: FxHashMap::default(),
            prefixes: FxHashMap::default(),
            auxiliaries: Vec::new(),
        };
        for row in rows(irregular) {
            // A cell with several forms lists them by frequency: `wandte wendete`. Each makes a paradigm.
            let variants = (1..5).map(|column| row.values(column).count()).max().unwrap_or(1);
            for variant in 0..variants {
                let cell = |column: usize| {
                    row.values(column).nth(variant).or_else(|| row.values(column).next()).unwrap_or("").to_owned()
                };
                let parts = Parts {
                    infinitive: row.field(0).to_owned(),
                    present: cell(1),
                    past: cell(2),
                    participle: cell(3),
                    subjunctive2: cell(4),
                };
                verbs.add(&parts, None);
                bases.entry(parts.infinitive.clone()).or_default().push(parts);
            }
        }
        for infinitive in others {
            match infinitive.split_once('|') {
                None => parts_of(&infinitive, &bases).iter().for_each(|parts| verbs.add(parts, None)),
                Some((prefix, base)) => {
                    for parts in parts_of(base, &bases) {
                        verbs.add(&parts, None);
                        verbs.add(&parts, Some(prefix));
                    }
                }
            }
        }
        verbs.auxiliaries = AUXILIARIES.iter().filter_map(|infinitive| verbs.by_infinitive(infinitive)).collect();
        verbs
    }

    /// Whether the verb can be an auxiliary or modal one, *lassen* included.
    pub(crate) fn is_auxiliary(&self, verb: VerbId) -> bool {
        self.auxiliaries.contains(&verb)
    }

    /// The verb with this infinitive, written as in the lexicon (`mit|teilen`).
    pub(crate) fn by_infinitive(&self, infinitive: &str) -> Option<VerbId> {
        self.by_infinitive.get(infinitive).copied()
    }

    /// The infinitive as in the lexicon.
    pub(crate) fn infinitive(&self, verb: VerbId) -> &str {
        self.infinitives.get(usize::from(verb.0)).map_or("", String::as_str)
    }

    /// The separable verb that `base` makes with `particle` at the end of its clause.
    pub(crate) fn with_particle(&self, base: VerbId, particle: &str) -> Option<VerbId> {
        let particle = self.prefixes.get(particle)?;
        self.particles.get(&(base, *particle)).copied()
    }

    /// The readings of a lower-case word, known forms first, then prefixed forms of known verbs, then *-ieren*.
    pub(crate) fn analyses(&self, word: &str, into: &mut Vec<Analysis>) {
        if let Some(known) = self.forms.get(word) {
            into.extend_from_slice(known);
            return;
        }
        for prefix in INSEPARABLE.iter().chain(SEPARABLE.iter()) {
            let Some(rest) = word.strip_prefix(prefix) else { continue };
            if rest.len() < 3 {
                continue;
            }
            if let Some(known) = self.forms.get(rest) {
                let derived = |analysis: &Analysis| Analysis { verb: VerbId::UNKNOWN, form: analysis.form };
                into.extend(known.iter().map(derived));
                return;
            }
            if let Some(infinitive) = rest.strip_prefix("zu")
                && self.forms.get(infinitive).is_some_and(|all| all.iter().any(|one| one.form == Form::Infinitive))
            {
                into.push(Analysis { verb: VerbId::UNKNOWN, form: Form::ZuInfinitive });
                return;
            }
        }
        let endings: [(&str, &[Form]); 5] = [
            ("ieren", &[Form::Infinitive, Form::PresentPlural]),
            ("iert", &[Form::Present, Form::Participle]),
            ("ierte", &[Form::Past]),
            ("ierten", &[Form::PastPlural]),
            ("iere", &[Form::Subjunctive1]),
        ];
        for (ending, forms) in endings {
            if word.len() > ending.len() + 2 && word.ends_with(ending) {
                into.extend(forms.iter().map(|form| Analysis { verb: VerbId::UNKNOWN, form: *form }));
            }
        }
    }

    fn add(&mut self, parts: &Parts, prefix: Option<&str>) {
        let name = match prefix {
            None => parts.infinitive.clone(),
            Some(prefix) => format!("{prefix}|{}", parts.infinitive),
        };
        let verb = match self.by_infinitive.get(&name) {
            Some(known) => *known,
            None if self.infinitives.len() >= usize::from(u16::MAX) => return,
            None => {
                let verb = VerbId(self.infinitives.len() as u16);
                self.infinitives.push(name.clone());
                self.by_infinitive.insert(name, verb);
                verb
            }
        };
        if let Some(prefix) = prefix
            && let Some(base) = self.by_infinitive.get(&parts.infinitive)
        {
            let kept = *self.prefixes.entry(prefix.to_owned()).or_insert_with(|| known_prefix(prefix));
            if !kept.is_empty() {
                self.particles.insert((*base, kept), verb);
            }
        }
        for (form, word) in paradigm(parts) {
            let word = match (prefix, form) {
                (None, _) => word,
                (Some(prefix), _) => format!("{prefix}{word}"),
            };
            self.put(word, Analysis { verb, form });
        }
        if let Some(prefix) = prefix {
            self.put(format!("{prefix}zu{}", parts.infinitive), Analysis { verb, form: Form::ZuInfinitive });
        }
    }

    fn put(&mut self, word: String, analysis: Analysis) {
        let known = self.forms.entry(word).or_default();
        if !known.contains(&analysis) {
            known.push(analysis);
        }
    }
}

/// Prefixes are few; those outside the fixed list are kept for the life of the program, which loads a language once.
fn known_prefix(prefix: &str) -> &'static str {
    match SEPARABLE.iter().find(|known| **known == prefix) {
        Some(known) => known,
        None => Box::leak(prefix.to_owned().into_boxed_str()),
    }
}

fn parts_of(infinitive: &str, bases: &FxHashMap<String, Vec<Parts>>) -> Vec<Parts> {
    if let Some(parts) = bases.get(infinitive) {
        return parts.clone();
    }
    for prefix in INSEPARABLE.iter().chain(["um"].iter()) {
        if let Some(rest) = infinitive.strip_prefix(prefix)
            && rest.len() > 3
        {
            let nested = INSEPARABLE.iter().any(|inner| rest.strip_prefix(inner).is_some_and(|base| bases.contains_key(base)));
            if bases.contains_key(rest) || nested {
                return parts_of(rest, bases).iter().map(|base| derived(prefix, base, nested)).collect();
            }
        }
    }
    vec![weak(infinitive)]
}

/// The parts of a verb that puts an inseparable prefix before `base`: no *ge-* in its participle.
fn derived(prefix: &str, base: &Parts, nested: bool) -> Parts {
    let bare = base.participle.strip_prefix("ge").filter(|_| !nested).unwrap_or(&base.participle);
    Parts {
        infinitive: format!("{prefix}{}", base.infinitive),
        present: format!("{prefix}{}", base.present),
        past: format!("{prefix}{}", base.past),
        participle: format!("{prefix}{bare}"),
        subjunctive2: format!("{prefix}{}", base.subjunctive2),
    }
}

fn stem_of(infinitive: &str) -> &str {
    match infinitive.strip_suffix("en") {
        Some(stem) if !stem.is_empty() => stem,
        _ => infinitive.strip_suffix('n').unwrap_or(infinitive),
    }
}

fn weak(infinitive: &str) -> Parts {
    let stem = stem_of(infinitive);
    let mut last = stem.chars().rev();
    let (end, before) = (last.next().unwrap_or(' '), last.next().unwrap_or(' '));
    // „zeichnete, rechnete“, but „wohnte, lehnte“, where the h is not spoken.
    let silent = matches!(before, 'l' | 'r' | 'm' | 'n') || before == 'h' && last.next() != Some('c');
    let nasal = matches!(end, 'm' | 'n') && !silent && !"aeiouäöü".contains(before);
    let link = if matches!(end, 'd' | 't') || nasal { "e" } else { "" };
    let inseparable = INSEPARABLE.iter().any(|prefix| infinitive.strip_prefix(prefix).is_some_and(|rest| rest.len() > 4));
    let ge = if inseparable || infinitive.ends_with("ieren") { "" } else { "ge" };
    Parts {
        infinitive: infinitive.to_owned(),
        present: format!("{stem}{link}t"),
        past: format!("{stem}{link}te"),
        participle: format!("{ge}{stem}{link}t"),
        subjunctive2: format!("{stem}{link}te"),
    }
}

fn paradigm(parts: &Parts) -> Vec<(Form, String)> {
    let plural = |singular: &str| {
        if singular.ends_with('e') { format!("{singular}n") } else { format!("{singular}en") }
    };
    let infinitive = parts.infinitive.as_str();
    let stem = stem_of(infinitive);
    let mut forms = vec![
        (Form::Infinitive, infinitive.to_owned()),
        (Form::Present, parts.present.clone()),
        (Form::Past, parts.past.clone()),
        (Form::PastPlural, plural(&parts.past)),
        (Form::Participle, parts.participle.clone()),
    ];
    if infinitive == "sein" {
        forms.push((Form::PresentPlural, "sind".to_owned()));
        forms.push((Form::Subjunctive1, "sei".to_owned()));
        forms.push((Form::Subjunctive1Plural, "seien".to_owned()));
        forms.push((Form::Present, "bin".to_owned()));
    } else {
        forms.push((Form::PresentPlural, infinitive.to_owned()));
        let subjunctive = format!("{stem}e");
        forms.push((Form::Subjunctive1, subjunctive));
        if let Some(short) = infinitive.strip_suffix("eln") {
            forms.push((Form::Subjunctive1, format!("{short}le")));
        }
    }
    if infinitive == "werden" {
        forms.push((Form::Participle, "worden".to_owned()));
    }
    if parts.subjunctive2 != parts.past {
        forms.push((Form::Subjunctive2, parts.subjunctive2.clone()));
        // „ginge“ is clear, „gingen“ is the indicative too.
        if plural(&parts.subjunctive2) != plural(&parts.past) {
            forms.push((Form::Subjunctive2Plural, plural(&parts.subjunctive2)));
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    const IRREGULAR: &str = "infinitive\tpresent\tpast\tparticiple\tsubjunctive2\tnote\n\
        wenden\twendet\twandte wendete\tgewandt gewendet\twendete\t-\n\
        geben\tgibt\tgab\tgegeben\tgäbe\t-\nsein\tist\twar\tgewesen\twäre\t-\nbieten\tbietet\tbot\tgeboten\tböte\t-\n\
        kennen\tkennt\tkannte\tgekannt\tkennte\t-\n";

    fn verbs() -> Verbs {
        let others = [
            "bekannt|geben",
            "mit|teilen",
            "sagen",
            "reden",
            "verbieten",
            "an|erkennen",
            "kritisieren",
            "handeln",
            "rechnen",
            "lehnen",
        ];
        Verbs::new(IRREGULAR, others.iter().map(|one| (*one).to_owned()))
    }

    fn forms(word: &str) -> Vec<(String, Form)> {
        let verbs = verbs();
        let mut found = Vec::new();
        verbs.analyses(word, &mut found);
        found.iter().map(|one| (verbs.infinitive(one.verb).to_owned(), one.form)).collect()
    }

    #[test]
    fn every_verb_has_a_subjunctive_by_its_stem() {
        for (word, infinitive) in
            [("gebe", "geben"), ("sage", "sagen"), ("rede", "reden"), ("handle", "handeln"), ("sei", "sein")]
        {
            assert!(forms(word).contains(&(infinitive.to_owned(), Form::Subjunctive1)), "{word}");
        }
        assert!(forms("wandte").contains(&("wenden".to_owned(), Form::Past)));
        assert!(forms("wendete").contains(&("wenden".to_owned(), Form::Past)));
        assert!(forms("gäben").contains(&("geben".to_owned(), Form::Subjunctive2Plural)));
    }

    #[test]
    fn prefixed_verbs_follow_their_base() {
        assert!(forms("mitgeteilt").contains(&("mit|teilen".to_owned(), Form::Participle)));
        assert!(forms("bekanntgab").contains(&("bekannt|geben".to_owned(), Form::Past)));
        assert!(forms("mitzuteilen").contains(&("mit|teilen".to_owned(), Form::ZuInfinitive)));
        assert!(forms("verboten").contains(&("verbieten".to_owned(), Form::Participle)));
        assert!(forms("anerkannt").contains(&("an|erkennen".to_owned(), Form::Participle)));
        assert!(forms("kritisiert").contains(&("kritisieren".to_owned(), Form::Participle)));
        let verbs = verbs();
        let base = verbs.by_infinitive("teilen").unwrap();
        assert_eq!(verbs.with_particle(base, "mit"), verbs.by_infinitive("mit|teilen"));
    }

    #[test]
    fn a_spoken_consonant_before_n_takes_e() {
        assert!(forms("rechnete").contains(&("rechnen".to_owned(), Form::Past)));
        assert!(forms("lehnte").contains(&("lehnen".to_owned(), Form::Past)));
    }

    #[test]
    fn unknown_verbs_are_recognised_by_prefix_or_ending() {
        assert!(forms("übergab").iter().any(|(_, form)| *form == Form::Past));
        assert!(forms("dramatisiere").iter().any(|(_, form)| *form == Form::Subjunctive1));
    }
}
