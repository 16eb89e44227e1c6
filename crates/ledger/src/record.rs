//! A record as canonical bytes. Places count bytes of the article's text; the words themselves are not repeated.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use wortlaut_reading::{
    Act, Change, Matter, MatterId, MatterTime, Medium, Mention, MentionKind, Party, PartyId, PartyKind, Position, Record, Role,
    Stance, Statement, StatementId, StatementType, When,
};
use wortlaut_text::{Diagnostic, DiagnosticKind};

use crate::canonical::{Reader, Unreadable, Writer};

/// The layout of records, their first byte.
const LAYOUT: u8 = 1;

/// The most bytes of a rule's name.
const LONGEST_NAME: usize = 100;

/// The most different names of rules that are remembered.
const MOST_NAMES: usize = 10_000;

/// The canonical bytes of `record`.
pub(crate) fn to_bytes(record: &Record) -> Vec<u8> {
    let mut into = Writer::default();
    into.byte(LAYOUT);
    into.list(&record.parties, party);
    into.list(&record.statements, statement);
    into.list(&record.matters, matter);
    into.list(&record.stances, stance);
    into.list(&record.changes, change);
    into.list(&record.diagnostics, diagnostic);
    into.0
}

/// The record whose canonical bytes these are, if all its places lie in `text`.
pub(crate) fn from_bytes(bytes: &[u8], text: &str) -> Result<Record, Unreadable> {
    let mut from = Reader::new(bytes, text);
    match from.byte()? {
        LAYOUT => {}
        other => return Err(Unreadable::Layout(other)),
    }
    let mut record = Record { parties: from.list(read_party)?, statements: from.list(read_statement)?, ..Record::default() };
    record.matters = from.list(read_matter)?;
    record.stances = from.list(read_stance)?;
    record.changes = from.list(read_change)?;
    record.diagnostics = from.list(read_diagnostic)?;
    from.end()?;
    for (position, party) in record.parties.iter_mut().enumerate() {
        party.id = PartyId::new(position);
    }
    for (position, statement) in record.statements.iter_mut().enumerate() {
        statement.id = StatementId::new(position);
    }
    for (position, matter) in record.matters.iter_mut().enumerate() {
        matter.id = MatterId::new(position);
    }
    check_references(&record)?;
    Ok(record)
}

/// Whether everything in a record has the identity of its position, and names only what is there.
pub(crate) fn check(record: &Record) -> Result<(), Unreadable> {
    let parties = record.parties.iter().enumerate().all(|(position, one)| one.id.index() == position);
    let statements = record.statements.iter().enumerate().all(|(position, one)| one.id.index() == position);
    let matters = record.matters.iter().enumerate().all(|(position, one)| one.id.index() == position);
    if !(parties && statements && matters) {
        return Err(Unreadable::Reference("an identity that is not a position"));
    }
    if record.statements.iter().any(|one| one.quote.is_empty()) {
        return Err(Unreadable::Place);
    }
    check_references(record)
}

fn check_references(record: &Record) -> Result<(), Unreadable> {
    let all = |found: bool, what: &'static str| if found { Ok(()) } else { Err(Unreadable::Reference(what)) };
    let party = |id: PartyId| id.index() < record.parties.len();
    let statement = |id: StatementId| id.index() < record.statements.len();
    let matter = |id: MatterId| id.index() < record.matters.len();
    let parties = record.parties.iter().filter_map(|one| one.speaks_for);
    let parties = parties.chain(record.statements.iter().filter_map(|one| one.party));
    let parties = parties.chain(record.matters.iter().flat_map(|one| one.parties.iter().copied()));
    let parties = parties.chain(record.stances.iter().map(|one| one.party));
    let mut parties = parties.chain(record.changes.iter().map(|one| one.party));
    all(parties.all(party), "a party")?;
    let statements = record.statements.iter().filter_map(|one| one.within);
    let statements = statements.chain(record.stances.iter().map(|one| one.statement));
    let mut statements = statements.chain(record.changes.iter().flat_map(|one| [one.from.statement, one.to.statement]));
    all(statements.all(statement), "a statement")?;
    let matters = record.statements.iter().filter_map(|one| one.matter);
    let matters = matters.chain(record.stances.iter().map(|one| one.matter));
    let mut matters = matters.chain(record.changes.iter().map(|one| one.matter));
    all(matters.all(matter), "a matter")
}

