//! Whether printed parts come to a printed whole, up to what rounding may carry them apart.

use rust_decimal::Decimal;

/// Whether `parts` come to `whole`, each figure rounded to `step`: they may be apart by less than half the
/// sum of the steps.
pub fn agree(whole: Decimal, parts: impl IntoIterator<Item = Decimal>, step: Decimal) -> bool {
    let (mut sum, mut figures) = (Decimal::ZERO, Decimal::ONE);
    for part in parts {
        sum += part;
        figures += Decimal::ONE;
    }
    sum == whole || (sum - whole).abs() * Decimal::TWO < figures * step
}

/// The numbers of those items that come to `whole` exactly, if no other items do.
pub fn only_parts(whole: Decimal, items: &[Decimal]) -> Option<Vec<usize>> {
    /// Beyond these a second way of adding up is to be expected, and looking for it takes long.
    const MOST_ITEMS: usize = 64;
    const MOST_SUMS: usize = 1 << 16;
    if items.len() > MOST_ITEMS {
        return None;
    }
    let shrinking = items.iter().any(Decimal::is_sign_negative);
    // Each sum with the items that make it, or none if there are several ways.
    let mut sums: rustc_hash::FxHashMap<Decimal, Option<u64>> = rustc_hash::FxHashMap::default();
    sums.insert(Decimal::ZERO, Some(0));
    for (at, item) in items.iter().enumerate() {
        let mut reached: Vec<(Decimal, Option<u64>)> =
            sums.iter().map(|(sum, ways)| (sum + item, ways.map(|mask| mask | 1 << at))).collect();
        reached.retain(|(sum, _)| shrinking || *sum <= whole);
        for (sum, way) in reached {
            sums.entry(sum).and_modify(|ways| *ways = None).or_insert(way);
        }
        if sums.len() > MOST_SUMS {
            return None;
        }
    }
    let mask = (*sums.get(&whole)?)?;
    Some((0..items.len()).filter(|at| mask >> at & 1 == 1).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(texts: &[&str]) -> Vec<Decimal> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn parts_may_be_apart_from_their_whole_by_what_rounding_explains() {
        let step: Decimal = "0.01".parse().unwrap();
        let whole: Decimal = "6.01".parse().unwrap();
        assert!(agree(whole, figures(&["1.00", "2.00", "3.00"]), step));
        assert!(!agree(whole, figures(&["6.00"]), step));
        assert!(!agree(whole, figures(&["1.00", "2.00", "2.99"]), step));
    }

    #[test]
    fn parts_are_told_only_if_there_is_one_way() {
        let items = figures(&["200.00", "24.00", "420.00", "31.00", "510.00", "90.00"]);
        assert_eq!(only_parts("31".parse().unwrap(), &items), Some(vec![3]));
        assert_eq!(only_parts("1244.00".parse().unwrap(), &items), Some(vec![0, 1, 2, 4, 5]));
        assert_eq!(only_parts("1.00".parse().unwrap(), &items), None);
        assert_eq!(only_parts("3".parse().unwrap(), &figures(&["1", "2", "3"])), None);
        assert_eq!(only_parts("1".parse().unwrap(), &figures(&["1", "0"])), None);
    }
}
