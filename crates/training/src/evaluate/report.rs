//! What an evaluation tells, as data. Shares are from 0 to 1; a share of nothing is 0.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// All figures of one corpus, as `wortlaut eval --format json` prints them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// `wortlaut/eval/1`.
    pub schema: String,
    /// Where the corpus was read from.
    pub corpus: String,
    /// Number of articles.
    pub documents: usize,
    /// Whether every span is exact.
    pub exactness: Exactness,
    /// The figures over all types first, then over some where the corpus asks for it.
    pub views: Vec<View>,
    /// What [`crate::compare`] draws from: the first view's tallies, one an article.
    pub tallies: Vec<DocumentTally>,
}

impl Report {
    /// On one line, for [`Report::from_json`].
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What [`Report::json`] wrote.
    ///
    /// # Errors
    /// [`serde_json::Error`] with line and column if it is anything else.
    pub fn from_json(json: &[u8]) -> std::result::Result<Self, serde_json::Error> {
        serde_json::from_slice(json)
    }
}

/// The figures over some types of statements; others are left out on both sides.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// What is in it.
    pub name: String,
    /// The measure of the public data (M1).
    pub statements: Statements,
    /// What a user sees (M2), over all of the view's types.
    pub user: User,
    /// The same by type of the annotated (for recall) and of the found statement (for precision).
    pub types: Vec<TypeRow>,
    /// Who is speaking, of the found statements. Nought in reports that were written before parties were measured.
    #[serde(default)]
    pub parties: Parties,
    /// Whether `confidence` can be believed.
    pub calibration: Calibration,
    /// How right each rule or model is, the most frequent first.
    pub rules: Vec<Rule>,
}

/// A share, with both of its numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ratio {
    /// Those that are right.
    pub right: usize,
    /// All.
    pub of: usize,
}

impl Ratio {
    /// Between 0 and 1.
    #[must_use]
    pub fn share(self) -> f64 {
        if self.of == 0 { 0.0 } else { self.right as f64 / self.of as f64 }
    }

    pub(super) fn count(&mut self, is_right: bool) {
        self.right += usize::from(is_right);
        self.of += 1;
    }

    pub(super) fn add(&mut self, other: Self) {
        self.right += other.right;
        self.of += other.of;
    }
}

/// The harmonic mean; 0 if both are 0.
pub(super) fn harmonic(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

/// Precision and recall averaged over groups: sums of the shares, and of how many groups had a denominator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Macro {
    /// Sum of the groups' precisions.
    pub precision_sum: f64,
    /// Groups in which something was found.
    pub precision_groups: usize,
    /// Sum of the groups' recalls.
    pub recall_sum: f64,
    /// Groups in which something is annotated.
    pub recall_groups: usize,
}

impl Macro {
    /// Mean precision; 0 if nothing was found anywhere.
    #[must_use]
    pub fn precision(&self) -> f64 {
        if self.precision_groups == 0 { 0.0 } else { self.precision_sum / self.precision_groups as f64 }
    }

    /// Mean recall; 0 if nothing is annotated anywhere.
    #[must_use]
    pub fn recall(&self) -> f64 {
        if self.recall_groups == 0 { 0.0 } else { self.recall_sum / self.recall_groups as f64 }
    }

    /// The harmonic mean of the two means.
    #[must_use]
    pub fn f1(&self) -> f64 {
        harmonic(self.precision(), self.recall())
    }

    /// Counts a group of which `shared` tokens are in both, `gold` annotated and `found` found.
    pub(super) fn count(&mut self, shared: usize, gold: usize, found: usize) {
        if found > 0 {
            self.precision_sum += shared as f64 / found as f64;
            self.precision_groups += 1;
        }
        if gold > 0 {
            self.recall_sum += shared as f64 / gold as f64;
            self.recall_groups += 1;
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.precision_sum += other.precision_sum;
        self.precision_groups += other.precision_groups;
        self.recall_sum += other.recall_sum;
        self.recall_groups += other.recall_groups;
    }
}

/// The measure of the public data (M1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Statements {
    /// The quotes.
    pub messages: Macro,
    /// Addressee, cue, frame and speaker pooled.
    pub roles: Macro,
    /// All parts pooled.
    pub joint: Macro,
    /// To whom.
    pub addressee: Macro,
    /// What attributes.
    pub cue: Macro,
    /// The attributing clause; `None` where the annotation has none.
    pub frame: Option<Macro>,
    /// Who.
    pub speaker: Macro,
    /// Found statements whose pair has their type.
    pub type_precision: Ratio,
    /// Annotated statements whose pair has their type.
    pub type_recall: Ratio,
}

