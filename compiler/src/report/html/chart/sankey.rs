//! The flow of money as a Sankey diagram: nodes and streams are as thick as they are large.

use std::io;

use super::super::Page;
use super::super::markup::Markup;
use super::drawing::{Area, Size, Tenths, fitted, picture, rectangle, text};
use super::flow::{Flow, Stop, Stream, flow};
use super::money::{Money, share};
use super::treemap::TONES;
use super::{Row, begin, end, figures};
use crate::ledger::Millionths;

/// What a stream is told by: from, to.
const ARROW: &str = " → ";

/// Measures of a size, in tenths.
struct Measures {
    height: i64,
    /// How thick a node is.
    bar: i64,
    /// What is left free for names on either side.
    left: i64,
    right: i64,
    /// The room for a name in the middle.
    middle: i64,
    letter: i64,
    line: i64,
}

fn measures(size: Size) -> Measures {
    match size {
        Size::Wide => {
            Measures { height: 5_200, bar: 140, left: 1_700, right: 2_800, middle: 1_800, letter: 150, line: 190 }
        }
        Size::Narrow => Measures { height: 6_000, bar: 90, left: 0, right: 0, middle: 800, letter: 120, line: 150 },
    }
}

/// Writes the diagram; nothing if the flow is not known.
pub fn write(page: &Page<'_>, money: &Money<'_>, markup: &mut Markup<'_>) -> io::Result<()> {
    let Some(flow) = flow(money) else { return Ok(()) };
    let title = page.word("page-flow");
    begin(markup, "flow", &title, &page.word("page-flow-note"))?;
    for size in Size::ALL {
        let drawn = Drawn::new(page, money, &flow, size);
        picture(markup, size, drawn.measures.height, &page.about("page-picture-of", &title), |it| drawn.draw(it))?;
    }
    let mut rows = Vec::new();
    for Stream { stage, from, to, amount } in &flow.streams {
        let (from, to) = (&flow.stages[*stage][*from], &flow.stages[*stage + 1][*to]);
        rows.push(Row {
            depth: 0,
            name: format!("{}{ARROW}{}", from.name, to.name),
            cells: vec![money.printed(*amount), share(*amount, from.amount)],
        });
    }
    figures(page, &title, &[page.word("page-amount"), page.word("page-share-from")], &rows, markup)?;
    end(markup)
}

struct Drawn<'a> {
    page: &'a Page<'a>,
    money: &'a Money<'a>,
    flow: &'a Flow,
    size: Size,
    measures: Measures,
    /// The area of each node.
    areas: Vec<Vec<Area>>,
    /// How thick the whole is.
    thick: i64,
    whole: Millionths,
}

