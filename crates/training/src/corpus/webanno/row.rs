//! The columns of a file, and the annotations in them.

use std::collections::BTreeMap;

use super::{CHAIN_LAYER, RELATION_LAYER, SPAN_LAYER, escape};

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    Feature(String),
    Roles,
    Targets,
    /// Only that there is an annotation.
    Presence,
}

/// A layer with its columns, from the first on.
#[derive(Clone, Debug)]
struct Layer {
    /// After the last dot.
    name: String,
    first: usize,
    columns: Vec<Content>,
}

/// The columns that the head of a file declares.
#[derive(Debug, Default)]
pub(super) struct Columns {
    layers: Vec<Layer>,
    /// How many there are, with those of chains and relations.
    pub(super) count: usize,
}

impl Columns {
    /// Takes in a declaration; `false` if the line is none.
    pub(super) fn declare(&mut self, line: &str) -> bool {
        let span_layer = line.strip_prefix(SPAN_LAYER);
        let Some(rest) = span_layer.or_else(|| line.strip_prefix(CHAIN_LAYER)).or_else(|| line.strip_prefix(RELATION_LAYER))
        else {
            return false;
        };
        let mut fields = rest.split('|').filter(|field| !field.is_empty());
        let name = fields.next().unwrap_or_default();
        let mut columns: Vec<Content> = Vec::new();
        for field in fields {
            let after_roles = columns.last() == Some(&Content::Roles);
            columns.push(match field {
                _ if field.starts_with("ROLE_") => Content::Roles,
                _ if after_roles => Content::Targets,
                feature => Content::Feature(feature.to_owned()),
            });
        }
        if columns.is_empty() {
            columns.push(Content::Presence);
        }
        let first = self.count;
        self.count += columns.len();
        if span_layer.is_some() {
            let name = name.rsplit('.').next().unwrap_or(name).to_owned();
            self.layers.push(Layer { name, first, columns });
        }
        true
    }
}

/// An annotation of a span layer. Places are UTF-16 units.
#[derive(Clone, Debug)]
pub(super) struct Annotation {
    /// The layer's name after the last dot.
    pub(super) layer: String,
    /// Its number in the file, where it has one.
    pub(super) identity: Option<usize>,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where it begins in the file.
    pub(super) line: usize,
    pub(super) features: BTreeMap<String, String>,
    pub(super) slots: Vec<Slot>,
}

/// A part of an annotation: its role, the row it begins on, and its identity.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) role: Option<String>,
    pub(super) row: String,
    pub(super) identity: Option<usize>,
}

/// The annotations of a file so far.
#[derive(Debug, Default)]
pub(super) struct Annotations {
    pub(super) all: Vec<Annotation>,
    by_identity: BTreeMap<usize, usize>,
    by_row: BTreeMap<String, Vec<usize>>,
}

/// A row of the file.
pub(super) struct Row<'f> {
    pub(super) name: &'f str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) line: usize,
    /// One for each declared column.
    pub(super) fields: &'f [&'f str],
}

impl Annotations {
    /// Takes in the annotations on a row; else what is wrong with it.
    pub(super) fn take(&mut self, columns: &Columns, row: &Row<'_>) -> Result<(), String> {
        columns.layers.iter().try_for_each(|layer| self.take_layer(layer, row))
    }

    fn take_layer(&mut self, layer: &Layer, row: &Row<'_>) -> Result<(), String> {
        let fields = row.fields.get(layer.first..layer.first + layer.columns.len()).unwrap_or_default();
        let cells: Vec<(&Content, Vec<&str>)> = layer
            .columns
            .iter()
            .zip(fields)
            .filter(|(_, field)| **field != "_")
            .map(|(content, field)| (content, escape::split(field, '|')))
            .collect();
        let count = cells.iter().map(|(_, values)| values.len()).max().unwrap_or_default();
        if cells.iter().any(|(_, values)| values.len() != count) {
            return Err(format!("the columns of the layer {} hold different numbers of annotations", layer.name));
        }
        for number in 0..count {
            let mut identity = None;
            for (_, values) in cells.iter().filter(|(content, _)| **content != Content::Targets) {
                if let (_, Some(written)) = escape::split_identity(values[number]) {
                    let parsed = written.parse().map_err(|_| format!("\"{written}\" is no number of an annotation"))?;
                    identity.get_or_insert(parsed);
                }
            }
            let at = self.at(layer, identity, row)?;
            let annotation = &mut self.all[at];
            let (mut roles, mut targets) = (None, None);
            for (content, values) in &cells {
                let value = values[number];
                match content {
                    Content::Presence => {}
                    Content::Feature(feature) => {
                        let (value, _) = escape::split_identity(value);
                        if value != "*" && value != "_" {
                            annotation.features.insert(feature.clone(), escape::plain_value(value));
                        }
                    }
                    Content::Roles => roles = Some(escape::split_identity(value).0),
                    Content::Targets => targets = Some(value),
                }
            }
            annotation.slots = slots(roles.unwrap_or("_"), targets.unwrap_or("*"))?;
        }
        Ok(())
    }

    /// The annotation with this identity, or a new one, now reaching to the row's end.
    fn at(&mut self, layer: &Layer, identity: Option<usize>, row: &Row<'_>) -> Result<usize, String> {
        let known = identity.and_then(|identity| self.by_identity.get(&identity)).copied();
        let at = known.unwrap_or(self.all.len());
        match self.all.get_mut(at) {
            Some(annotation) if annotation.layer != layer.name => {
                return Err(format!("one annotation is in the layers {} and {}", annotation.layer, layer.name));
            }
            Some(annotation) => {
                annotation.start = annotation.start.min(row.start);
                annotation.end = annotation.end.max(row.end);
            }
            None => self.all.push(Annotation {
                layer: layer.name.clone(),
                identity,
                start: row.start,
                end: row.end,
                line: row.line,
                features: BTreeMap::new(),
                slots: Vec::new(),
            }),
        }
        if let Some(identity) = identity {
            self.by_identity.insert(identity, at);
        }
        self.by_row.entry(row.name.to_owned()).or_default().push(at);
        Ok(at)
    }

    /// What a slot points at.
    pub(super) fn target(&self, slot: &Slot, layer: &str) -> Option<&Annotation> {
        let at = match slot.identity {
            Some(identity) => self.by_identity.get(&identity),
            None => self.by_row.get(&slot.row)?.iter().find(|at| self.all.get(**at).is_some_and(|one| one.layer == layer)),
        };
        self.all.get(*at?)
    }
}

fn slots(roles: &str, targets: &str) -> Result<Vec<Slot>, String> {
    if matches!(roles, "_" | "") && matches!(targets, "*" | "_" | "") {
        return Ok(Vec::new());
    }
    let (roles, targets) = (escape::split(roles, ';'), escape::split(targets, ';'));
    if roles.len() != targets.len() {
        return Err(format!("a statement has {} roles and {} parts", roles.len(), targets.len()));
    }
    let slot = |(role, target): (&str, &str)| {
        let (row, identity) = escape::split_identity(target);
        let identity = identity.map(|written| written.parse().map_err(|_| format!("\"{target}\" is no place of a part")));
        Ok(Slot { role: (role != "*").then(|| escape::plain_value(role)), row: row.to_owned(), identity: identity.transpose()? })
    };
    roles.into_iter().zip(targets).map(slot).collect()
}
