//! A workload as text: a Bud file, and the same entries, accounts, units and totals as the peers write them.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::workload::{Claim, Entry, Sums, Workload};

const YEAR: u32 = 2025;

/// How a workload is written for one tool.
pub struct Format {
    /// The end of the file's name.
    pub extension: &'static str,
    head: fn(&mut dyn Write, &Workload) -> io::Result<()>,
    entry: fn(&mut dyn Write, &Workload, &Entry) -> io::Result<()>,
    foot: fn(&mut dyn Write, &Workload, &Sums) -> io::Result<()>,
    /// How many totals the tool is asked to prove.
    pub totals: fn(&Workload) -> usize,
}

/// A Bud file.
pub const BUD: Format = Format {
    extension: "bud",
    head: bud_head,
    entry: bud_entry,
    foot: bud_foot,
    totals: |workload| workload.claims.len(),
};

/// Ledger asserts the balance of one account without those below it: accounts of 7 digits, and units.
pub const LEDGER: Format = Format {
    extension: "ledger",
    head: |out, workload| ledger_head(out, "commodity CNY", workload),
    entry: ledger_entry,
    foot: |out, workload, sums| ledger_foot(out, "=", &exact_accounts(workload), workload, sums),
    totals: |workload| exact_accounts(workload).len(),
};

/// hledger's `=*` includes the accounts below.
pub const HLEDGER: Format = Format {
    extension: "hledger",
    head: |out, workload| ledger_head(out, "commodity 1000.00 CNY", workload),
    entry: ledger_entry,
    foot: |out, workload, sums| ledger_foot(out, "=*", &one_sided(workload), workload, sums),
    totals: |workload| one_sided(workload).len(),
};

/// Beancount's `balance` includes the accounts below.
pub const BEANCOUNT: Format = Format {
    extension: "beancount",
    head: beancount_head,
    entry: beancount_entry,
    foot: beancount_foot,
    totals: |workload| one_sided(workload).len(),
};

/// Tackler knows no assertion: it sums and prints.
pub const TACKLER: Format =
    Format { extension: "txn", head: |_, _| Ok(()), entry: tackler_entry, foot: |_, _, _| Ok(()), totals: |_| 0 };

/// A file that was written.
pub struct Written {
    /// Where it is.
    pub path: PathBuf,
    /// How many lines it has.
    pub lines: u64,
    /// How long it is.
    pub bytes: u64,
    /// FNV-1a of its bytes: two files with one fingerprint are the same workload.
    pub fingerprint: u64,
}

/// Writes `workload` into `folder`, and what else the tool needs to read it.
pub fn write(format: &Format, workload: &Workload, sums: &Sums, folder: &Path) -> io::Result<Written> {
    let path = folder.join(format!("budget.{}", format.extension));
    let mut out = Counted { inner: BufWriter::new(File::create(&path)?), lines: 0, bytes: 0, fingerprint: FNV_START };
    (format.head)(&mut out, workload)?;
    for entry in workload.entries() {
        (format.entry)(&mut out, workload, &entry)?;
    }
    (format.foot)(&mut out, workload, sums)?;
    out.flush()?;
    if format.extension == TACKLER.extension {
        tackler_settings(workload, folder)?;
    }
    Ok(Written { path, lines: out.lines, bytes: out.bytes, fingerprint: out.fingerprint })
}

