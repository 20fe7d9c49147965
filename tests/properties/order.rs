//! What a budget says does not depend on how it is written down: on the order of its lines, on the
//! files they stand in, on the language of its words, on the width of its characters.

use std::collections::BTreeMap;

use bud::source::Memory;
use bud::{Analysis, Options, analyze};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::config;
use crate::drawn::{Budget, Spelling, budget};
use crate::read;

/// Lines that are wrong, each in a way that the lines around it have no part in.
const FAULTS: [&str; 18] = [
    "personnel unit 戊局 amount 3.00",
    "personnel unit 甲 局 amount 3.00",
    "projct 新建 amount 1.00",
    "operating unit 甲局 amount 3O0.00",
    "operating unit 甲局 amount 10/3",
    "operating unit 甲局 amount",
    "total func 299 amount 5.00",
    "total kind revenue econ 301 amount 5.00",
    "unit 甲局",
    "unit 戊 under 己",
    "unit 己 under 戊",
    "account 20899999 某科目",
    "goal 没有的项目 \"x\"",
    "personnel unit 甲局 amount 5.00 econ 208",
    "revenue 财政拨歀 unit 乙中心 amount 1.00",
    "basic unit unit amount 1.00",
    "basic 3#楼 amount 1.00",
    "include none.bud",
];

/// What was found out, in no order.
#[derive(Debug, PartialEq)]
struct Outcome {
    codes: BTreeMap<String, usize>,
    /// The claims: their lines, and what became of them.
    claims: Vec<(String, String)>,
    /// The lines of money, and how much each is.
    entries: Vec<(String, String)>,
}

fn outcome(analysis: &Analysis) -> Outcome {
    let mut codes = BTreeMap::new();
    for diagnostic in &analysis.diagnostics {
        *codes.entry(diagnostic.code.to_string()).or_insert(0) += 1;
    }
    let (model, settled) = (&analysis.model, &analysis.settled);
    let line = |at| analysis.sources.line(at).trim_end().to_owned();
    let claims = model.claims.iter().zip(&settled.figure_of).map(|(claim, figure)| {
        let judged = figure.map(|figure| {
            let figure = &settled.figures[figure];
            let sum = &settled.groups[figure.group].sum;
            (figure.status, sum.inside.total(), sum.all_possible().total(), sum.suspended)
        });
        (line(claim.at), format!("{} {judged:?}", claim.amount))
    });
    let entries = model.entries.iter().map(|entry| (line(entry.at), format!("{} {}", entry.amount, entry.unreadable)));
    let mut outcome = Outcome { codes, claims: claims.collect(), entries: entries.collect() };
    outcome.claims.sort();
    outcome.entries.sort();
    outcome
}

impl Outcome {
    /// The same without the text of the lines, in which the spellings differ.
    fn without_lines(mut self) -> Outcome {
        for list in [&mut self.claims, &mut self.entries] {
            list.iter_mut().for_each(|(line, _)| line.clear());
            list.sort();
        }
        self
    }
}

/// `items` in an order that `keys` choose.
pub fn shuffled<T>(mut items: Vec<T>, keys: &[u32]) -> Vec<T> {
    for (at, &key) in (1..items.len()).rev().zip(keys.iter().cycle()) {
        items.swap(at, key as usize % (at + 1));
    }
    items
}

fn faults() -> impl Strategy<Value = Vec<&'static str>> {
    prop::sample::subsequence(&FAULTS[..], 0..6)
}

/// The lines of a budget, and some that are wrong.
fn lines(budget: &Budget, faults: &[&str]) -> Vec<String> {
    let mut lines = budget.written(Spelling::English);
    lines.extend(faults.iter().map(|&fault| fault.to_owned()));
    lines
}

/// Every ASCII character of `line` that `choices` choose in full width.
fn widened(line: &str, choices: &[bool]) -> String {
    let wide = |c: char| match c {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap(),
        c => c,
    };
    line.chars().zip(choices.iter().cycle()).map(|(c, &chosen)| if chosen { wide(c) } else { c }).collect()
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn the_order_of_lines_means_nothing(
        budget in budget(0..8), faults in faults(), keys in prop::collection::vec(any::<u32>(), 1..80),
    ) {
        let lines = lines(&budget, &faults);
        let expected = outcome(&read(lines.join("\n")));
        let text = shuffled(lines, &keys).join("\n");
        prop_assert_eq!(outcome(&read(text.clone())), expected, "{}", text);
    }

    #[test]
    fn the_files_mean_nothing(
        budget in budget(0..8), faults in faults(), places in prop::collection::vec(any::<Index>(), 1..80),
    ) {
        const NAMES: [&str; 4] = ["a.bud", "b.bud", "sub/c.bud", "sub/d.bud"];
        let lines = lines(&budget, &faults);
        let expected = outcome(&read(lines.join("\n")));
        let mut texts = ["include b.bud\n", "include sub/c.bud\ninclude sub/d.bud\n", "include d.bud\n", ""].map(String::from);
        for (line, place) in lines.iter().zip(places.iter().cycle()) {
            texts[place.index(NAMES.len())].push_str(&format!("{line}\r\n"));
        }
        let files = NAMES.iter().zip(texts).fold(Memory::new(), |files, (name, text)| files.with(*name, text));
        let found = outcome(&analyze(&files, "a.bud".as_ref(), &Options::default()).unwrap());
        prop_assert_eq!(found, expected, "{:?}", files);
    }

    #[test]
    fn both_spellings_say_the_same(budget in budget(0..8)) {
        let [english, chinese] = [Spelling::English, Spelling::Chinese].map(|it| budget.written(it).join("\n"));
        let found = outcome(&read(chinese.clone())).without_lines();
        prop_assert_eq!(found, outcome(&read(english)).without_lines(), "{}", chinese);
    }

    #[test]
    fn width_changes_no_figure(
        budget in budget(0..8), chinese in any::<bool>(), choices in prop::collection::vec(any::<bool>(), 1..200),
    ) {
        let lines = budget.written(if chinese { Spelling::Chinese } else { Spelling::English });
        let wide: Vec<String> = lines.iter().map(|line| widened(line, &choices)).collect();
        let mut found = outcome(&read(wide.join("\n"))).without_lines();
        found.codes.remove("W0601");
        prop_assert_eq!(found, outcome(&read(lines.join("\n"))).without_lines(), "{}", wide.join("\n"));
    }
}
