//! What is measured: units, accounts, entries and the totals they come to.
//!
//! A workload is a pure function of its shape and its number of lines, so two machines measure the
//! same bytes. Its totals are true: an entry always *has* an account, whether or not its line says so.

use std::collections::BTreeMap;

/// A budget unit.
pub struct Unit {
    /// Its name.
    pub name: String,
    /// The unit it belongs to.
    pub under: Option<usize>,
}

/// A row of the chart of accounts.
pub struct Account {
    /// 3, 5 or 7 digits.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The row above it.
    pub parent: Option<usize>,
}

impl Account {
    /// The code as the peers write it, a path: `208:20807:2080799`.
    pub fn path(&self) -> String {
        let levels = [3, 5, 7].into_iter().filter_map(|digits| self.code.get(..digits));
        levels.collect::<Vec<_>>().join(":")
    }
}

/// A total that the file declares, by what it is about.
#[derive(Clone, Copy)]
pub enum Claim {
    /// All money.
    All,
    /// A unit and those under it.
    Unit(usize),
    /// An account and those below it.
    Account(usize),
    /// Both.
    Both(usize, usize),
}

/// One project line, or one transaction of two postings.
pub struct Entry {
    /// The project, unique.
    pub name: String,
    /// The unit that pays.
    pub unit: usize,
    /// The account of 7 digits.
    pub account: usize,
    /// Hundredths of a yuan.
    pub cents: i64,
    /// Whether the line says its account.
    pub says_account: bool,
    /// The day of the year, from 0.
    pub day: u64,
}

/// What kind of budget a workload is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// 20 units, 200 accounts, 221 totals: the shape of a city's budget.
    Few,
    /// 10,000 units, 10,000 accounts, 10,000 totals.
    Many,
    /// As `Many`, and half of the lines do not say their account.
    Unknown,
}

/// A budget to generate.
pub struct Workload {
    /// Its kind.
    pub shape: Shape,
    /// How many entries it has.
    pub lines: u64,
    /// The units, parents first.
    pub units: Vec<Unit>,
    /// The accounts, parents first.
    pub accounts: Vec<Account>,
    /// The declared totals.
    pub claims: Vec<Claim>,
    payers: Vec<usize>,
    items: Vec<usize>,
}

impl Workload {
    /// The workload of this shape with `lines` entries.
    pub fn new(shape: Shape, lines: u64) -> Workload {
        let (units, accounts) = match shape {
            Shape::Few => (crate::chart::city_units(), crate::chart::city_accounts()),
            Shape::Many | Shape::Unknown => (crate::chart::wide_units(), crate::chart::wide_accounts()),
        };
        let payers = childless(units.iter().map(|unit| unit.under));
        let items = childless(accounts.iter().map(|account| account.parent));
        let claims = match shape {
            Shape::Few => every_row(&units, &accounts),
            Shape::Many | Shape::Unknown => ten_thousand(&units, &accounts),
        };
        Workload { shape, lines, units, accounts, claims, payers, items }
    }

    /// The entries, the same every time.
    pub fn entries(&self) -> impl Iterator<Item = Entry> + '_ {
        let mut random = Random(20_260_101);
        (0..self.lines).map(move |index| {
            let cents = match random.below(2) {
                0 => (10 + random.below(49_990)) * 10_000,
                _ => 10_000 + random.below(499_990_000),
            };
            let (place, purpose) = crate::chart::words(random.below(12), random.below(10));
            let (unit, account) = (random.pick(&self.payers), random.pick(&self.items));
            Entry {
                name: format!("{place}{purpose}{:07}", index + 1),
                unit,
                account,
                cents: cents as i64,
                says_account: random.below(2) == 0 || self.shape != Shape::Unknown,
                day: index * 364 / self.lines,
            }
        })
    }
}

/// What the totals of a workload come to, in hundredths.
pub struct Sums {
    all: i64,
    units: Vec<i64>,
    accounts: Vec<i64>,
    both: BTreeMap<(usize, usize), i64>,
}

