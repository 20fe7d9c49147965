//! Breakdowns as treemaps: a picture of the whole, and one of each part that has parts of its own.

use std::io;

use super::super::Page;
use super::super::markup::Markup;
use super::breakdown::{Branch, Breakdown, breakdowns};
use super::drawing::{Area, Size, fitted, picture, rectangle, text, width};
use super::money::{Money, share};
use super::tiles::tiles;
use super::{Row, begin, end, figures};
use crate::ledger::Millionths;

/// How many parts can be looked at by themselves.
const OPENED: usize = 12;

/// The colours of the parts.
pub const TONES: [&str; 8] = ["tone-0", "tone-1", "tone-2", "tone-3", "tone-4", "tone-5", "tone-6", "tone-7"];

/// Writes the treemaps; nothing if there is no breakdown.
pub fn write(page: &Page<'_>, money: &Money<'_>, markup: &mut Markup<'_>) -> io::Result<()> {
    let all = breakdowns(money);
    if all.is_empty() {
        return Ok(());
    }
    begin(markup, "treemaps", &page.word("page-treemap"), &page.word("page-treemap-note"))?;
    if all.len() > 1 {
        markup.open("div", &[("class", "tabs"), ("role", "group"), ("aria-label", &page.word("page-by"))])?;
        for (at, breakdown) in all.iter().enumerate() {
            let pressed = if at == 0 { "true" } else { "false" };
            let view = format!("view-{at}");
            let attributes = [("type", "button"), ("aria-pressed", pressed), ("data-view", &view[..])];
            markup.element("button", &attributes, &breakdown.by)?;
        }
        markup.close("div")?;
    }
    for (at, breakdown) in all.iter().enumerate() {
        View { page, money, breakdown, at }.write(markup)?;
    }
    end(markup)
}

/// What is drawn alike in a picture: its colour, its whole, its size.
type Drawn<'d> = (&'d str, Millionths, Size);

struct View<'a> {
    page: &'a Page<'a>,
    money: &'a Money<'a>,
    breakdown: &'a Breakdown,
    at: usize,
}

