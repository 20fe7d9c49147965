//! Areas in proportion to amounts, as near to squares as can be (Bruls, Huizing and van Wijk: squarified
//! treemaps), in whole numbers.

use super::drawing::Area;

/// The areas of `amounts`, the largest first, which fill `area`.
pub fn tiles(amounts: &[i128], area: Area) -> Vec<Area> {
    let mut placed = Vec::with_capacity(amounts.len());
    let mut left = area;
    let mut rest: i128 = amounts.iter().sum();
    let mut from = 0;
    while from < amounts.len() && rest > 0 {
        let short = left.width.min(left.height);
        let long = left.width.max(left.height);
        let mut until = from + 1;
        while until < amounts.len() {
            let grown = &amounts[from..=until];
            if worst(grown, rest, short, long) > worst(&amounts[from..until], rest, short, long) {
                break;
            }
            until += 1;
        }
        let row = &amounts[from..until];
        left = place(row, rest, left, &mut placed);
        rest -= row.iter().sum::<i128>();
        from = until;
    }
    placed
}

/// How far the worst area of a row is from a square, in thousandths.
fn worst(row: &[i128], rest: i128, short: i64, long: i64) -> i128 {
    let sum: i128 = row.iter().sum();
    let thick = (i128::from(long) * sum / rest.max(1)).max(1);
    let ratio = |amount: &i128| {
        let length = (i128::from(short) * amount / sum.max(1)).max(1);
        1_000 * thick.max(length) / thick.min(length)
    };
    row.iter().map(ratio).max().unwrap_or(0)
}

/// Places a row along the shorter side, and returns what is left of the area.
fn place(row: &[i128], rest: i128, left: Area, placed: &mut Vec<Area>) -> Area {
    let sum: i128 = row.iter().sum();
    let share = |length: i64, part: i128, whole: i128| (i128::from(length) * part / whole.max(1)) as i64;
    let upright = left.width >= left.height;
    let (short, long) = if upright { (left.height, left.width) } else { (left.width, left.height) };
    let thick = if sum == rest { long } else { share(long, sum, rest) };
    let mut before = 0;
    for amount in row {
        // The ends are rounded, not the lengths: there is neither a gap nor an overlap.
        let (start, end) = (share(short, before, sum), share(short, before + amount, sum));
        placed.push(match upright {
            true => Area { x: left.x, y: left.y + start, width: thick, height: end - start },
            false => Area { x: left.x + start, y: left.y, width: end - start, height: thick },
        });
        before += amount;
    }
    match upright {
        true => Area { x: left.x + thick, width: left.width - thick, ..left },
        false => Area { y: left.y + thick, height: left.height - thick, ..left },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_fill_the_whole_and_are_in_proportion() {
        let amounts = [3401000_i128, 523911, 254000, 211300, 52450, 3417, 2400, 1];
        let area = Area { x: 0, y: 0, width: 10_000, height: 5_000 };
        let placed = tiles(&amounts, area);
        assert_eq!(placed.len(), amounts.len());
        let size = |area: &Area| i128::from(area.width) * i128::from(area.height);
        assert_eq!(placed.iter().map(size).sum::<i128>(), size(&area), "neither gap nor overlap");
        let sum: i128 = amounts.iter().sum();
        for (amount, tile) in amounts.iter().zip(&placed) {
            let (wanted, drawn) = (size(&area) * amount / sum, size(tile));
            // A side is off by less than a tenth of a unit.
            let slack = i128::from(tile.width + tile.height) * 2 + 4;
            assert!((wanted - drawn).abs() <= slack, "{amount}: {wanted} and not {drawn}");
        }
    }

    #[test]
    fn nothing_fills_nothing() {
        assert!(tiles(&[], Area::default()).is_empty());
        assert!(tiles(&[0, 0], Area { x: 0, y: 0, width: 10, height: 10 }).is_empty());
    }
}
