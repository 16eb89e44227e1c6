//! The statements of an article as a table.

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width};
use wortlaut_reading::{Record, Statement};

use crate::columns;
use crate::labels::{HEDGE, Labels};
use crate::quoted::{said, words};

/// Columns between two columns.
const GAP: usize = 2;

/// A title and a cell for each statement.
struct Column {
    cells: Vec<String>,
    /// Display columns of the widest cell.
    width: usize,
}

/// Draws the table, `width` columns wide at most; its first line has the titles.
///
/// Where there is little room, columns are left out that the drawing on the text shows too.
pub(crate) fn statements(text: &str, record: &Record, labels: Labels, width: usize) -> Vec<String> {
    let names = match width {
        0..60 => 12,
        60..100 => 18,
        _ => 24,
    };
    let column = |title: &str, most: usize, cell: &dyn Fn(&Statement) -> String| {
        let cells: Vec<String> = std::iter::once(title.to_owned()).chain(record.statements.iter().map(cell)).collect();
        let width = cells.iter().map(|cell| columns::width(cell)).max().unwrap_or(0).min(most);
        Column { cells, width }
    };
    let anybody_addressed = record.statements.iter().any(|statement| statement.addressee.is_some());
    let any_act = record.statements.iter().any(|statement| statement.act.is_some() || statement.hedge);
    let number = column(labels.number(), width, &|statement| (statement.id.index() + 1).to_string());
    let kind = column(labels.kind_title(), width, &|statement| labels.kind(statement.kind).to_owned());
    let act = column(labels.act_title(), width, &|statement| act(statement, labels));
    let speaker = column(labels.speaker_title(), names, &|statement| {
        statement.speaker.map_or("–".to_owned(), |span| words(text, span, 2 * names - 4))
    });
    let addressee = column(labels.addressee_title(), names, &|statement| {
        statement.addressee.map_or(String::new(), |span| words(text, span, 2 * names - 4))
    });
    let confidence = column(labels.confidence_title(), width, &|statement| labels.share(statement.confidence));

    let mut columns = vec![number];
    columns.extend((width >= 80).then_some(kind));
    columns.extend((width >= 60 && any_act).then_some(act));
    columns.push(speaker);
    let said_at = columns.len();
    columns.extend((width >= 100 && anybody_addressed).then_some(addressee));
    columns.push(confidence);
    // The words get what the others leave.
    let taken: usize = columns.iter().map(|column| column.width + GAP).sum();
    let room = width.saturating_sub(taken).max(12);
    // Two lines of them, less what the breaks between them cost.
    columns.insert(said_at, self::column_of_words(text, record, labels, room));

    let mut table = Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    let mut rows =
        (0..=record.statements.len()).map(|row| columns.iter().map(|column| column.cells[row].as_str()).collect::<Vec<_>>());
    table.set_header(rows.next().unwrap_or_default());
    table.add_rows(rows);
    let last = columns.len() - 1;
    for (index, (drawn, column)) in table.column_iter_mut().zip(&columns).enumerate() {
        let gap = if index == last { 0 } else { GAP };
        drawn.set_padding((0, gap as u16));
        drawn.set_constraint(ColumnConstraint::Absolute(Width::Fixed((column.width + gap) as u16)));
        if index == 0 || index == last {
            drawn.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.lines().map(|line| line.trim_end().to_owned()).collect()
}

fn column_of_words(text: &str, record: &Record, labels: Labels, room: usize) -> Column {
    let most = if room > 20 { 2 * room - 8 } else { 2 * room };
    let cells = record.statements.iter().map(|statement| said(text, statement, most));
    Column { cells: std::iter::once(labels.said_title().to_owned()).chain(cells).collect(), width: room }
}

fn act(statement: &Statement, labels: Labels) -> String {
    let act = statement.act.map_or("–", |act| labels.act(act));
    if statement.hedge { format!("{act} {HEDGE}") } else { act.to_owned() }
}