fn party(into: &mut Writer, party: &Party) {
    into.text(&party.name);
    into.option(party.kind, |into, kind| into.text(kind.name()));
    into.list(&party.aliases, |into, alias| into.text(alias));
    into.list(&party.roles, |into, role| {
        into.text(&role.title);
        into.option(role.of.as_deref(), Writer::text);
    });
    into.option(party.speaks_for, |into, id| into.number(id.index() as u64));
    into.option(party.identity.as_deref(), Writer::text);
    into.list(&party.mentions, |into, mention| {
        into.span(mention.span);
        into.text(mention.kind.name());
    });
}

fn read_party(from: &mut Reader<'_>) -> Result<Party, Unreadable> {
    Ok(Party {
        id: PartyId::new(0),
        name: from.text()?.to_owned(),
        kind: from.option(|from| from.named("kind of party", PartyKind::from_name))?,
        aliases: from.list(owned)?,
        roles: from.list(|from| Ok(Role { title: owned(from)?, of: from.option(owned)? }))?,
        speaks_for: from.option(party_id)?,
        identity: from.option(owned)?,
        mentions: from
            .list(|from| Ok(Mention { span: from.span()?, kind: from.named("kind of mention", MentionKind::from_name)? }))?,
    })
}

fn statement(into: &mut Writer, statement: &Statement) {
    into.text(statement.kind.name());
    into.list(&statement.quote, |into, span| into.span(*span));
    into.option(statement.speaker, Writer::span);
    into.option(statement.party, |into, id| into.number(id.index() as u64));
    into.list(&statement.cue, |into, span| into.span(*span));
    into.option(statement.addressee, Writer::span);
    into.list(&statement.frame, |into, span| into.span(*span));
    into.option(statement.medium, |into, medium| into.text(medium.name()));
    into.option(statement.act, |into, act| into.text(act.name()));
    into.mark(statement.hedge);
    into.option(statement.venue, Writer::span);
    into.option(statement.when.as_ref(), |into, when| {
        into.span(when.span);
        into.option(when.value.as_deref(), Writer::text);
    });
    into.option(statement.within, |into, id| into.number(id.index() as u64));
    into.option(statement.matter, |into, id| into.number(id.index() as u64));
    into.number(per_mille(statement.confidence).into());
    into.text(statement.found_by);
}

fn read_statement(from: &mut Reader<'_>) -> Result<Statement, Unreadable> {
    let statement = Statement {
        id: StatementId::new(0),
        kind: from.named("type", StatementType::from_name)?,
        quote: from.list(Reader::span)?,
        speaker: from.option(Reader::span)?,
        party: from.option(party_id)?,
        cue: from.list(Reader::span)?,
        addressee: from.option(Reader::span)?,
        frame: from.list(Reader::span)?,
        medium: from.option(|from| from.named("medium", Medium::from_name))?,
        act: from.option(|from| from.named("act", Act::from_name))?,
        hedge: from.mark()?,
        venue: from.option(Reader::span)?,
        when: from.option(|from| Ok(When { span: from.span()?, value: from.option(owned)? }))?,
        within: from.option(statement_id)?,
        matter: from.option(matter_id)?,
        confidence: match from.small()? {
            share @ 0..=1000 => share as f32 / 1000.0,
            _ => return Err(Unreadable::Number),
        },
        found_by: from.named("name of a rule", rule)?,
    };
    if statement.quote.is_empty() { Err(Unreadable::Place) } else { Ok(statement) }
}

fn matter(into: &mut Writer, matter: &Matter) {
    into.text(&matter.label);
    into.list(&matter.parties, |into, id| into.number(id.index() as u64));
    into.list(&matter.mentions, |into, span| into.span(*span));
    into.option(matter.time.as_ref(), |into, time| match time {
        MatterTime::Unknown { evidence } => {
            into.mark(false);
            into.span(*evidence);
        }
        MatterTime::Known { value, evidence } => {
            into.mark(true);
            into.text(value);
            into.span(*evidence);
        }
    });
}

