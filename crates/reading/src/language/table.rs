//! Reads the tab-separated files of a language folder.

/// One row: its fields by position; `-` reads as empty.
#[derive(Clone, Copy)]
pub(crate) struct Row<'d> {
    line: &'d str,
}

impl<'d> Row<'d> {
    /// The field at `column`, empty if it is `-` or missing.
    pub(crate) fn field(self, column: usize) -> &'d str {
        match self.line.split('\t').nth(column).map(str::trim) {
            None | Some("-") => "",
            Some(field) => field,
        }
    }

    /// The values of a field that holds several.
    pub(crate) fn values(self, column: usize) -> impl Iterator<Item = &'d str> {
        self.field(column).split_whitespace()
    }
}

/// The rows of a file, without header, comments and empty lines.
pub(crate) fn rows(file: &str) -> impl Iterator<Item = Row<'_>> {
    file.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).skip(1).map(|line| Row { line })
}
