//! Parties put together and taken apart as planned, and everything that points to them.

use std::collections::BTreeMap;

use wortlaut_text::{Article, Span};

use super::{KnownParties, add_diagnostic, is_form, plain, stems};
use crate::{Mention, MentionKind, Party, PartyId, Record, Role, Statement};

/// Where a name goes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// To a known party.
    Entry(usize),
    /// It stays, or goes to another party of the article.
    Own(usize),
    /// It becomes a party by itself.
    Free(String),
    /// Nowhere: who is meant is open.
    Open,
}

/// What becomes of one name of a party.
#[derive(Clone, Debug)]
pub(super) struct Fate {
    pub(super) text: String,
    pub(super) stems: Vec<String>,
    pub(super) target: Target,
    /// The entries between which it is open.
    pub(super) among: Vec<usize>,
}

/// What becomes of one party.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// Where everything goes that no name sends elsewhere.
    pub(super) home: Target,
    /// By name: the canonical one, then the aliases.
    pub(super) fates: Vec<Fate>,
    /// Entries that it could be, where the article names none of them in full.
    pub(super) undecided: Option<Vec<usize>>,
}

impl Plan {
    pub(super) fn is_split(&self) -> bool {
        self.fates.iter().any(|one| one.target != self.home)
    }

    /// The longest name that stands in a text with these stems.
    fn named(&self, stems: &[String]) -> Option<&Fate> {
        let stands = |one: &&Fate| !one.stems.is_empty() && stems.windows(one.stems.len()).any(|window| window == one.stems);
        self.fates.iter().filter(stands).reduce(|best, one| if one.stems.len() > best.stems.len() { one } else { best })
    }
}

/// A party as it will be.
#[derive(Default)]
struct Group {
    /// Those it is made of.
    from: Vec<usize>,
    mentions: Vec<Mention>,
    forms: Vec<String>,
    roles: Vec<Role>,
}