/// An amount as it is written.
fn money(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// The date of an entry.
fn date(entry: &Entry) -> String {
    const DAYS: [u64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let (mut month, mut day) = (0, entry.day);
    while day >= DAYS[month] {
        day -= DAYS[month];
        month += 1;
    }
    format!("{YEAR}-{:02}-{:02}", month + 1, day + 1)
}

fn bud_head(out: &mut dyn Write, workload: &Workload) -> io::Result<()> {
    writeln!(out, "budget 合成预算 year {YEAR} measure 元\n")?;
    for unit in &workload.units {
        match unit.under {
            Some(above) => writeln!(out, "unit {} under {}", unit.name, workload.units[above].name)?,
            None => writeln!(out, "unit {}", unit.name)?,
        }
    }
    for account in &workload.accounts {
        writeln!(out, "account {} {}", account.code, account.name)?;
    }
    writeln!(out)
}

fn bud_entry(out: &mut dyn Write, workload: &Workload, entry: &Entry) -> io::Result<()> {
    let (unit, amount) = (&workload.units[entry.unit].name, money(entry.cents));
    write!(out, "project {} unit {unit} amount {amount}", entry.name)?;
    if entry.says_account {
        write!(out, " func {}", workload.accounts[entry.account].code)?;
    }
    writeln!(out)
}

fn bud_foot(out: &mut dyn Write, workload: &Workload, sums: &Sums) -> io::Result<()> {
    writeln!(out)?;
    for &claim in &workload.claims {
        let amount = money(sums.figure(claim));
        let (units, accounts) = (&workload.units, &workload.accounts);
        match claim {
            Claim::All => writeln!(out, "total amount {amount}")?,
            Claim::Unit(unit) => writeln!(out, "total unit {} amount {amount}", units[unit].name)?,
            Claim::Account(account) => writeln!(out, "total func {} amount {amount}", accounts[account].code)?,
            Claim::Both(unit, account) => {
                let (unit, code) = (&units[unit].name, &accounts[account].code);
                writeln!(out, "total unit {unit} func {code} amount {amount}")?;
            }
        }
    }
    Ok(())
}

/// The totals that one account of a peer's can prove: all but the total of everything.
fn one_sided(workload: &Workload) -> Vec<Claim> {
    let claims = workload.claims.iter().copied();
    claims.filter(|claim| matches!(claim, Claim::Unit(_) | Claim::Account(_))).collect()
}

/// Those of them that hold without the accounts below.
fn exact_accounts(workload: &Workload) -> Vec<Claim> {
    let mut claims = one_sided(workload);
    claims.retain(|claim| !matches!(*claim, Claim::Account(row) if workload.accounts[row].code.len() < 7));
    claims
}

/// The peers' account of a total, and its balance: what is spent leaves the unit's assets.
fn posting(claim: Claim, mark: &str, workload: &Workload, sums: &Sums) -> Option<(String, String)> {
    let amount = money(sums.figure(claim));
    match claim {
        Claim::Unit(unit) => Some((format!("Assets:{mark}{}", workload.units[unit].name), format!("-{amount}"))),
        Claim::Account(account) => Some((format!("Expenses:{}", workload.accounts[account].path()), amount)),
        Claim::All | Claim::Both(..) => None,
    }
}

fn ledger_head(out: &mut dyn Write, commodity: &str, workload: &Workload) -> io::Result<()> {
    writeln!(out, "{commodity}\n")?;
    for unit in &workload.units {
        writeln!(out, "account Assets:{}", unit.name)?;
    }
    for account in &workload.accounts {
        writeln!(out, "account Expenses:{}", account.path())?;
    }
    writeln!(out)
}

fn ledger_entry(out: &mut dyn Write, workload: &Workload, entry: &Entry) -> io::Result<()> {
    writeln!(out, "{} * {}", date(entry), entry.name)?;
    postings(out, "    ", "", workload, entry)
}

fn postings(out: &mut dyn Write, indent: &str, mark: &str, workload: &Workload, entry: &Entry) -> io::Result<()> {
    let (unit, account) = (&workload.units[entry.unit].name, workload.accounts[entry.account].path());
    let amount = money(entry.cents);
    writeln!(out, "{indent}Expenses:{account}  {amount} CNY\n{indent}Assets:{mark}{unit}  -{amount} CNY\n")
}

/// One transaction of postings of nothing, each with the balance that it must leave.
fn ledger_foot(out: &mut dyn Write, sign: &str, claims: &[Claim], workload: &Workload, sums: &Sums) -> io::Result<()> {
    writeln!(out, "{YEAR}-12-31 * check")?;
    for (account, balance) in claims.iter().filter_map(|&claim| posting(claim, "", workload, sums)) {
        writeln!(out, "    {account}  0 CNY {sign} {balance} CNY")?;
    }
    Ok(())
}

/// Beancount wants a Latin capital or a digit at the start of an account's name.
const BEANCOUNT_MARK: &str = "U";

fn beancount_head(out: &mut dyn Write, workload: &Workload) -> io::Result<()> {
    writeln!(out, "option \"operating_currency\" \"CNY\"")?;
    for unit in &workload.units {
        writeln!(out, "{YEAR}-01-01 open Assets:{BEANCOUNT_MARK}{} CNY", unit.name)?;
    }
    for account in &workload.accounts {
        writeln!(out, "{YEAR}-01-01 open Expenses:{} CNY", account.path())?;
    }
    writeln!(out)
}

fn beancount_entry(out: &mut dyn Write, workload: &Workload, entry: &Entry) -> io::Result<()> {
    writeln!(out, "{} * \"{}\"", date(entry), entry.name)?;
    postings(out, "  ", BEANCOUNT_MARK, workload, entry)
}

fn beancount_foot(out: &mut dyn Write, workload: &Workload, sums: &Sums) -> io::Result<()> {
    let claims = one_sided(workload);
    for (account, balance) in claims.iter().filter_map(|&claim| posting(claim, BEANCOUNT_MARK, workload, sums)) {
        writeln!(out, "{}-01-01 balance {account}  {balance} CNY", YEAR + 1)?;
    }
    Ok(())
}

fn tackler_entry(out: &mut dyn Write, workload: &Workload, entry: &Entry) -> io::Result<()> {
    writeln!(out, "{} '{}", date(entry), entry.name)?;
    postings(out, "  ", "", workload, entry)
}

/// The folder, beside the journal, with tackler's settings; strict, so it wants every account declared.
fn tackler_settings(workload: &Workload, folder: &Path) -> io::Result<()> {
    let folder = folder.join("tackler");
    fs::create_dir_all(&folder)?;
    let units = workload.units.iter().map(|unit| format!("Assets:{}", unit.name));
    let accounts = workload.accounts.iter().map(|account| format!("Expenses:{}", account.path()));
    let declared: String = units.chain(accounts).map(|account| format!("  \"{account}\",\n")).collect();
    fs::write(folder.join("accounts.toml"), format!("accounts = [\n{declared}]\n"))?;
    fs::write(folder.join("commodities.toml"), "permit-empty-commodity = false\ncommodities = [\"CNY\"]\n")?;
    fs::write(folder.join("tags.toml"), "tags = []\n")?;
    fs::write(folder.join("tackler.toml"), include_str!("tackler.toml"))
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// Counts and fingerprints what passes.
struct Counted<W> {
    inner: W,
    lines: u64,
    bytes: u64,
    fingerprint: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        for &byte in &bytes[..written] {
            self.fingerprint = (self.fingerprint ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            self.lines += u64::from(byte == b'\n');
        }
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