impl<'a> Drawn<'a> {
    fn new(page: &'a Page<'a>, money: &'a Money<'a>, flow: &'a Flow, size: Size) -> Drawn<'a> {
        let sum = |stage: &Vec<Stop>| stage.iter().map(|stop| stop.amount.0).sum::<i128>();
        let whole = Millionths(flow.stages.iter().map(sum).max().unwrap_or(1).max(1));
        let measures = measures(size);
        let mut drawn = Drawn { page, money, flow, size, areas: Vec::new(), thick: 0, whole, measures };
        // The thickest that leaves every name its place.
        let (mut low, mut high) = (0, drawn.measures.height);
        while high - low > 1 {
            drawn.thick = (low + high) / 2;
            let fits = flow.stages.iter().all(|stage| drawn.needed(stage) <= drawn.measures.height);
            if fits { low = drawn.thick } else { high = drawn.thick }
        }
        drawn.thick = low;
        drawn.areas = (0..flow.stages.len()).map(|stage| drawn.placed(stage)).collect();
        drawn
    }

    /// How thick money is drawn: what is there is seen.
    fn thickness(&self, amount: Millionths) -> i64 {
        ((i128::from(self.thick) * amount.0 / self.whole.0) as i64).max(10)
    }

    /// The height that a node takes: its own, or that of its name.
    fn slot(&self, stop: &Stop) -> i64 {
        self.thickness(stop.amount).max(self.measures.line * 2) + 60
    }

    fn needed(&self, stage: &[Stop]) -> i64 {
        stage.iter().map(|stop| self.slot(stop)).sum()
    }

    fn placed(&self, stage: usize) -> Vec<Area> {
        let stops = &self.flow.stages[stage];
        let Measures { bar, left, right, height, .. } = self.measures;
        let across = self.size.width() - left - right - bar;
        let x = left + across * stage as i64 / (self.flow.stages.len() as i64 - 1).max(1);
        let gap = (height - self.needed(stops)) / (stops.len() as i64 + 1);
        let mut y = gap;
        let mut areas = Vec::new();
        for stop in stops {
            let (slot, thick) = (self.slot(stop), self.thickness(stop.amount));
            areas.push(Area { x, y: y + (slot - thick) / 2, width: bar, height: thick });
            y += slot + gap;
        }
        areas
    }

    fn draw(&self, markup: &mut Markup<'_>) -> io::Result<()> {
        self.streams(markup)?;
        for (stage, stops) in self.flow.stages.iter().enumerate() {
            for (stop, area) in stops.iter().zip(&self.areas[stage]) {
                let told = self.page.told(&stop.name, stop.amount, Some(self.whole), self.money);
                rectangle(markup, *area, &format!("stop {}", TONES[stop.tone % TONES.len()]), &told)?;
            }
        }
        for (stage, stops) in self.flow.stages.iter().enumerate() {
            for (stop, area) in stops.iter().zip(&self.areas[stage]) {
                self.name(stage, stop, *area, markup)?;
            }
        }
        Ok(())
    }

    /// The streams, each beside its neighbours at both of its ends.
    fn streams(&self, markup: &mut Markup<'_>) -> io::Result<()> {
        let starts = |areas: &Vec<Vec<Area>>| -> Vec<Vec<i64>> {
            areas.iter().map(|stage| stage.iter().map(|area| area.y).collect()).collect()
        };
        let (mut out, mut into) = (starts(&self.areas), starts(&self.areas));
        let mut streams: Vec<&Stream> = self.flow.streams.iter().collect();
        streams.sort_by_key(|it| (it.stage, it.from, it.to));
        for stream in streams {
            let Stream { stage, from, to, amount } = *stream;
            let thick = self.thickness(amount);
            let start = (self.areas[stage][from].x + self.measures.bar, out[stage][from]);
            let end = (self.areas[stage + 1][to].x, into[stage + 1][to]);
            out[stage][from] += thick;
            into[stage + 1][to] += thick;
            let stops = &self.flow.stages;
            let tone = if stage + 2 == stops.len() { stops[stage + 1][to].tone } else { stops[stage][from].tone };
            let names = format!("{}{ARROW}{}", stops[stage][from].name, stops[stage + 1][to].name);
            let told = self.page.told(&names, amount, Some(stops[stage][from].amount), self.money);
            let class = format!("stream {}", TONES[tone % TONES.len()]);
            markup.open("path", &[("class", &class), ("d", &band(start, end, thick))])?;
            markup.element("title", &[], &told)?;
            markup.close("path")?;
        }
        Ok(())
    }

    /// A node's name and figure: beside it, outside where there is room, else on the streams.
    fn name(&self, stage: usize, stop: &Stop, area: Area, markup: &mut Markup<'_>) -> io::Result<()> {
        let Measures { left, right, middle, letter, line, .. } = self.measures;
        let last = stage + 1 == self.flow.stages.len();
        let (x, room, class) = match (stage, last) {
            (0, _) if left > 0 => (area.x - 80, left - 80, "to-left"),
            (_, true) if right > 0 => (area.x + area.width + 80, right - 80, "to-right"),
            (_, true) => (area.x - 60, middle * 2, "to-left"),
            _ => (area.x + area.width + 60, middle, "to-right"),
        };
        let y = area.y + area.height / 2;
        for words in fitted(&stop.name, room, letter, 1) {
            text(markup, x, y - line / 8, &format!("label {class}"), &words)?;
        }
        text(markup, x, y + line * 7 / 8, &format!("amount {class}"), &self.money.printed(stop.amount))
    }
}

/// The outline of a stream.
fn band(start: (i64, i64), end: (i64, i64), thick: i64) -> String {
    let middle = Tenths((start.0 + end.0) / 2);
    let [x, y, far, low] = [start.0, start.1, end.0, end.1].map(Tenths);
    let [y_below, low_below] = [start.1 + thick, end.1 + thick].map(Tenths);
    format!(
        "M{x} {y}C{middle} {y} {middle} {low} {far} {low}L{far} {low_below}\
         C{middle} {low_below} {middle} {y_below} {x} {y_below}Z"
    )
}
