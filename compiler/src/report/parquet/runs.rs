//! Small numbers as runs: how Parquet writes levels and places in a dictionary, and how they are gathered.

/// How many numbers are packed together.
const GROUP: usize = 8;

/// Numbers in order, equal neighbours as one run.
#[derive(Debug, Default)]
pub struct Runs(Vec<(u32, u32)>);

impl Runs {
    /// Appends a number.
    pub fn push(&mut self, value: u32) {
        match self.0.last_mut() {
            Some((last, count)) if *last == value => *count += 1,
            _ => self.0.push((value, 1)),
        }
    }

    /// The last number.
    pub fn last(&self) -> Option<u32> {
        self.0.last().map(|(value, _)| *value)
    }

    /// All numbers.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        self.0.iter().flat_map(|&(value, count)| std::iter::repeat_n(value, count as usize))
    }

    /// Forgets them.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Appends them in Parquet's hybrid of runs and packed numbers of `width` bits each.
    pub fn write(&self, width: u32, out: &mut Vec<u8>) {
        let mut single = Vec::new();
        for &(value, count) in &self.0 {
            let mut count = count as usize;
            // What stands before a run are whole groups.
            let missing = single.len().next_multiple_of(GROUP) - single.len();
            let taken = missing.min(count);
            single.extend(std::iter::repeat_n(value, taken));
            count -= taken;
            if count >= GROUP {
                pack(&mut single, width, out);
                header((count as u64) << 1, out);
                out.extend_from_slice(&value.to_le_bytes()[..width.div_ceil(8) as usize]);
            } else {
                single.extend(std::iter::repeat_n(value, count));
            }
        }
        pack(&mut single, width, out);
    }
}

/// Appends numbers of `width` bits each, the last group filled up with zeros, and forgets them.
fn pack(single: &mut Vec<u32>, width: u32, out: &mut Vec<u8>) {
    if single.is_empty() {
        return;
    }
    single.resize(single.len().next_multiple_of(GROUP), 0);
    header(((single.len() / GROUP) as u64) << 1 | 1, out);
    let (mut bits, mut held) = (0_u64, 0);
    for value in single.drain(..) {
        bits |= u64::from(value) << held;
        held += width;
        while held >= 8 {
            out.push(bits as u8);
            bits >>= 8;
            held -= 8;
        }
    }
}

/// Appends a number of any size, seven bits a byte.
fn header(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads `count` numbers back, as the format describes them.
    fn read(bytes: &[u8], width: u32, count: usize) -> Vec<u32> {
        let mut at = 0;
        let mut found = Vec::new();
        while found.len() < count {
            let (mut head, mut shift) = (0_u64, 0);
            loop {
                let byte = bytes[at];
                at += 1;
                head |= u64::from(byte & 0x7F) << shift;
                shift += 7;
                if byte & 0x80 == 0 {
                    break;
                }
            }
            if head & 1 == 0 {
                let size = width.div_ceil(8) as usize;
                let value = (0..size).fold(0, |value, byte| value | u32::from(bytes[at + byte]) << (8 * byte));
                at += size;
                found.extend(std::iter::repeat_n(value, (head >> 1) as usize));
                continue;
            }
            for place in 0..(head >> 1) as usize * GROUP {
                let bit = |bit: usize| u32::from(bytes[at + bit / 8] >> (bit % 8) & 1);
                found.push((0..width as usize).fold(0, |value, n| value | bit(place * width as usize + n) << n));
            }
            at += (head >> 1) as usize * width as usize;
        }
        assert_eq!(at, bytes.len());
        found
    }

    #[test]
    fn numbers_come_back_whatever_they_are() {
        let mut random = 1_u64;
        for width in [1, 2, 7, 8, 9, 17] {
            for length in [0, 1, 7, 8, 9, 100, 1_000] {
                for repeated in [1, 3, 7, 8, 9, 40] {
                    let mut runs = Runs::default();
                    let mut numbers = Vec::new();
                    while numbers.len() < length {
                        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                        let value = (random >> 40) as u32 & ((1 << width) - 1);
                        numbers.extend(std::iter::repeat_n(value, 1 + (random >> 33) as usize % repeated));
                    }
                    numbers.iter().for_each(|number| runs.push(*number));
                    let mut bytes = Vec::new();
                    runs.write(width, &mut bytes);
                    let found = read(&bytes, width, numbers.len());
                    assert_eq!(found[..numbers.len()], numbers);
                    assert!(found[numbers.len()..].iter().all(|number| *number == 0), "only zeros fill up");
                    assert_eq!(runs.iter().collect::<Vec<_>>(), numbers);
                }
            }
        }
    }
}