impl Statements {
    /// Micro F1 of the types: a pair with equal types is a hit, everything else a miss on its side.
    #[must_use]
    pub fn type_f1(&self) -> f64 {
        harmonic(self.type_precision.share(), self.type_recall.share())
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.messages.add(&other.messages);
        self.roles.add(&other.roles);
        self.joint.add(&other.joint);
        self.addressee.add(&other.addressee);
        self.cue.add(&other.cue);
        if let Some(frame) = &other.frame {
            self.frame.get_or_insert_default().add(frame);
        }
        self.speaker.add(&other.speaker);
        self.type_precision.add(other.type_precision);
        self.type_recall.add(other.type_recall);
    }
}

/// What a user sees (M2). *Found* means that the pair's quotes overlap by at least 0.8.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct User {
    /// Found statements that stand for an annotated one.
    pub found_precision: Ratio,
    /// Annotated statements that were found.
    pub found_recall: Ratio,
    /// Found statements that stand for an annotated one and have the right party.
    pub attributed_precision: Ratio,
    /// Annotated statements that were found with the right party.
    pub attributed_recall: Ratio,
    /// Acts that are right, of the found statements whose act is annotated.
    pub act: Ratio,
    /// Mean F1 of the acts that occur on either side of these.
    pub act_macro_f1: f64,
    /// Hedges that are right, of the found statements whose hedge is annotated.
    pub hedge: Ratio,
    /// Said to be hedged and so annotated, of these.
    pub hedge_precision: Ratio,
    /// Annotated as hedged and said so, of these.
    pub hedge_recall: Ratio,
    /// Media that are right, of the found statements whose medium is annotated.
    pub medium: Ratio,
    /// Addressees that share a token with the annotated one, of those given to found statements.
    pub addressee_precision: Ratio,
    /// Annotated addressees of found statements that share a token with the given one.
    pub addressee_recall: Ratio,
}

impl User {
    /// Harmonic mean of the two.
    #[must_use]
    pub fn found_f1(&self) -> f64 {
        harmonic(self.found_precision.share(), self.found_recall.share())
    }

    /// Harmonic mean of the two.
    #[must_use]
    pub fn attributed_f1(&self) -> f64 {
        harmonic(self.attributed_precision.share(), self.attributed_recall.share())
    }
}

/// One type's row of M2, with what went wrong.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TypeRow {
    /// Its name; `all` for all.
    pub name: String,
    /// Of the found statements of this type.
    pub found_precision: Ratio,
    /// Of the annotated statements of this type.
    pub found_recall: Ratio,
    /// Of the found statements of this type.
    pub attributed_precision: Ratio,
    /// Of the annotated statements of this type.
    pub attributed_recall: Ratio,
    /// Found statements of this annotated type that were given it.
    pub kind: Ratio,
    /// Right acts on found statements of this annotated type.
    pub act: Ratio,
    /// Annotated statements without a pair.
    pub missed: usize,
    /// Annotated statements whose pair overlaps by less than 0.8.
    pub boundary: usize,
    /// Found statements without a pair.
    pub spurious: usize,
    /// Annotated statements that were found with a wrong phrase as speaker, whatever its party.
    pub wrong_speaker: usize,
}

impl TypeRow {
    pub(super) fn add(&mut self, other: &Self) {
        self.found_precision.add(other.found_precision);
        self.found_recall.add(other.found_recall);
        self.attributed_precision.add(other.attributed_precision);
        self.attributed_recall.add(other.attributed_recall);
        self.kind.add(other.kind);
        self.act.add(other.act);
        self.missed += other.missed;
        self.boundary += other.boundary;
        self.spurious += other.spurious;
        self.wrong_speaker += other.wrong_speaker;
    }
}

/// Who is speaking: the parties of found statements, by how the annotated speaker is mentioned.
///
/// [`same_party`](crate::same_party) says which names are the same, and what *short* means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parties {
    /// By a phrase with a name in it.
    pub name: PartyRow,
    /// By an office, relation or description of people alone.
    pub role: PartyRow,
    /// By a common noun for a body or a text: *die Behörde*, *ein Bericht*.
    pub body: PartyRow,
    /// By a pronoun.
    pub pronoun: PartyRow,
    /// Not at all.
    pub nobody: PartyRow,
    /// Found statements whose annotated party is unknown that got none.
    pub unknown: Ratio,
    /// Found parties that stand, each within its article, for more than one annotated party: several people taken for one.
    pub merged: usize,
}