fn read_matter(from: &mut Reader<'_>) -> Result<Matter, Unreadable> {
    Ok(Matter {
        id: MatterId::new(0),
        label: owned(from)?,
        parties: from.list(party_id)?,
        mentions: from.list(Reader::span)?,
        time: from.option(|from| {
            Ok(if from.mark()? {
                MatterTime::Known { value: owned(from)?, evidence: from.span()? }
            } else {
                MatterTime::Unknown { evidence: from.span()? }
            })
        })?,
    })
}

fn stance(into: &mut Writer, stance: &Stance) {
    into.number(stance.matter.index() as u64);
    into.number(stance.party.index() as u64);
    into.text(stance.act.name());
    into.number(stance.statement.index() as u64);
    into.option(stance.since.as_deref(), Writer::text);
    into.mark(stance.first_hand);
}

fn read_stance(from: &mut Reader<'_>) -> Result<Stance, Unreadable> {
    Ok(Stance {
        matter: matter_id(from)?,
        party: party_id(from)?,
        act: from.named("act", Act::from_name)?,
        statement: statement_id(from)?,
        since: from.option(owned)?,
        first_hand: from.mark()?,
    })
}

fn change(into: &mut Writer, change: &Change) {
    into.number(change.party.index() as u64);
    into.number(change.matter.index() as u64);
    position(into, &change.from);
    position(into, &change.to);
}

fn read_change(from: &mut Reader<'_>) -> Result<Change, Unreadable> {
    Ok(Change { party: party_id(from)?, matter: matter_id(from)?, from: read_position(from)?, to: read_position(from)? })
}

fn position(into: &mut Writer, position: &Position) {
    into.number(position.statement.index() as u64);
    into.span(position.span);
    into.text(&position.value);
    into.option(position.when, Writer::span);
}

fn read_position(from: &mut Reader<'_>) -> Result<Position, Unreadable> {
    Ok(Position { statement: statement_id(from)?, span: from.span()?, value: owned(from)?, when: from.option(Reader::span)? })
}

fn diagnostic(into: &mut Writer, diagnostic: &Diagnostic) {
    into.text(diagnostic.kind.name());
    into.option(diagnostic.span, Writer::span);
    into.text(&diagnostic.message);
}

fn read_diagnostic(from: &mut Reader<'_>) -> Result<Diagnostic, Unreadable> {
    Ok(Diagnostic {
        kind: from.named("kind of diagnostic", DiagnosticKind::from_name)?,
        span: from.option(Reader::span)?,
        message: owned(from)?,
    })
}

fn owned(from: &mut Reader<'_>) -> Result<String, Unreadable> {
    from.text().map(str::to_owned)
}

fn party_id(from: &mut Reader<'_>) -> Result<PartyId, Unreadable> {
    Ok(PartyId::new(from.small()? as usize))
}

fn statement_id(from: &mut Reader<'_>) -> Result<StatementId, Unreadable> {
    Ok(StatementId::new(from.small()? as usize))
}

fn matter_id(from: &mut Reader<'_>) -> Result<MatterId, Unreadable> {
    Ok(MatterId::new(from.small()? as usize))
}

/// A share in thousandths, as it is shown.
pub(crate) fn per_mille(share: f32) -> u32 {
    // A share that is no number counts as none; the cast of one that is lies between 0 and 1000.
    (f64::from(share.clamp(0.0, 1.0)) * 1000.0).round() as u32
}

/// The name of a rule for as long as the program runs, since that is how records have it. Rules are few; their names are kept once each.
fn rule(name: &str) -> Option<&'static str> {
    static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = names.get(name) {
        return Some(known);
    }
    if name.len() > LONGEST_NAME || names.len() >= MOST_NAMES {
        return None;
    }
    let kept: &'static str = Box::leak(name.to_owned().into_boxed_str());
    names.insert(kept);
    Some(kept)
}