/// Does what is planned.
pub(super) fn regroup(known: &KnownParties, plans: &[Plan], article: &Article, record: &mut Record) {
    let text = article.text();
    let parties = std::mem::take(&mut record.parties);
    let mut opened: Vec<Span> = Vec::new();
    let targets: Vec<Vec<Target>> = parties
        .iter()
        .zip(plans)
        .map(|(party, plan)| {
            let mut current = &plan.home;
            let mut of_mention = |mention: &Mention| {
                if !plan.is_split() {
                    return plan.home.clone();
                }
                if matches!(mention.kind, MentionKind::Name | MentionKind::Metonym) {
                    let words = stems(mention.span.of(text));
                    if let Some(fate) = plan.named(&words) {
                        // „Ministerin Lindqvist“: what stands beside a name that two have decided in the article.
                        let decided = fate.among.len() > 1 && words.len() > fate.stems.len();
                        current = if decided { &plan.home } else { &fate.target };
                        if *current == Target::Open {
                            opened.push(mention.span);
                            add_diagnostic(&mut record.diagnostics, Some(mention.span), known.why_open(&fate.text, &fate.among));
                        }
                    }
                }
                current.clone()
            };
            party.mentions.iter().map(&mut of_mention).collect()
        })
        .collect();
    let mut groups = grouped(&parties, plans, &targets, text);
    groups.retain(|target, group| *target != Target::Open && (!group.forms.is_empty() || matches!(target, Target::Entry(_))));
    let mut all: Vec<(Target, Party)> =
        groups.into_iter().map(|(target, group)| made(known, &parties, plans, target, group, text)).collect();
    let place = |party: &Party| party.mentions.first().map(|one| (one.span.start(), one.span.end()));
    all.sort_by_key(|(_, party)| (place(party), party.id));
    let ids: BTreeMap<Target, PartyId> =
        all.iter().enumerate().map(|(at, (target, _))| (target.clone(), PartyId::new(at))).collect();
    let home_of = |old: PartyId| -> Option<PartyId> {
        let at = old.index();
        ids.get(&plans.get(at)?.home).or_else(|| targets[at].iter().find_map(|target| ids.get(target))).copied()
    };
    let speaker_of = |old: PartyId, statement: &Statement| -> Option<PartyId> {
        let plan = plans.get(old.index())?;
        if !plan.is_split() {
            return ids.get(&plan.home).copied();
        }
        ids.get(speaking(&parties[old.index()], &targets[old.index()], &plan.home, statement)).copied()
    };
    let before: Vec<Option<PartyId>> = record.statements.iter().map(|one| one.party).collect();
    for statement in &mut record.statements {
        let Some(old) = statement.party else { continue };
        statement.party = speaker_of(old, statement);
        let span = statement.speaker.or(statement.quote.first().copied());
        if statement.party.is_none() && span.is_none_or(|span| !opened.iter().any(|one| meets(*one, span))) {
            let name = parties.get(old.index()).map_or("", |party| party.name.as_str());
            let message = format!("who says this is open, since it is open which “{name}” is meant");
            add_diagnostic(&mut record.diagnostics, span, message);
        }
    }
    // A stance goes with its statement where that is the party's own.
    let stands = |old: PartyId, statement: usize| match record.statements.get(statement) {
        Some(one) if before[statement] == Some(old) => one.party,
        _ => home_of(old),
    };
    record.stances.retain_mut(|one| stands(one.party, one.statement.index()).map(|id| one.party = id).is_some());
    record.changes.retain_mut(|one| {
        let (from, to) = (stands(one.party, one.from.statement.index()), stands(one.party, one.to.statement.index()));
        from.filter(|from| Some(*from) == to).map(|id| one.party = id).is_some()
    });
    for matter in &mut record.matters {
        let mut parties: Vec<PartyId> = Vec::new();
        for id in matter.parties.iter().filter_map(|old| home_of(*old)) {
            if !parties.contains(&id) {
                parties.push(id);
            }
        }
        matter.parties = parties;
    }
    record.parties = all
        .into_iter()
        .enumerate()
        .map(|(at, (_, party))| {
            let id = PartyId::new(at);
            let speaks_for = party.speaks_for.and_then(home_of).filter(|other| *other != id);
            Party { id, speaks_for, ..party }
        })
        .collect();
}

/// The mentions, names and roles of each party as it will be.
fn grouped(parties: &[Party], plans: &[Plan], targets: &[Vec<Target>], text: &str) -> BTreeMap<Target, Group> {
    let mut groups: BTreeMap<Target, Group> = BTreeMap::new();
    for (at, ((party, plan), targets)) in parties.iter().zip(plans).zip(targets).enumerate() {
        for (mention, target) in party.mentions.iter().zip(targets) {
            let group = groups.entry(target.clone()).or_default();
            group.mentions.push(*mention);
            if group.from.last() != Some(&at) {
                group.from.push(at);
            }
        }
        if party.mentions.is_empty() {
            groups.entry(plan.home.clone()).or_default().from.push(at);
        }
        let reached = |target: &Target| targets.contains(target) || party.mentions.is_empty() && *target == plan.home;
        for fate in &plan.fates {
            let used = |target: &Target| {
                plan.is_split()
                    && party.mentions.iter().zip(targets).any(|(mention, of)| {
                        let named = || plan.named(&stems(mention.span.of(text))).is_some_and(|one| one.text == fate.text);
                        of == target && mention.kind != MentionKind::Pronoun && named()
                    })
            };
            let main = if reached(&fate.target) || fate.target == Target::Open { &fate.target } else { &plan.home };
            let also = (fate.target == Target::Open && used(&plan.home)).then_some(&plan.home);
            for target in std::iter::once(main).chain(also) {
                let group = groups.entry(target.clone()).or_default();
                if !group.forms.contains(&fate.text) {
                    group.forms.push(fate.text.clone());
                }
            }
        }
        for role in &party.roles {
            let says = |target: &Target| {
                party.mentions.iter().zip(targets).any(|(one, of)| of == target && one.span.of(text).contains(&role.title))
            };
            let mut to: Vec<&Target> =
                if plan.is_split() { targets.iter().filter(|one| says(one)).collect() } else { Vec::new() };
            to.sort_unstable();
            to.dedup();
            if to.is_empty() {
                to.push(&plan.home);
            }
            for target in to {
                if let Some(group) = groups.get_mut(target)
                    && !group.roles.contains(role)
                {
                    group.roles.push(role.clone());
                }
            }
        }
    }
    for group in groups.values_mut() {
        group.mentions.sort_by_key(|one| (one.span.start(), one.span.end()));
        group.mentions.dedup_by_key(|one| one.span);
    }
    groups
}

