//! What every record must keep, whatever the text.

use wortlaut_reading::{Mention, Party, PartyId, Record, Statement, StatementId, StatementType};
use wortlaut_text::{CodePoints, Span};

/// Everything in `record` that breaks the contract with `text`, one sentence each.
pub fn breaches(text: &str, record: &Record) -> Vec<String> {
    let places = Places { text, points: CodePoints::new(text) };
    let mut breaches = Vec::new();
    let mut earlier = None;
    for (position, statement) in record.statements.iter().enumerate() {
        let mut say = |what: String| breaches.push(format!("statement {} ({}): {what}", position + 1, statement.found_by));
        places.inspect(statement, &mut say);
        if statement.id != StatementId::new(position) {
            say(format!("its id is {}", statement.id));
        }
        let start = statement.quote.first().map(|piece| piece.start());
        if start < earlier {
            say("it stands before the one that comes before it".to_owned());
        }
        earlier = start;
        if let Some(outer) = statement.within {
            match record.statements.get(outer.index()) {
                Some(outer) if outer.id.index() < position => {
                    if !whole(&outer.quote).is_some_and(|outer| statement.quote.iter().all(|piece| outer.contains(*piece))) {
                        say(format!("it does not lie inside {}, which it is within", outer.id));
                    }
                }
                _ => say(format!("it is within {outer}, which does not come before it")),
            }
        }
    }
    for (position, party) in record.parties.iter().enumerate() {
        let mut say = |what: String| breaches.push(format!("party {} ({}): {what}", position + 1, party.name));
        if party.id != PartyId::new(position) {
            say(format!("its id is {}", party.id));
        }
        places.inspect_party(party, &mut say);
        if party.speaks_for.is_some_and(|other| other == party.id || record.parties.get(other.index()).is_none()) {
            say(format!("it speaks for {:?}, which is itself or not there", party.speaks_for));
        }
    }
    let first = |party: &Party| party.mentions.first().map(|mention| mention.span.start());
    if record.parties.windows(2).any(|two| first(&two[1]) < first(&two[0])) {
        breaches.push("the parties are not in the order of their first mention".to_owned());
    }
    breaches.extend(crossings(&record.parties));
    for statement in &record.statements {
        if let Some(party) = statement.party.filter(|party| record.parties.get(party.index()).is_none()) {
            breaches.push(format!("statement {}: its party {party} is not there", statement.id));
        }
    }
    for diagnostic in &record.diagnostics {
        if let Some(span) = diagnostic.span
            && let Err(what) = places.holds(span)
        {
            breaches.push(format!("diagnostic {}: {what}", diagnostic.kind.name()));
        }
    }
    breaches
}

struct Places<'t> {
    text: &'t str,
    points: CodePoints<'t>,
}

impl Places<'_> {
    fn inspect(&self, statement: &Statement, say: &mut impl FnMut(String)) {
        if statement.quote.is_empty() {
            say("it has no quote".to_owned());
        }
        let speaker = Vec::from_iter(statement.speaker);
        let addressee = Vec::from_iter(statement.addressee);
        let when = Vec::from_iter(statement.when.as_ref().map(|when| when.span));
        let venue = Vec::from_iter(statement.venue);
        let roles = [
            ("quote", &statement.quote),
            ("speaker", &speaker),
            ("cue", &statement.cue),
            ("addressee", &addressee),
            ("frame", &statement.frame),
            ("when", &when),
            ("venue", &venue),
        ];
        for (role, pieces) in roles {
            for piece in pieces {
                if let Err(what) = self.holds(*piece) {
                    say(format!("{role}: {what}"));
                }
            }
            if pieces.windows(2).any(|two| two[1].start() < two[0].end()) {
                say(format!("{role}: the pieces {pieces:?} overlap or are out of order"));
            }
        }
        let framed = matches!(statement.kind, StatementType::Direct | StatementType::Indirect);
        if framed && statement.cue.iter().any(|cue| !statement.frame.iter().any(|frame| frame.contains(*cue))) {
            say("its frame does not hold its cue".to_owned());
        }
        if !(0.0..=1.0).contains(&statement.confidence) {
            say(format!("its confidence is {}", statement.confidence));
        }
        if statement.when.as_ref().is_some_and(|when| when.value.as_deref() == Some("")) {
            say("its time has an empty value".to_owned());
        }
        if statement.found_by.is_empty() {
            say("nothing says what found it".to_owned());
        }
    }

    fn inspect_party(&self, party: &Party, say: &mut impl FnMut(String)) {
        let is_clean = |name: &str| !name.is_empty() && name.trim() == name;
        if !is_clean(&party.name) {
            say("its name is empty or has white space at its ends".to_owned());
        }
        for (position, alias) in party.aliases.iter().enumerate() {
            if !is_clean(alias) {
                say(format!("the alias {alias:?} is empty or has white space at its ends"));
            }
            if *alias == party.name || party.aliases[..position].contains(alias) {
                say(format!("the alias {alias:?} is its name, or given twice"));
            }
        }
        if party.roles.iter().any(|role| !is_clean(&role.title) || role.of.as_deref().is_some_and(|of| !is_clean(of))) {
            say(format!("an empty role in {:?}", party.roles));
        }
        if party.mentions.is_empty() {
            say("nothing mentions it".to_owned());
        }
        for mention in &party.mentions {
            if let Err(what) = self.holds(mention.span) {
                say(format!("mention: {what}"));
            }
        }
        let order = |mention: &Mention| (mention.span.start(), mention.span.end());
        if party.mentions.windows(2).any(|two| order(&two[1]) <= order(&two[0])) {
            say("its mentions are out of order, or one is given twice".to_owned());
        }
    }

    /// A span lies in the text, holds something, has no white space at its ends, and survives the way to code points and back.
    fn holds(&self, span: Span) -> Result<(), String> {
        let held =
            self.text.get(span.start().index()..span.end().index()).ok_or_else(|| format!("{span:?} is no place in the text"))?;
        if held.trim().is_empty() {
            return Err(format!("{span:?} holds nothing"));
        }
        if held.trim().len() != held.len() {
            return Err(format!("{span:?} has white space at its ends: {held:?}"));
        }
        let (start, end) = self.points.range(span);
        let again: String = self.text.chars().skip(start as usize).take(end.saturating_sub(start) as usize).collect();
        if again == held { Ok(()) } else { Err(format!("{span:?} is {held:?}, but {again:?} in code points")) }
    }
}

fn whole(pieces: &[Span]) -> Option<Span> {
    pieces.iter().copied().reduce(Span::cover)
}

/// Mentions, of any parties, that overlap without one lying in the other.
fn crossings(parties: &[Party]) -> Vec<String> {
    let mut spans: Vec<Span> = parties.iter().flat_map(|party| &party.mentions).map(|mention| mention.span).collect();
    spans.sort_by_key(|span| (span.start(), std::cmp::Reverse(span.end())));
    let mut open: Vec<Span> = Vec::new();
    let mut crossing = Vec::new();
    for span in spans {
        while open.last().is_some_and(|last| last.end() <= span.start()) {
            open.pop();
        }
        if let Some(last) = open.last().filter(|last| last.end() < span.end()) {
            crossing.push(format!("the mentions {last:?} and {span:?} cross"));
        }
        open.push(span);
    }
    crossing
}
