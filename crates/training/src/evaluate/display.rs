//! A report as aligned tables, shares in percent.

use std::fmt;

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, Table};

use super::report::{Calibration, Macro, Parties, PartyRow, Ratio, Report, Rule, Statements, TypeRow, User, View, harmonic};

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {} articles", self.corpus, self.documents)?;
        let exact = &self.exactness;
        let inexact = exact.outside + exact.different + exact.empty;
        writeln!(f, "Exactness: {inexact} of {} spans differ from the article", exact.spans)?;
        if inexact > 0 {
            writeln!(
                f,
                "  {} leave the text or cut a character, {} change by code points, {} are empty",
                exact.outside, exact.different, exact.empty
            )?;
        }
        if exact.annotation > 0 {
            writeln!(f, "  the corpus itself: {} annotated spans do not hold the text they say", exact.annotation)?;
        }
        self.views.iter().try_for_each(|view| write!(f, "\n{view}"))
    }
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "== {} ==", self.name)?;
        writeln!(f, "\nM1, mean over groups\n{}", statements(&self.statements))?;
        writeln!(f, "\nM2, found (quotes overlap by 0.8) and attributed (right party as well)\n{}", types(&self.types))?;
        writeln!(f, "\n{}", user(&self.user))?;
        if self.parties != Parties::default() {
            writeln!(f, "\nWho is speaking, of the found statements whose party is annotated\n{}", parties(&self.parties))?;
            let unknown = self.parties.unknown;
            writeln!(f, "Of {} whose party is unknown, {} got one", unknown.of, unknown.of - unknown.right)?;
            writeln!(f, "Found parties that stand for more than one annotated party: {}", self.parties.merged)?;
        }
        writeln!(
            f,
            "\nConfidence, expected calibration error {}\n{}",
            percent(self.calibration.expected_error()),
            calibration(&self.calibration)
        )?;
        writeln!(f, "\nBy rule, precision\n{}", rules(&self.rules))
    }
}

fn percent(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}

fn ratio(ratio: Ratio) -> String {
    if ratio.of == 0 { "–".to_owned() } else { percent(ratio.share()) }
}

/// The first column to the left, numbers to the right.
fn table(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING).set_header(header.to_vec()).add_rows(rows);
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

fn statements(of: &Statements) -> String {
    let row =
        |name: &str, mean: &Macro| vec![name.to_owned(), percent(mean.precision()), percent(mean.recall()), percent(mean.f1())];
    let mut rows = vec![
        row("messages", &of.messages),
        row("roles", &of.roles),
        row("joint", &of.joint),
        row("speaker", &of.speaker),
        row("cue", &of.cue),
        row("addressee", &of.addressee),
    ];
    rows.extend(of.frame.as_ref().map(|frame| row("frame", frame)));
    // The type is counted over pairs, not averaged over groups.
    rows.push(vec!["type".to_owned(), ratio(of.type_precision), ratio(of.type_recall), percent(of.type_f1())]);
    table(&["", "P", "R", "F1"], rows)
}

fn types(rows: &[TypeRow]) -> String {
    let f1 = |precision: Ratio, recall: Ratio| percent(harmonic(precision.share(), recall.share()));
    let header = [
        "",
        "gold",
        "read",
        "found P",
        "R",
        "F1",
        "attr. P",
        "R",
        "F1",
        "type",
        "act",
        "missed",
        "boundary",
        "spurious",
        "speaker wrong",
    ];
    table(
        &header,
        rows.iter().map(|row| {
            vec![
                row.name.clone(),
                row.found_recall.of.to_string(),
                row.found_precision.of.to_string(),
                ratio(row.found_precision),
                ratio(row.found_recall),
                f1(row.found_precision, row.found_recall),
                ratio(row.attributed_precision),
                ratio(row.attributed_recall),
                f1(row.attributed_precision, row.attributed_recall),
                ratio(row.kind),
                ratio(row.act),
                row.missed.to_string(),
                row.boundary.to_string(),
                row.spurious.to_string(),
                row.wrong_speaker.to_string(),
            ]
        }),
    )
}

fn user(of: &User) -> String {
    let row = |name: &str, value: String, of: usize| vec![name.to_owned(), value, of.to_string()];
    let hedge_f1 = harmonic(of.hedge_precision.share(), of.hedge_recall.share());
    table(
        &["Of the found statements", "", "of"],
        [
            row("act right", ratio(of.act), of.act.of),
            row("act macro F1", percent(of.act_macro_f1), of.act.of),
            row("hedge right", ratio(of.hedge), of.hedge.of),
            row("hedge F1", percent(hedge_f1), of.hedge_recall.of),
            row("medium right", ratio(of.medium), of.medium.of),
            row("addressee P", ratio(of.addressee_precision), of.addressee_precision.of),
            row("addressee R", ratio(of.addressee_recall), of.addressee_recall.of),
        ],
    )
}

fn parties(of: &Parties) -> String {
    let share = |count: usize, row: PartyRow| ratio(Ratio { right: count, of: row.known() });
    let rows = [
        ("all", of.all()),
        ("name", of.name),
        ("role", of.role),
        ("pronoun", of.pronoun),
        ("role or pronoun", of.pointing()),
        ("body or text", of.body),
        ("nobody", of.nobody),
    ];
    table(
        &[
            "speaker",
            "of",
            "right",
            "short",
            "wrong",
            "abstained",
            "written",
            "right %",
            "+ short %",
            "wrong %",
            "abstained %",
            "written %",
        ],
        rows.into_iter().map(|(name, row)| {
            let counts =
                [row.known(), row.right, row.short, row.wrong, row.abstained, row.written].map(|count| count.to_string());
            let shares = [row.right, row.right + row.short, row.wrong, row.abstained, row.written].map(|count| share(count, row));
            std::iter::once(name.to_owned()).chain(counts).chain(shares).collect()
        }),
    )
}

fn calibration(of: &Calibration) -> String {
    let filled = of.bins.iter().enumerate().filter(|(_, bin)| bin.found.of > 0);
    table(
        &["bin", "read", "confidence", "found"],
        filled.map(|(position, bin)| {
            vec![
                format!("{:.1}–{:.1}", position as f64 / 10.0, (position + 1) as f64 / 10.0),
                bin.found.of.to_string(),
                percent(bin.confidence_sum / bin.found.of as f64),
                ratio(bin.found),
            ]
        }),
    )
}

fn rules(of: &[Rule]) -> String {
    table(
        &["found_by", "read", "found", "attributed", "spurious", "confidence"],
        of.iter().map(|rule| {
            vec![
                rule.name.clone(),
                rule.found.of.to_string(),
                ratio(rule.found),
                ratio(rule.attributed),
                rule.spurious.to_string(),
                percent(rule.confidence_sum / rule.found.of.max(1) as f64),
            ]
        }),
    )
}