/// The party that a group is; its id is the old one of the first it is made of, and so is whom it speaks for.
fn made(
    known: &KnownParties,
    parties: &[Party],
    plans: &[Plan],
    target: Target,
    mut group: Group,
    text: &str,
) -> (Target, Party) {
    let from: Vec<&Party> = group.from.iter().filter_map(|at| parties.get(*at)).collect();
    let homes: Vec<&Party> =
        group.from.iter().filter(|at| plans[**at].home == target).filter_map(|at| parties.get(*at)).collect();
    if let (Target::Own(own), [at]) = (&target, group.from.as_slice())
        && own == at
        && !plans[*at].is_split()
    {
        return (target, parties[*at].clone());
    }
    let entry = match &target {
        Target::Entry(at) => known.entries.get(*at),
        _ => None,
    };
    // In the order of first use; names that stand nowhere as they are come last.
    let mention_stems: Vec<Vec<String>> = group.mentions.iter().map(|one| stems(one.span.of(text))).collect();
    let use_of = |form: &String| {
        let form = stems(form);
        let stands = |words: &Vec<String>| !form.is_empty() && words.windows(form.len()).any(|window| window == form);
        mention_stems.iter().position(stands).unwrap_or(usize::MAX)
    };
    group.forms.sort_by_cached_key(use_of);
    let own = match &target {
        Target::Own(at) => parties.get(*at).map(|party| party.name.clone()).filter(|name| group.forms.contains(name)),
        Target::Free(name) => Some(name.clone()),
        _ => None,
    };
    let name = entry.map(|one| one.name.clone()).or(own).or_else(|| group.forms.first().cloned()).unwrap_or_default();
    let canonical = plain(&name);
    let by_name = from.iter().filter(|one| plain(&one.name) == canonical);
    group.forms.retain(|form| !is_form(&plain(form), &canonical, true));
    let party = Party {
        id: from.first().map_or(PartyId::new(0), |one| one.id),
        name,
        kind: entry.and_then(|one| one.kind).or_else(|| by_name.chain(from.iter()).find_map(|one| one.kind)),
        aliases: group.forms,
        roles: group.roles,
        speaks_for: homes.iter().find_map(|one| one.speaks_for),
        identity: entry.and_then(|one| one.identity.clone()).or_else(|| homes.iter().find_map(|one| one.identity.clone())),
        mentions: group.mentions,
    };
    (target, party)
}

/// Where a statement goes whose party is taken apart: with the mention that says who speaks, else with the last one before it.
fn speaking<'t>(party: &Party, targets: &'t [Target], home: &'t Target, statement: &Statement) -> &'t Target {
    let start = statement.quote.first().map(|one| one.start());
    let says = |mention: &Mention| statement.speaker.is_some_and(|speaker| meets(mention.span, speaker));
    let named = party.mentions.iter().position(says);
    let last = || party.mentions.iter().rposition(|mention| Some(mention.span.start()) < start);
    named.or_else(last).and_then(|at| targets.get(at)).unwrap_or(home)
}

fn meets(one: Span, other: Span) -> bool {
    one.start() < other.end() && other.start() < one.end()
}