impl Sums {
    /// Adds up the entries.
    pub fn of(workload: &Workload) -> Sums {
        let both = workload.claims.iter().filter_map(|claim| match *claim {
            Claim::Both(unit, account) => Some(((unit, account), 0)),
            _ => None,
        });
        let mut sums = Sums {
            all: 0,
            units: vec![0; workload.units.len()],
            accounts: vec![0; workload.accounts.len()],
            both: both.collect(),
        };
        for entry in workload.entries() {
            sums.all += entry.cents;
            for account in upwards(entry.account, |row| workload.accounts[row].parent) {
                sums.accounts[account] += entry.cents;
                if let Some(sum) = sums.both.get_mut(&(entry.unit, account)) {
                    *sum += entry.cents;
                }
            }
            for unit in upwards(entry.unit, |row| workload.units[row].under) {
                sums.units[unit] += entry.cents;
            }
        }
        sums
    }

    /// Makes one total wrong by 1.00: that of the first account of 7 digits.
    pub fn spoil(&mut self, workload: &Workload) {
        self.accounts[workload.items[0]] += 100;
    }

    /// The figure of a total.
    pub fn figure(&self, claim: Claim) -> i64 {
        match claim {
            Claim::All => self.all,
            Claim::Unit(unit) => self.units[unit],
            Claim::Account(account) => self.accounts[account],
            Claim::Both(unit, account) => self.both[&(unit, account)],
        }
    }
}

/// The rows that are no other row's parent.
fn childless(parents: impl Iterator<Item = Option<usize>>) -> Vec<usize> {
    let parents: Vec<_> = parents.collect();
    let mut leaf = vec![true; parents.len()];
    parents.iter().flatten().for_each(|&parent| leaf[parent] = false);
    (0..parents.len()).filter(|&row| leaf[row]).collect()
}

/// A row, its parent, its parent's parent.
fn upwards(row: usize, parent: impl Fn(usize) -> Option<usize>) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(row), move |&row| parent(row))
}

/// A total for every account, every unit, and all money.
fn every_row(units: &[Unit], accounts: &[Account]) -> Vec<Claim> {
    let accounts = (0..accounts.len()).map(Claim::Account);
    accounts.chain((0..units.len()).map(Claim::Unit)).chain([Claim::All]).collect()
}

/// 10,000 totals: by account, by unit, by both. Wherever a total has parts by account, the list of
/// them is complete, so the totals stay true when lines do not say their account.
fn ten_thousand(units: &[Unit], accounts: &[Account]) -> Vec<Claim> {
    const GROUPS_IN_DETAIL: usize = 176;
    const DEPARTMENTS_IN_DETAIL: usize = 25;
    const UNITS_BY_CLASS: usize = 164;
    let of = |digits| (0..accounts.len()).filter(move |&row| accounts[row].code.len() == digits);
    let detailed: Vec<_> = of(5).take(GROUPS_IN_DETAIL).collect();
    let items = of(7).filter(|&row| accounts[row].parent.is_some_and(|group| detailed.contains(&group)));
    let departments: Vec<_> = (0..units.len()).filter(|&row| units[row].under.is_none()).collect();
    let detailed = &departments[..DEPARTMENTS_IN_DETAIL];
    let members = (0..units.len()).filter(|&row| units[row].under.is_some_and(|unit| detailed.contains(&unit)));
    let members: Vec<_> = members.collect();

    let mut claims = vec![Claim::All];
    claims.extend(of(3).chain(of(5)).chain(items).map(Claim::Account));
    claims.extend(departments.iter().chain(&members).copied().map(Claim::Unit));
    for &unit in members.iter().step_by(members.len() / UNITS_BY_CLASS).take(UNITS_BY_CLASS) {
        claims.extend(of(3).map(|class| Claim::Both(unit, class)));
    }
    claims
}

/// SplitMix64: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `bound` - 1.
    fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(bound)) >> 64) as u64
    }

    fn pick(&mut self, rows: &[usize]) -> usize {
        rows[self.below(rows.len() as u64) as usize]
    }
}