impl Parties {
    /// All found statements whose party is annotated.
    #[must_use]
    pub fn all(&self) -> PartyRow {
        [self.name, self.role, self.body, self.pronoun, self.nobody].into_iter().fold(PartyRow::default(), PartyRow::plus)
    }

    /// Those whose speaker has to be resolved: a role without a name, or a pronoun.
    #[must_use]
    pub fn pointing(&self) -> PartyRow {
        self.role.plus(self.pronoun)
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.name = self.name.plus(other.name);
        self.role = self.role.plus(other.role);
        self.body = self.body.plus(other.body);
        self.pronoun = self.pronoun.plus(other.pronoun);
        self.nobody = self.nobody.plus(other.nobody);
        self.unknown.add(other.unknown);
        self.merged += other.merged;
    }
}

/// Found statements whose party is annotated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyRow {
    /// The found party has the annotated name, or it is one of its aliases.
    pub right: usize,
    /// The found name is what the article writes of an annotated name that it does not write.
    pub short: usize,
    /// Another party.
    pub wrong: usize,
    /// No party.
    pub abstained: usize,
    /// Annotated names that the article writes in a form that is the same: only these can be right.
    pub written: usize,
}

impl PartyRow {
    /// All of them.
    #[must_use]
    pub fn known(self) -> usize {
        self.right + self.short + self.wrong + self.abstained
    }

    fn plus(self, other: Self) -> Self {
        Self {
            right: self.right + other.right,
            short: self.short + other.short,
            wrong: self.wrong + other.wrong,
            abstained: self.abstained + other.abstained,
            written: self.written + other.written,
        }
    }
}

/// Whether `confidence` can be believed: ten bins of equal width.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// From 0 to 1 in tenths; 1 itself is in the last.
    pub bins: [Bin; 10],
}

/// Found statements of about one confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// How many of them stand for an annotated one.
    pub found: Ratio,
    /// Sum of their confidences.
    pub confidence_sum: f64,
}

impl Calibration {
    /// The mean distance between confidence and share found, weighted by the bins' statements.
    #[must_use]
    pub fn expected_error(&self) -> f64 {
        let all: usize = self.bins.iter().map(|bin| bin.found.of).sum();
        if all == 0 {
            return 0.0;
        }
        self.bins.iter().map(|bin| (bin.confidence_sum - bin.found.right as f64).abs()).sum::<f64>() / all as f64
    }

    pub(super) fn count(&mut self, confidence: f32, is_found: bool) {
        // Not a number is no confidence at all.
        let confidence = if confidence.is_nan() { 0.0 } else { confidence.clamp(0.0, 1.0) };
        // In the confidence's own precision, so that 0.7 opens the bin from 0.7 on.
        let bin = &mut self.bins[((confidence * 10.0) as usize).min(9)];
        bin.found.count(is_found);
        bin.confidence_sum += f64::from(confidence);
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (bin, other) in self.bins.iter_mut().zip(&other.bins) {
            bin.found.add(other.found);
            bin.confidence_sum += other.confidence_sum;
        }
    }
}

/// How right a rule or model is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Its name, as in `found_by`.
    pub name: String,
    /// Its statements that stand for an annotated one.
    pub found: Ratio,
    /// Its statements that do and have the right party.
    pub attributed: Ratio,
    /// Its statements that have no pair at all.
    pub spurious: usize,
    /// Sum of its confidences.
    pub confidence_sum: f64,
}

pub(super) type Rules = BTreeMap<String, Rule>;

/// Whether every span is exact; all but `spans` must be 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exactness {
    /// Spans of the reading that were checked.
    pub spans: usize,
    /// Spans that leave the article or cut a character in two.
    pub outside: usize,
    /// Spans whose text, cut by code points as users of the exports do, differs from the article's bytes.
    pub different: usize,
    /// Spans that hold nothing.
    pub empty: usize,
    /// Spans of the annotation that do not hold the text it says. An error of the corpus, not of the reading.
    pub annotation: usize,
}

impl Exactness {
    pub(super) fn add(&mut self, other: &Self) {
        self.spans += other.spans;
        self.outside += other.outside;
        self.different += other.different;
        self.empty += other.empty;
        self.annotation += other.annotation;
    }
}

/// One article's part of the figures that are compared.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DocumentTally {
    /// Its name.
    pub document: String,
    /// The quotes.
    pub messages: Macro,
    /// All parts pooled.
    pub joint: Macro,
    /// As in [`User`].
    pub found_precision: Ratio,
    /// As in [`User`].
    pub found_recall: Ratio,
    /// As in [`User`].
    pub attributed_precision: Ratio,
    /// As in [`User`].
    pub attributed_recall: Ratio,
}
