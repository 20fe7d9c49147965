//! The budget that is typed in: generated, the same bytes on every machine.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use crate::random::Random;

const DEPARTMENTS: [&str; 4] = ["教育局", "卫健委", "农业局", "建设局"];
const BRANCHES: [&str; 5] = ["机关", "服务中心", "监测站", "研究所", "培训中心"];
const PLACES: [&str; 12] =
    ["人才", "农村", "城区", "校园", "社区", "河道", "智慧", "公共", "基层", "应急", "档案", "园区"];
const PURPOSES: [&str; 10] = ["房票", "改造", "购置", "培训", "运维", "补贴", "养护", "检测", "宣传", "物业"];

/// The main file.
pub const MAIN: &str = "budget.bud";

/// How many names there are in a budget.
struct Size {
    departments: usize,
    classes: usize,
    groups: usize,
    items: usize,
}

/// A budget of a thousand lines has no thousand accounts.
fn size(lines: usize) -> Size {
    match lines {
        0..10_000 => Size { departments: 2, classes: 4, groups: 3, items: 3 },
        _ => Size { departments: 4, classes: 20, groups: 10, items: 5 },
    }
}

/// The fewest lines that a budget can have.
pub const LEAST: usize = 500;

/// The most: with more, a sum would have more than the 13 digits that an amount may have.
pub const MOST: usize = 3_000_000;

/// A budget, as files.
pub struct Budget {
    /// The files by their names, the main file first.
    pub files: Vec<(String, String)>,
    /// The one that is typed in: an index into the files.
    pub typed: usize,
    /// How many units it has.
    pub units: usize,
    /// How many accounts.
    pub accounts: usize,
    /// How many totals.
    pub totals: usize,
}

/// A budget while it is put together.
struct Town {
    units: Vec<(String, Option<usize>)>,
    codes: Vec<String>,
    by_unit: Vec<i64>,
    by_code: Vec<i64>,
    /// By unit and class.
    by_both: Vec<Vec<i64>>,
    all: i64,
}

impl Budget {
    /// A budget of `lines` lines: one file, or `split` into a main file and one for each unit.
    pub fn new(lines: usize, split: bool) -> Budget {
        let mut town = Town::new(&size(lines));
        let payers: Vec<usize> = (0..town.units.len()).filter(|&unit| town.units[unit].1.is_some()).collect();
        let items: Vec<usize> = (0..town.codes.len()).filter(|&code| town.codes[code].len() == 7).collect();
        let totals = 1 + town.units.len() + town.codes.len() + payers.len() * town.by_both[0].len();
        // The header and two blank lines stand beside them.
        let entries = lines.saturating_sub(3 + town.units.len() + town.codes.len() + totals);
        let mut random = Random::new(20_260_101, &[]);
        let mut written = vec![String::new(); town.units.len()];
        for number in 0..entries {
            let (unit, code) = (payers[random.below(payers.len())], items[random.below(items.len())]);
            let out = &mut written[if split { unit } else { 0 }];
            if number % 100 == 0 {
                let _ = writeln!(out, "# 第 {} 批", number / 100 + 1);
                continue;
            }
            let cents = match random.below(2) {
                0 => (10 + random.below(49_990) as i64) * 10_000,
                _ => 10_000 + random.below(499_990_000) as i64,
            };
            town.add(unit, code, cents);
            let (place, purpose) = (PLACES[random.below(PLACES.len())], PURPOSES[random.below(PURPOSES.len())]);
            let (unit, code) = (&town.units[unit].0, &town.codes[code]);
            let _ = writeln!(out, "project {place}{purpose}{number:06} unit {unit} amount {} func {code}", yuan(cents));
        }
        let (units, accounts) = (town.units.len(), town.codes.len());
        let files = town.files(&payers, &written, split);
        Budget { typed: if split { files.len() / 2 } else { 0 }, files, units, accounts, totals }
    }

    /// How many lines it has in all.
    pub fn lines(&self) -> usize {
        self.files.iter().map(|(_, text)| text.lines().count()).sum()
    }

