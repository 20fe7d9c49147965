//! Edits as text.

use bud::model::Dim;
use bud::syntax::{Attribute, Kind, Source};

use super::flat::{Flat, Lies, Named};
use super::search::{Edit, What};
use crate::budget::{At, Budget};
use crate::fault::parse;
use crate::wrong;

/// The budget without a line.
pub fn without(budget: &Budget, at: At) -> Budget {
    let mut budget = budget.clone();
    budget.files[at.file].lines.remove(at.line);
    budget
}

/// The budget with another value of an attribute in a line.
pub fn with(budget: &Budget, at: At, attribute: Attribute, value: &str) -> Option<Budget> {
    let mut budget = budget.clone();
    let line = &mut budget.files[at.file].lines[at.line];
    *line = wrong::with(line, attribute, value)?;
    Some(budget)
}

/// The budget with a line more, at the end of its main file.
pub fn with_line(budget: &Budget, line: &str) -> Budget {
    let mut budget = budget.clone();
    budget.files[0].lines.push(line.to_owned());
    budget
}

/// The budget with an edit made.
pub fn edited(budget: &Budget, flat: &Flat, named: &Named, edit: &Edit) -> Option<Budget> {
    let grid = |at: At| {
        let lines = flat.lines.iter().filter(|line| line.place == Some(at)).map(|line| line.grid);
        lines.chain(flat.claims.iter().filter(|claim| claim.place == at).map(|claim| claim.grid)).next()
    };
    match (&edit.what, edit.at) {
        (What::Amount(value) | What::Claim(value), Some(at)) => {
            let statement = parse(budget.line(at))?;
            let written = statement.field(Attribute::Amount)?.place.of(budget.line(at));
            let unit = written.trim_start_matches(|c: char| c == '.' || c == '-' || c.is_ascii_digit());
            with(budget, at, Attribute::Amount, &format!("{}{unit}", grid(at)?.written(*value)))
        }
        (What::Delete, Some(at)) => Some(without(budget, at)),
        (What::Move(dim, node), Some(at)) => {
            let attribute = match Dim::ALL[*dim] {
                Dim::Project => Attribute::Under,
                dim => dim.attribute(),
            };
            with(budget, at, attribute, &named.written(*dim, *node))
        }
        (What::Insert(at, value), _) => Some(with_line(budget, &line(flat, named, at, *value)?)),
        (_, None) => None,
    }
}

/// A line at these nodes.
fn line(flat: &Flat, named: &Named, at: &[Lies], value: i128) -> Option<String> {
    let Lies::Known(kind) = at[0] else { return None };
    let kind = *Kind::ALL.get(kind as usize)?;
    let unit = Dim::Unit as usize;
    let like = flat.lines.iter().filter(|line| line.at[0] == at[0]);
    let grid = like.max_by_key(|line| (line.at[unit] == at[unit], line.grid.step))?.grid;
    let mut text = kind.en().to_owned();
    if let (Kind::Revenue | Kind::Carryover | Kind::Carryforward, Lies::Known(source)) =
        (kind, at[Dim::Source as usize])
    {
        text += &format!(" {}", Source::ALL.get(source as usize)?.zh());
    } else if let (Kind::Memo, Lies::Known(item)) = (kind, at[Dim::Item as usize]) {
        let path = named.written(Dim::Item as usize, item);
        let (set, item) = path.split_once('/').unwrap_or((&path, ""));
        text += &if item.is_empty() { format!(" {set}") } else { format!(" {set} item {item}") };
    } else if kind == Kind::Project {
        text += " 未知项目";
    }
    for dim in [Dim::Unit, Dim::Func, Dim::Econ, Dim::GovEcon, Dim::Source, Dim::Project] {
        let Lies::Known(node) = at[dim as usize] else { continue };
        let said = matches!(kind, Kind::Revenue | Kind::Carryover | Kind::Carryforward) && dim == Dim::Source;
        match dim {
            Dim::Project => {
                if let Some(parent) = flat.parents[dim as usize][node as usize] {
                    text += &format!(" under {}", named.written(dim as usize, parent));
                }
            }
            _ if said => {}
            _ => text += &format!(" {} {}", dim.attribute().en(), named.written(dim as usize, node)),
        }
    }
    Some(format!("{text} amount {}{}", grid.written(value), grid.measure.zh()))
}
