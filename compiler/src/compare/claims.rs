//! Totals and ceilings beside the entries that they are about: which moved with them, which did not.

use rustc_hash::FxHashMap;

use crate::Analysis;
use crate::check::settle::Status;
use crate::ledger::Millionths;
use crate::model::{Claim, Dim, Role};

use super::identity::Identities;
use super::{Amounts, Side};

/// How a claim and its entries changed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Followed {
    /// The claim changed with its entries.
    Moved,
    /// Both changed, and the claim is not what its entries come to.
    Apart,
    /// The claim changed, and its entries did not.
    Alone,
    /// The entries changed, and the claim did not.
    Stayed,
    /// Neither changed, but it holds no longer, or holds now.
    Judged,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

impl Followed {
    /// All of them.
    pub const ALL: [Followed; 7] = [
        Followed::Moved,
        Followed::Apart,
        Followed::Alone,
        Followed::Stayed,
        Followed::Judged,
        Followed::Added,
        Followed::Removed,
    ];

    /// The word of the document for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Followed::Moved => "moved",
            Followed::Apart => "apart",
            Followed::Alone => "alone",
            Followed::Stayed => "stayed",
            Followed::Judged => "judged",
            Followed::Added => "added",
            Followed::Removed => "removed",
        }
    }

    /// The key of the words that people read.
    pub fn key(self) -> &'static str {
        match self {
            Followed::Moved => "diff-claim-moved",
            Followed::Apart => "diff-claim-apart",
            Followed::Alone => "diff-claim-alone",
            Followed::Stayed => "diff-claim-stayed",
            Followed::Judged => "diff-claim-judged",
            Followed::Added => "diff-added",
            Followed::Removed => "diff-removed",
        }
    }
}

/// What became of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimChange {
    /// How it changed.
    pub followed: Followed,
    /// The claims of both sides: indices into the models'.
    pub claims: [Option<usize>; 2],
    /// The figures claimed.
    pub amounts: Amounts,
    /// What the entries come to; none where there are none on either side.
    pub entries: Option<Amounts>,
    /// What the check of each side says.
    pub status: [Option<Status>; 2],
}

/// What a claim is about: its role and the numbers of its conditions.
type Key = (u8, Vec<(Dim, u32, u32)>);

/// A claim as the check of its budget found it.
struct Found {
    status: Status,
    entries: Millionths,
    possible: Millionths,
    has_entries: bool,
}

/// The claims that changed or whose entries did, the greatest changes first.
pub fn changes(sides: [&Analysis; 2], identities: &Identities) -> Vec<ClaimChange> {
    let mut waiting: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
    let old = &sides[0].model.claims;
    for (at, claim) in old.iter().enumerate().rev() {
        waiting.entry(key(sides[0], identities, Side::Old, claim)).or_default().push(at);
    }
    let mut pairs: Vec<[Option<usize>; 2]> = Vec::new();
    let mut matched = vec![false; old.len()];
    for (at, claim) in sides[1].model.claims.iter().enumerate() {
        let list = waiting.get_mut(&key(sides[1], identities, Side::New, claim));
        // Of several about one slice the one that says the same goes first.
        let found = list.and_then(|list| {
            let same = list.iter().rposition(|&it| old[it].amount == claim.amount);
            same.or(list.len().checked_sub(1)).map(|at| list.remove(at))
        });
        if let Some(found) = found {
            matched[found] = true;
        }
        pairs.push([found, Some(at)]);
    }
    pairs.extend((0..old.len()).filter(|&at| !matched[at]).map(|at| [Some(at), None]));
    let ceilings = sides.map(|side| side.settled.ceilings.iter().map(|it| (it.claim, it)).collect::<FxHashMap<_, _>>());
    let found = |side: usize, at: usize| {
        let settled = &sides[side].settled;
        if let Some(figure) = settled.figure(at) {
            let sum = &settled.groups[figure.group].sum;
            let (entries, possible) = (sum.inside.total(), sum.all_possible().total());
            return Found { status: figure.status, entries, possible, has_entries: !sum.is_empty() };
        }
        let ceiling = ceilings[side].get(&at);
        let (status, entries) = ceiling.map_or((Status::Unsettled, Millionths(0)), |it| (it.status, it.least));
        Found { status, entries, possible: Millionths(0), has_entries: entries.0 != 0 }
    };
    let mut changes: Vec<ClaimChange> = pairs.into_iter().filter_map(|pair| change(sides, pair, &found)).collect();
    let change = |it: &ClaimChange| {
        let entries = it.entries.map_or(0, |entries| entries.change().0.abs());
        it.amounts.change().0.abs().max(entries)
    };
    changes.sort_by_key(|it| (it.status[1] != Some(Status::Refuted), std::cmp::Reverse(change(it))));
    changes
}

fn change(
    sides: [&Analysis; 2],
    claims: [Option<usize>; 2],
    found: &dyn Fn(usize, usize) -> Found,
) -> Option<ClaimChange> {
    let amount =
        |side: usize| claims[side].map_or(Millionths(0), |at| Millionths::of(sides[side].model.claims[at].amount));
    let amounts = Amounts { old: amount(0), new: amount(1) };
    let both = [0, 1].map(|side| claims[side].map(|at| found(side, at)));
    let status = both.each_ref().map(|it| it.as_ref().map(|it| it.status));
    let of = |side: usize| both[side].as_ref().map_or(Millionths(0), |it| it.entries);
    let has_entries = both.iter().flatten().any(|it| it.has_entries);
    let entries = has_entries.then(|| Amounts { old: of(0), new: of(1) });
    let followed = match &both {
        [None, _] => Followed::Added,
        [_, None] => Followed::Removed,
        [Some(old), Some(new)] => {
            let claimed = amounts.change().0 != 0;
            // A total without entries is proved by other totals: it moved with them if it holds.
            let moved = match has_entries {
                true => old.entries != new.entries || old.possible != new.possible,
                false => claimed && new.status.holds(),
            };
            match (claimed, moved) {
                (true, true) if new.status == Status::Refuted => Followed::Apart,
                (true, true) => Followed::Moved,
                (true, false) => Followed::Alone,
                (false, true) => Followed::Stayed,
                (false, false) if old.status.holds() != new.status.holds() => Followed::Judged,
                (false, false) => return None,
            }
        }
    };
    Some(ClaimChange { followed, claims, amounts, entries, status })
}

fn key(analysis: &Analysis, identities: &Identities, side: Side, claim: &Claim) -> Key {
    let role = match claim.role {
        // An amount of a level-1 project says the same as a total about it.
        Role::Total | Role::Parent => 0,
        Role::Ceiling => 1,
    };
    let conditions = claim.slice.conditions().iter().map(|&(dim, node)| {
        let id = identities.id(side, dim, node);
        // A project is one of its unit.
        let unit = match dim {
            Dim::Project => analysis.model.projects.get(node).map_or(0, |it| identities.id(side, Dim::Unit, it.unit)),
            _ => 0,
        };
        (dim, id, unit)
    });
    (role, conditions.collect())
}
