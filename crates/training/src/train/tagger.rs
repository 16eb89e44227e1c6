//! Treebanks of Universal Dependencies to a tagger.
//!
//! CoNLL-U cuts text another way than wortlaut: *im* is two words there, *Social-Media* three. So the text of each sentence is
//! put together again and read by wortlaut; each of its tokens gets the tag of the treebank's word in the same place.

use std::path::Path;

use wortlaut_reading::learning::{self, CHAINS, Case, Chains, Features, PARTS, Part, Tag, Tagger, Weights};
use wortlaut_text::{Article, Metadata};

use super::FOLDS;
use super::chain::{self, Labelled};
use super::minimise::Patience;
use crate::{Error, Result};

/// The sentences of a treebank, ready for training.
pub struct Treebank {
    /// The file's name without its ending.
    pub name: String,
    sentences: Vec<Prepared>,
}

impl Treebank {
    /// Reads a CoNLL-U file.
    ///
    /// # Errors
    /// [`Error::Read`] if the file cannot be read, [`Error::Format`] if a line is not CoNLL-U.
    pub fn read(path: &Path) -> Result<Self> {
        let content = std::fs::read_to_string(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
        let found = sentences(&content).map_err(|line| Error::Format {
            path: path.to_owned(),
            line,
            problem: "this is no line of CoNLL-U".to_owned(),
            remedy: "give a file with ten columns as universaldependencies.org/format.html describes it".to_owned(),
        })?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { name, sentences: found.iter().filter_map(Prepared::of).collect() })
    }
}

/// Trains a tagger on all sentences.
#[must_use]
pub fn train_tagger(treebanks: &[Treebank], settings: TaggerSettings) -> Tagger {
    trained(&treebanks.iter().flat_map(|one| &one.sentences).collect::<Vec<_>>(), settings)
}

/// How well taggers trained on four fifths of the sentences read the rest, by treebank.
#[must_use]
pub fn tagger_accuracy(treebanks: &[Treebank], settings: TaggerSettings) -> Vec<TaggerAccuracy> {
    let mut found = vec![TaggerAccuracy::default(); treebanks.len()];
    for fold in 0..FOLDS {
        let parts = |inside: bool| {
            treebanks.iter().enumerate().flat_map(move |(bank, treebank)| {
                let sentences = treebank.sentences.iter().enumerate();
                sentences.filter(move |(at, _)| (at % FOLDS == fold) == inside).map(move |(_, one)| (bank, one))
            })
        };
        let tagger = trained(&parts(false).map(|(_, one)| one).collect::<Vec<_>>(), settings);
        for (bank, one) in parts(true) {
            for (right, tag) in one.tags.iter().zip(learning::tags(&one.article, &tagger)) {
                found[bank].add(*right, tag);
            }
        }
    }
    found
}

/// A sentence of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct TaggedSentence {
    text: String,
    /// Where each word starts and ends in the text, in bytes, and its tag.
    words: Vec<(usize, usize, Tag)>,
}

/// The sentences of a CoNLL-U file; the error is the number of the line that is wrong, from 1.
fn sentences(content: &str) -> std::result::Result<Vec<TaggedSentence>, usize> {
    let mut found = Vec::new();
    let mut here = TaggedSentence::default();
    // The last word that a range line covers.
    let mut covered = 0;
    for (number, line) in content.lines().enumerate() {
        if line.trim().is_empty() {
            covered = 0;
            if !here.words.is_empty() {
                found.push(std::mem::take(&mut here));
            }
            continue;
        }
        if line.starts_with('#') {
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, _, class, own_class, morphology, _, relation, _, other] = columns.as_slice() else {
            return Err(number + 1);
        };
        let tag = match id.split_once('-') {
            Some((_, last)) => {
                covered = last.parse().map_err(|_| number + 1)?;
                // Contractions of preposition and article are all that German treebanks have.
                Tag { part: Part::Preposition, case: Case::None }
            }
            // An empty node of the enhanced graph.
            None if id.contains('.') => continue,
            None if id.parse::<usize>().map_err(|_| number + 1)? <= covered => continue,
            None => tag(class, own_class, morphology, relation),
        };
        let start = here.text.len();
        here.text.push_str(form);
        here.words.push((start, here.text.len(), tag));
        if !other.split('|').any(|one| one == "SpaceAfter=No") {
            here.text.push(' ');
        }
    }
    if !here.words.is_empty() {
        found.push(here);
    }
    Ok(found)
}