    /// How many bytes.
    pub fn bytes(&self) -> usize {
        self.files.iter().map(|(_, text)| text.len()).sum()
    }

    /// FNV-1a of its bytes: two budgets with one fingerprint are the same.
    pub fn fingerprint(&self) -> u64 {
        let bytes = self.files.iter().flat_map(|(_, text)| text.bytes());
        bytes.fold(0xcbf2_9ce4_8422_2325, |so_far, byte| (so_far ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }

    /// Writes it into a folder.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        self.files.iter().try_for_each(|(name, text)| fs::write(folder.join(name), text))
    }
}

impl Town {
    fn new(size: &Size) -> Town {
        let mut units = Vec::new();
        for department in DEPARTMENTS.iter().take(size.departments) {
            let above = units.len();
            units.push(((*department).to_owned(), None));
            units.extend(BRANCHES.iter().map(|branch| (format!("{department}{branch}"), Some(above))));
        }
        let mut codes = Vec::new();
        // The national chart has no such classes, so that none has another name there.
        for class in 241..241 + size.classes {
            codes.push(class.to_string());
            for group in 1..=size.groups {
                codes.push(format!("{class}{group:02}"));
                codes.extend((1..=size.items).map(|item| format!("{class}{group:02}{item:02}")));
            }
        }
        let (by_unit, by_code) = (vec![0; units.len()], vec![0; codes.len()]);
        let by_both = vec![vec![0; size.classes]; units.len()];
        Town { units, codes, by_unit, by_code, by_both, all: 0 }
    }

    fn add(&mut self, unit: usize, code: usize, cents: i64) {
        self.all += cents;
        self.by_unit[unit] += cents;
        if let Some(above) = self.units[unit].1 {
            self.by_unit[above] += cents;
        }
        let item = self.codes[code].clone();
        for at in (0..=code).rev().filter(|&at| item.starts_with(&self.codes[at])).take(3).collect::<Vec<_>>() {
            self.by_code[at] += cents;
        }
        let classes = self.by_both[unit].len();
        self.by_both[unit][code * classes / self.codes.len()] += cents;
    }

    fn files(&self, payers: &[usize], written: &[String], split: bool) -> Vec<(String, String)> {
        const HEADER: &str = "budget 合成预算 year 2025 measure 元";
        let mut main = format!("{HEADER}\n\n");
        for (unit, above) in &self.units {
            let _ = match above {
                Some(above) => writeln!(main, "unit {unit} under {}", self.units[*above].0),
                None => writeln!(main, "unit {unit}"),
            };
        }
        for code in &self.codes {
            let level = ["类", "款", "项"][(code.len() - 3) / 2];
            let _ = writeln!(main, "account {code} 第{code}{level}支出");
        }
        let mut files = vec![(MAIN.to_owned(), String::new())];
        if split {
            for (number, &unit) in payers.iter().enumerate() {
                let name = format!("unit-{:02}.bud", number + 1);
                let _ = writeln!(main, "include {name}");
                files.push((name, format!("{HEADER}\n\n{}", written[unit])));
            }
        } else {
            main.push_str(&written[0]);
        }
        self.totals(payers, &mut main);
        files[0].1 = main;
        files
    }

    fn totals(&self, payers: &[usize], out: &mut String) {
        let _ = writeln!(out, "\ntotal amount {}", yuan(self.all));
        for ((unit, _), sum) in self.units.iter().zip(&self.by_unit) {
            let _ = writeln!(out, "total unit {unit} amount {}", yuan(*sum));
        }
        for (code, sum) in self.codes.iter().zip(&self.by_code) {
            let _ = writeln!(out, "total func {code} amount {}", yuan(*sum));
        }
        let classes: Vec<&String> = self.codes.iter().filter(|code| code.len() == 3).collect();
        for &unit in payers {
            for (class, sum) in classes.iter().zip(&self.by_both[unit]) {
                let _ = writeln!(out, "total unit {} func {class} amount {}", self.units[unit].0, yuan(*sum));
            }
        }
    }
}

/// An amount as it is written.
fn yuan(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}