impl View<'_> {
    fn write(&self, markup: &mut Markup<'_>) -> io::Result<()> {
        let Breakdown { title, whole, branches, .. } = self.breakdown;
        markup.open("div", &[("class", "view"), ("id", &format!("view-{}", self.at))])?;
        let sum = format!("{title}　{} {}", self.money.printed(*whole), self.page.measure());
        markup.element("h4", &[], &sum)?;
        let opened: Vec<usize> = (0..branches.len()).filter(|&at| branches[at].leaves() > 1).take(OPENED).collect();
        // One part that is all there is shows its own parts already.
        let opened = if branches.len() > 1 { opened } else { Vec::new() };
        self.levels(&opened, markup)?;
        self.picture(0, title, branches, *whole, &opened, markup)?;
        for (level, &at) in opened.iter().enumerate() {
            let Branch { part, inner } = &branches[at];
            self.picture(level + 1, &part.name, inner, part.amount, &[], markup)?;
        }
        let mut rows = Vec::new();
        for branch in branches {
            self.row(branch, 0, &mut rows);
        }
        figures(self.page, title, &[self.page.word("page-amount"), self.page.word("page-share")], &rows, markup)?;
        markup.close("div")
    }

    /// The buttons that open a part.
    fn levels(&self, opened: &[usize], markup: &mut Markup<'_>) -> io::Result<()> {
        if opened.is_empty() {
            return Ok(());
        }
        markup.open("div", &[("class", "levels"), ("role", "group"), ("aria-label", &self.page.word("page-open"))])?;
        let all = self.page.word("page-all");
        let names = opened.iter().map(|&at| &self.breakdown.branches[at].part.name);
        for (level, name) in std::iter::once(&all).chain(names).enumerate() {
            let (id, pressed) = (self.level(level), if level == 0 { "true" } else { "false" });
            markup.element("button", &[("type", "button"), ("aria-pressed", pressed), ("data-level", &id)], name)?;
        }
        markup.close("div")
    }

    fn level(&self, level: usize) -> String {
        format!("view-{}-{level}", self.at)
    }

    fn picture(
        &self,
        level: usize,
        title: &str,
        branches: &[Branch],
        whole: Millionths,
        opened: &[usize],
        markup: &mut Markup<'_>,
    ) -> io::Result<()> {
        let id = self.level(level);
        let attributes = [("class", "level"), ("id", &id[..]), ("hidden", "")];
        markup.open("div", &attributes[..if level == 0 { 2 } else { 3 }])?;
        for size in Size::ALL {
            let height = if size == Size::Wide { 5_200 } else { 5_000 };
            picture(markup, size, height, &self.page.about("page-picture-of", title), |markup| {
                let area = Area { x: 0, y: 0, width: size.width(), height };
                let amounts: Vec<i128> = branches.iter().map(|it| it.part.amount.0).collect();
                for (at, (branch, area)) in branches.iter().zip(tiles(&amounts, area)).enumerate() {
                    // What is opened keeps its colour only as one part of many.
                    let tone = TONES[if level == 0 { at } else { at + level - 1 } % TONES.len()];
                    let opens = opened.iter().position(|it| *it == at).map(|at| self.level(at + 1));
                    let opens = opens.as_deref().map(|level| [("data-opens", level)]);
                    markup.open("g", opens.as_ref().map_or(&[], |opens| opens))?;
                    self.tile(branch, area.inside(10), (tone, whole, size), markup)?;
                    markup.close("g")?;
                }
                Ok(())
            })?;
        }
        markup.close("div")
    }

    fn tile(&self, branch: &Branch, area: Area, drawn: Drawn<'_>, markup: &mut Markup<'_>) -> io::Result<()> {
        let (tone, whole, size) = drawn;
        let (letter, line) = size.letter();
        let amount = self.money.printed(branch.part.amount);
        let told = self.page.told(&branch.part.name, branch.part.amount, Some(whole), self.money);
        let room = area.inside(60);
        let roomy = area.height > 3 * line + 200 && area.width > 900;
        let inner = branch.several();
        if !inner.is_empty() && roomy {
            rectangle(markup, area, &format!("group {tone}"), &told)?;
            let head = format!("{} {amount}", branch.part.name);
            let head = if width(&head, letter) <= room.width { head } else { branch.part.name.clone() };
            for words in fitted(&head, room.width, letter, 1) {
                text(markup, room.x, area.y + 175, "head", &words)?;
            }
            let Area { x, y, width, height } = area;
            let below = Area { x: x + 30, y: y + 240, width: width - 60, height: height - 270 };
            let amounts: Vec<i128> = inner.iter().map(|it| it.part.amount.0).collect();
            for (inner, area) in inner.iter().zip(tiles(&amounts, below)) {
                self.leaf(inner, area.inside(5), drawn, markup)?;
            }
            return Ok(());
        }
        self.leaf(branch, area, drawn, markup)
    }

    fn leaf(&self, branch: &Branch, area: Area, drawn: Drawn<'_>, markup: &mut Markup<'_>) -> io::Result<()> {
        let (tone, whole, size) = drawn;
        let (letter, line) = size.letter();
        let part = &branch.part;
        let told = self.page.told(&part.name, part.amount, Some(whole), self.money);
        rectangle(markup, area, &format!("tile {tone}"), &told)?;
        let room = area.inside(55);
        let lines = usize::try_from(room.height / line).unwrap_or(0);
        if lines == 0 {
            return Ok(());
        }
        let mut amount = self.money.printed(part.amount);
        let shown = lines > 1 && width(&amount, letter) <= room.width;
        let with_share = format!("{amount}　{}", share(part.amount, whole));
        if width(&with_share, letter) <= room.width {
            amount = with_share;
        }
        let mut written = fitted(&part.name, room.width, letter, if shown { (lines - 1).min(4) } else { lines });
        if written.is_empty() {
            return Ok(());
        }
        let names = written.len();
        written.extend(shown.then_some(amount));
        for (at, words) in written.iter().enumerate() {
            let class = if at < names { "label" } else { "amount" };
            text(markup, room.x, room.y + letter - 10 + at as i64 * line, class, words)?;
        }
        Ok(())
    }

    fn row(&self, branch: &Branch, depth: usize, rows: &mut Vec<Row>) {
        let part = &branch.part;
        rows.push(Row {
            depth,
            name: part.name.clone(),
            cells: vec![self.money.printed(part.amount), share(part.amount, self.breakdown.whole)],
        });
        for inner in &branch.inner {
            self.row(inner, depth + 1, rows);
        }
    }
}