/// The tag that a line's columns tell. One treebank leaves the form of verbs to its own word classes.
fn tag(class: &str, own_class: &str, morphology: &str, relation: &str) -> Tag {
    let value =
        |name: &str| morphology.split('|').find_map(|one| one.split_once('=').filter(|one| one.0 == name)).map(|one| one.1);
    let form = match (value("Mood"), value("VerbForm"), own_class) {
        (Some("Ind"), ..) => Part::Indicative,
        (Some("Sub"), ..) if value("Tense") == Some("Past") => Part::Subjunctive2,
        (Some("Sub"), ..) => Part::Subjunctive1,
        (Some("Imp"), ..) => Part::Imperative,
        (_, Some("Inf"), _) => Part::Infinitive,
        (_, Some("Part"), _) | (_, _, "VBN" | "VVPP" | "VAPP" | "VMPP" | "ADJD") => Part::Participle,
        (_, _, "VVFIN" | "VAFIN" | "VMFIN" | "VBC") => Part::Indicative,
        _ => Part::Infinitive,
    };
    let part = match class {
        _ if relation == "compound:prt" || own_class == "PTKVZ" => Part::VerbParticle,
        "NOUN" => Part::Noun,
        "PROPN" => Part::Name,
        "ADJ" => Part::Adjective,
        "ADV" => Part::Adverb,
        "DET" => Part::Determiner,
        "PRON" if matches!(own_class, "PRELS" | "PRELAT" | "REL") => Part::Relative,
        "PRON" => Part::Pronoun,
        "ADP" => Part::Preposition,
        "CCONJ" => Part::Coordinator,
        "SCONJ" => Part::Subordinator,
        "NUM" => Part::Numeral,
        "PART" => Part::Particle,
        "PUNCT" => Part::Mark,
        "VERB" => form,
        "AUX" => match form {
            Part::Indicative => Part::AuxiliaryIndicative,
            Part::Subjunctive1 => Part::AuxiliarySubjunctive1,
            Part::Subjunctive2 => Part::AuxiliarySubjunctive2,
            Part::Infinitive => Part::AuxiliaryInfinitive,
            Part::Participle => Part::AuxiliaryParticiple,
            other => other,
        },
        _ => Part::Other,
    };
    let nominal = matches!(class, "NOUN" | "PROPN" | "ADJ" | "DET" | "PRON");
    let case = match value("Case").filter(|_| nominal) {
        Some("Nom") => Case::Nominative,
        Some("Acc") => Case::Accusative,
        Some("Dat") => Case::Dative,
        Some("Gen") => Case::Genitive,
        _ => Case::None,
    };
    let plural = case != Case::None && value("Number") == Some("Plur");
    Tag { part, case: if plural { Case::ALL[case as usize + 1] } else { case } }
}

impl TaggedSentence {
    /// The sentence as wortlaut cuts it, with the tag of each token.
    fn aligned(&self) -> Option<(Article, Vec<Tag>)> {
        let article = Article::new(self.text.as_str(), Metadata::default()).ok()?;
        let tags = article
            .tokens()
            .iter()
            .map(|token| {
                let (start, end) = (token.span.start().get() as usize, token.span.end().get() as usize);
                let first = self.words.partition_point(|word| word.1 <= start);
                let covered = self.words[first..].iter().take_while(|word| word.0 < end).map(|word| word.2);
                // The last part of a compound tells what it is.
                covered
                    .fold(None, |last: Option<Tag>, tag| if last.is_some() && tag.part == Part::Mark { last } else { Some(tag) })
            })
            .map(|tag| tag.unwrap_or(Tag { part: Part::Mark, case: Case::None }))
            .collect();
        Some((article, tags))
    }
}

/// A treebank's sentence, ready for training: wortlaut's sentences in it, and the right tag of each token.
struct Prepared {
    article: Article,
    tags: Vec<Tag>,
    features: Vec<Features>,
}

impl Prepared {
    fn of(sentence: &TaggedSentence) -> Option<Self> {
        let (article, tags) = sentence.aligned()?;
        let features = learning::tagger_features(&article);
        Some(Self { article, tags, features })
    }

    fn labelled(&self, label: impl Fn(Tag) -> u8) -> impl Iterator<Item = Labelled> {
        self.features.iter().map(move |features| Labelled {
            features: features.clone(),
            labels: features.tokens.iter().map(|at| label(self.tags[*at as usize])).collect(),
        })
    }
}

/// How a tagger is trained.
#[derive(Clone, Copy, Debug)]
pub struct TaggerSettings {
    /// A feature must be seen at least so often.
    pub least_count: u32,
    /// How strongly weights are drawn to zero; between 0.2 and 1 the figures are the same.
    pub pull: f32,
    /// Weights nearer to zero are left out.
    pub least_weight: f32,
    /// Steps at most.
    pub steps: usize,
}

impl Default for TaggerSettings {
    fn default() -> Self {
        Self { least_count: 2, pull: 0.7, least_weight: 0.04, steps: 60 }
    }
}

