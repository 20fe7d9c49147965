//! Medians, spreads, and how they are printed.

use std::fmt;

/// The middle of some figures, and how far they lie apart.
#[derive(Clone, Copy)]
pub struct Spread {
    /// The middle one, or the mean of the two in the middle.
    pub median: f64,
    /// The least.
    pub least: f64,
    /// The greatest.
    pub greatest: f64,
}

impl Spread {
    /// Of at least one figure.
    pub fn of(figures: impl IntoIterator<Item = f64>) -> Option<Spread> {
        let mut figures: Vec<_> = figures.into_iter().collect();
        figures.sort_by(f64::total_cmp);
        let (least, greatest) = (*figures.first()?, *figures.last()?);
        let middle = figures.len() / 2;
        let median =
            if figures.len() % 2 == 1 { figures[middle] } else { (figures[middle - 1] + figures[middle]) / 2.0 };
        Some(Spread { median, least, greatest })
    }
}

/// `0.532 (0.520–0.551)`; without the spread where it cannot be seen.
impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (median, least, greatest) = (short(self.median), short(self.least), short(self.greatest));
        if least == greatest { f.write_str(&median) } else { write!(f, "{median} ({least}–{greatest})") }
    }
}

/// Three digits that count, and never fewer decimals than a reader can compare.
pub fn short(figure: f64) -> String {
    let decimals = match figure.abs() {
        size if size < 0.1 => 4,
        size if size < 10.0 => 3 - usize::from(size >= 1.0),
        size if size < 100.0 => 1,
        _ => 0,
    };
    format!("{figure:.decimals$}")
}

/// Bytes as mebibytes.
pub fn mebibytes(bytes: f64) -> f64 {
    bytes / 1_048_576.0
}

/// `1000000` as `1,000,000`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A Markdown table.
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these columns.
    pub fn new<const N: usize>(columns: [&str; N]) -> Table {
        Table { rows: vec![columns.map(str::to_owned).to_vec(), vec!["---".to_owned(); N]] }
    }

    /// Adds a row.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.to_vec());
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rows.iter().try_for_each(|row| writeln!(f, "| {} |", row.join(" | ")))
    }
}
