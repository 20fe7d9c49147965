//! This year against last as pairs of bars, each group of figures on a scale of its own.

use std::io;

use super::super::Page;
use super::super::markup::Markup;
use super::compare::{Change, Group};
use super::drawing::{Area, Size, fitted, picture, rectangle, text};
use super::money::Money;
use super::{Row, begin, end, figures};
use crate::ledger::Millionths;
use crate::syntax::Base;

/// So many pairs are drawn of a group, and so many figures are in its table.
const DRAWN: usize = 16;
const LISTED: usize = 400;

/// Writes the pairs; nothing if no figure has one of last year.
pub fn write(page: &Page<'_>, money: &Money<'_>, all: &[Change], markup: &mut Markup<'_>) -> io::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    begin(markup, "changes", &page.word("page-changes"), &page.word("page-changes-note"))?;
    for group in Group::ALL {
        // What was there in neither year is in the tables.
        let mut changes: Vec<&Change> = all.iter().filter(|it| it.group == group).collect();
        changes.sort_by_key(|it| -it.now.0.abs().max(it.before.0.abs()));
        let title = page.word(match group {
            Group::Whole => "page-changes-whole",
            Group::Parts => "page-changes-parts",
            Group::Projects => "page-changes-projects",
            Group::Memo => "page-changes-memo",
        });
        let drawn: Vec<&Change> =
            changes.iter().take(DRAWN).copied().filter(|it| it.now.0.max(it.before.0) > 0).collect();
        if drawn.is_empty() {
            continue;
        }
        markup.open("div", &[("class", "view")])?;
        markup.element("h4", &[], &title)?;
        if changes.len() > DRAWN {
            markup.element("p", &[("class", "note")], &page.counted("page-changes-largest", DRAWN))?;
        }
        key(page, &drawn, markup)?;
        for size in Size::ALL {
            let bars = Bars { page, money, size, changes: &drawn };
            bars.write(&title, markup)?;
        }
        let rows: Vec<Row> = changes.iter().take(LISTED).map(|it| row(page, money, it)).collect();
        let columns = ["page-now", "page-before", "page-change", "page-change-share"].map(|word| page.word(word));
        figures(page, &title, &columns, &rows, markup)?;
        markup.close("div")?;
    }
    end(markup)
}

/// What the two colours are.
fn key(page: &Page<'_>, changes: &[&Change], markup: &mut Markup<'_>) -> io::Result<()> {
    markup.open("p", &[("class", "key")])?;
    markup.element("span", &[("class", "now")], &page.word("page-now"))?;
    let mut bases: Vec<Option<Base>> = Vec::new();
    changes.iter().for_each(|it| {
        if !bases.contains(&it.base) {
            bases.push(it.base)
        }
    });
    let before = match bases[..] {
        [Some(base)] => page.word(before(base)),
        _ => page.word("page-before"),
    };
    markup.element("span", &[("class", "before")], &before)?;
    markup.close("p")
}

fn before(base: Base) -> &'static str {
    match base {
        Base::Actual => "page-before-actual",
        Base::Budget => "page-before-budget",
    }
}

fn row(page: &Page<'_>, money: &Money<'_>, change: &Change) -> Row {
    let base = change.base.map(|base| format!("（{}）", page.word(before(base))));
    let name = format!("{}{}", change.name, base.filter(|_| page.is_chinese()).unwrap_or_default());
    Row {
        depth: 0,
        name,
        cells: vec![
            money.printed(change.now),
            money.printed(change.before),
            signed(money, change),
            percent(change).unwrap_or_else(|| "—".to_owned()),
        ],
    }
}

/// The difference, with its sign.
pub fn signed(money: &Money<'_>, change: &Change) -> String {
    let difference = Millionths(change.now.0 - change.before.0);
    let sign = if difference.0 > 0 { "+" } else { "" };
    format!("{sign}{}", money.printed(difference))
}

/// The difference in percent of last year's figure, rounded half up to one decimal; none if that is zero.
pub fn percent(change: &Change) -> Option<String> {
    let (difference, base) = (change.now.0 - change.before.0, change.before.0);
    if base <= 0 {
        return None;
    }
    let thousandths = difference.abs().saturating_mul(2_000).saturating_add(base) / base.saturating_mul(2);
    let sign = match difference.signum() {
        1 => "+",
        -1 if thousandths > 0 => "-",
        _ => "",
    };
    Some(format!("{sign}{}.{}%", thousandths / 10, thousandths % 10))
}

struct Bars<'a> {
    page: &'a Page<'a>,
    money: &'a Money<'a>,
    size: Size,
    changes: &'a [&'a Change],
}

/// How thick a bar is, in tenths.
const THICK: i64 = 160;

impl Bars<'_> {
    fn write(&self, title: &str, markup: &mut Markup<'_>) -> io::Result<()> {
        let pitch = if self.size == Size::Wide { 520 } else { 640 };
        let height = pitch * self.changes.len() as i64 + 40;
        picture(markup, self.size, height, &self.page.about("page-picture-of", title), |markup| {
            for (at, change) in self.changes.iter().enumerate() {
                self.pair(change, pitch * at as i64 + 40, markup)?;
            }
            Ok(())
        })
    }

    fn pair(&self, change: &Change, top: i64, markup: &mut Markup<'_>) -> io::Result<()> {
        let wide = self.size == Size::Wide;
        let (letter, _) = self.size.letter();
        // From where to where the bars go; behind them stands the figure.
        let (start, longest) = if wide { (2_900, 5_200) } else { (0, 2_500) };
        let bars = if wide { top } else { top + 190 };
        for words in fitted(&change.name, if wide { start - 150 } else { 2_500 }, letter, 1) {
            let (x, y) = if wide { (start - 120, top + 200) } else { (0, top + 130) };
            text(markup, x, y, if wide { "label to-left" } else { "label" }, &words)?;
        }
        for (year, (amount, class)) in [(change.now, "bar now"), (change.before, "bar before")].into_iter().enumerate()
        {
            let y = bars + (THICK + 20) * year as i64;
            let width = self.length(amount, longest);
            let year = self.page.word(if year == 0 { "page-now" } else { "page-before" });
            let told = self.page.told(&format!("{} {year}", change.name), amount, None, self.money);
            let area = Area { x: start, y, width: width.max(if amount.0 > 0 { 10 } else { 0 }), height: THICK };
            rectangle(markup, area, class, &told)?;
            text(markup, start + width + 70, y + 130, "amount", &self.money.printed(amount))?;
        }
        let (x, y) = if wide { (self.size.width(), top + 200) } else { (self.size.width(), top + 130) };
        let share = percent(change).unwrap_or_else(|| signed(self.money, change));
        text(markup, x, y, "change to-left", &share)
    }

    fn length(&self, amount: Millionths, longest: i64) -> i64 {
        let most = self.changes.iter().map(|it| it.now.0.max(it.before.0)).max().unwrap_or(1).max(1);
        (i128::from(longest) * amount.0.max(0) / most) as i64
    }
}