fn trained(sentences: &[&Prepared], settings: TaggerSettings) -> Tagger {
    let chain = |label: fn(Tag) -> u8, labels: usize| -> Weights {
        let labelled: Vec<Labelled> = sentences.iter().flat_map(|one| one.labelled(label)).collect();
        let of_chain = chain::Settings {
            labels: PARTS,
            with_grammar: false,
            least_count: settings.least_count,
            pull: settings.pull,
            patience: Patience { steps: settings.steps, tolerance: 1e-3 },
        };
        let mut weights = chain::train(&labelled.iter().collect::<Vec<_>>(), of_chain, |_, after| after < labels);
        for weight in &mut weights.weights {
            if weight.abs() < settings.least_weight {
                *weight = 0.0;
            }
        }
        weights
    };
    const { assert!(CHAINS == 2) };
    let parts = chain(|tag| tag.part as u8, PARTS);
    let cases = chain(|tag| tag.case as u8, Case::ALL.len());
    Tagger::new(Chains::new(PARTS, &[parts, cases]))
}

/// How many tags are right, and of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TaggerAccuracy {
    /// Word classes with the form of verbs, of all tokens.
    pub parts: [usize; 2],
    /// Universal word classes, of all tokens.
    pub classes: [usize; 2],
    /// Finite verbs that are found as such, of all.
    pub finite: [usize; 2],
    /// Finite verbs that are found in the right mood, indicative or not, of all.
    pub mood: [usize; 2],
    /// Subjunctives found, of all.
    pub subjunctive_recall: [usize; 2],
    /// Subjunctives among those found.
    pub subjunctive_precision: [usize; 2],
    /// Cases, of tokens that have one.
    pub case: [usize; 2],
    /// Numbers, of tokens that have a case.
    pub number: [usize; 2],
}

impl TaggerAccuracy {
    fn add(&mut self, right: Tag, found: Tag) {
        let count = |what: &mut [usize; 2], is_right: bool| {
            what[0] += usize::from(is_right);
            what[1] += 1;
        };
        count(&mut self.parts, right.part == found.part);
        count(&mut self.classes, class(right.part) == class(found.part));
        if right.part.is_finite() {
            count(&mut self.finite, found.part.is_finite());
            count(&mut self.mood, found.part.is_finite() && right.part.is_indicative() == found.part.is_indicative());
        }
        if right.part.is_subjunctive() {
            count(&mut self.subjunctive_recall, found.part.is_subjunctive());
        }
        if found.part.is_subjunctive() {
            count(&mut self.subjunctive_precision, right.part.is_subjunctive());
        }
        if right.case != Case::None {
            count(&mut self.case, right.case.singular() == found.case.singular());
            count(&mut self.number, found.case != Case::None && right.case.is_plural() == found.case.is_plural());
        }
    }
}

impl std::fmt::Display for TaggerAccuracy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |[right, all]: [usize; 2]| 100.0 * right as f64 / all.max(1) as f64;
        write!(
            f,
            "{} tokens: part {:.1} class {:.1} | {} finite: found {:.1} mood {:.1} | subjunctive P {:.1} R {:.1} of {} | {} nominal: case {:.1} number {:.1}",
            self.parts[1],
            share(self.parts),
            share(self.classes),
            self.finite[1],
            share(self.finite),
            share(self.mood),
            share(self.subjunctive_precision),
            share(self.subjunctive_recall),
            self.subjunctive_recall[1],
            self.case[1],
            share(self.case),
            share(self.number),
        )
    }
}

/// The number of the universal word class.
const fn class(part: Part) -> usize {
    match part {
        Part::Relative => Part::Pronoun as usize,
        Part::VerbParticle => Part::Preposition as usize,
        Part::AuxiliaryIndicative
        | Part::AuxiliarySubjunctive1
        | Part::AuxiliarySubjunctive2
        | Part::AuxiliaryInfinitive
        | Part::AuxiliaryParticiple => Part::AuxiliaryIndicative as usize,
        verb if verb.is_verb() => Part::Indicative as usize,
        other => other as usize,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "# text = Im Rat sei niemand.\n\
        1-2\tIm\t_\t_\t_\t_\t_\t_\t_\t_\n\
        1\tIn\tin\tADP\tAPPR\t_\t3\tcase\t_\t_\n\
        2\tdem\tder\tDET\tART\tCase=Dat|Number=Sing\t3\tdet\t_\t_\n\
        3\tRat\tRat\tNOUN\tNN\tCase=Dat|Number=Sing\t4\tobl\t_\t_\n\
        4\tsei\tsein\tAUX\tVAFIN\tMood=Sub|Tense=Pres|VerbForm=Fin\t0\troot\t_\t_\n\
        5\tniemand\tniemand\tPRON\tPIS\tCase=Nom|Number=Sing\t4\tnsubj\t_\tSpaceAfter=No\n\
        6\t.\t.\tPUNCT\t$.\t_\t4\tpunct\t_\t_\n\n";

    #[test]
    fn words_of_a_treebank_are_put_together_and_tokens_get_their_tags() {
        let found = sentences(SAMPLE).expect("CoNLL-U");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text.trim_end(), "Im Rat sei niemand.");
        let (article, tags) = found[0].aligned().expect("short");
        let texts: Vec<&str> = (0..tags.len()).map(|at| article.token_text(at)).collect();
        assert_eq!(texts, ["Im", "Rat", "sei", "niemand", "."]);
        let parts: Vec<Part> = tags.iter().map(|tag| tag.part).collect();
        assert_eq!(parts, [Part::Preposition, Part::Noun, Part::AuxiliarySubjunctive1, Part::Pronoun, Part::Mark]);
        let cases: Vec<Case> = tags.iter().map(|tag| tag.case).collect();
        assert_eq!(cases, [Case::None, Case::Dative, Case::None, Case::Nominative, Case::None]);
    }

    #[test]
    fn compounds_with_hyphens_are_what_their_last_part_is() {
        let sample = "1\tRhein\tx\tPROPN\tNE\tCase=Nom|Number=Sing\t3\tx\t_\tSpaceAfter=No\n\
            2\t-\t-\tPUNCT\t$(\t_\t1\tx\t_\tSpaceAfter=No\n\
            3\tBrücken\tx\tNOUN\tNN\tCase=Acc|Number=Plur\t0\troot\t_\t_\n";
        let found = sentences(sample).expect("CoNLL-U");
        let (_, tags) = found[0].aligned().expect("short");
        assert_eq!(tags, [Tag { part: Part::Noun, case: Case::AccusativePlural }]);
    }

    #[test]
    fn a_line_without_ten_columns_is_named() {
        assert_eq!(sentences("1\tIm\n"), Err(1));
        assert_eq!(sentences("\n\nx\tx\tx\tx\tx\tx\tx\tx\tx\tx\n"), Err(3));
    }

    #[test]
    fn forms_of_verbs_are_told_by_features_or_by_the_treebank_s_own_class() {
        let part = |class, own, morphology| tag(class, own, morphology, "root").part;
        assert_eq!(part("VERB", "VBC", "Mood=Ind|Tense=Past"), Part::Indicative);
        assert_eq!(part("VERB", "VBN", "Tense=Past"), Part::Participle);
        assert_eq!(part("VERB", "VB", "_"), Part::Infinitive);
        assert_eq!(part("AUX", "VAFIN", "Mood=Sub|Tense=Past"), Part::AuxiliarySubjunctive2);
        assert_eq!(part("PRON", "PRELS", "Case=Nom|Number=Plur"), Part::Relative);
        assert_eq!(tag("ADP", "PTKVZ", "_", "compound:prt").part, Part::VerbParticle);
    }

    #[test]
    fn accuracy_counts_what_its_names_say() {
        let tag = |part, case| Tag { part, case };
        let mut found = TaggerAccuracy::default();
        found.add(tag(Part::Subjunctive1, Case::None), tag(Part::AuxiliarySubjunctive2, Case::None));
        found.add(tag(Part::Indicative, Case::None), tag(Part::Subjunctive2, Case::None));
        found.add(tag(Part::Relative, Case::DativePlural), tag(Part::Pronoun, Case::Dative));
        assert_eq!((found.parts, found.classes), ([0, 3], [2, 3]));
        assert_eq!((found.finite, found.mood), ([2, 2], [1, 2]));
        assert_eq!((found.subjunctive_recall, found.subjunctive_precision), ([1, 1], [1, 2]));
        assert_eq!((found.case, found.number), ([1, 1], [0, 1]));
    }

    #[test]
    fn what_was_learned_is_found_again_after_writing_and_reading() {
        let found = sentences(SAMPLE).expect("CoNLL-U");
        let prepared = Prepared::of(&found[0]).expect("short");
        let repeated = vec![&prepared; 20];
        let tagger = trained(&repeated, TaggerSettings { least_count: 1, pull: 0.1, least_weight: 0.0, steps: 30 });
        assert_eq!(learning::tags(&prepared.article, &tagger), prepared.tags);
        let mut bytes = learning::Writer::default();
        tagger.write(&mut bytes);
        let again = Tagger::read(&mut learning::Reader(&bytes.0)).expect("as written");
        assert_eq!(learning::tags(&prepared.article, &again), prepared.tags);
        for cut in (0..bytes.0.len()).step_by(7) {
            assert!(Tagger::read(&mut learning::Reader(&bytes.0[..cut])).is_err());
        }
    }
}
