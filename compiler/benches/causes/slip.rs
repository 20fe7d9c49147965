//! How people get a figure wrong.

use crate::random::Random;

/// THE table of slips of a figure that needs nothing but the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// Two digits beside each other, swapped.
    Swapped,
    /// One digit mistyped.
    Mistyped,
    /// One digit doubled, or dropped.
    Doubled,
    /// The decimal point moved by one place or two.
    Point,
    /// The sign.
    Sign,
    /// Ten, a thousand or ten thousand times too much or too little: another unit of measure.
    Factor,
}

impl Slip {
    /// All of them.
    pub const ALL: [Slip; 6] = [Slip::Swapped, Slip::Mistyped, Slip::Doubled, Slip::Point, Slip::Sign, Slip::Factor];

    /// The figure as it is written with this slip; none if this figure has no such slip.
    pub fn of(self, figure: &str, random: &mut Random) -> Option<String> {
        let number = Number::read(figure)?;
        match self {
            Slip::Swapped => number.swapped(random),
            Slip::Mistyped => number.mistyped(random),
            Slip::Doubled if random.below(2) == 0 => number.doubled(random),
            Slip::Doubled => number.dropped(random),
            Slip::Point => number.shifted(*random.pick(&[-2, -1, 1, 2])?),
            Slip::Sign => Some(Number { negative: !number.negative, ..number }),
            Slip::Factor => number.shifted(*random.pick(&[-4, -3, -1, 1, 3, 4])?),
        }
        .filter(|slipped| slipped.value() != Number::read(figure).map_or(0, |number| number.value()))
        .map(|slipped| slipped.to_string())
    }
}

/// A plain number as written: its digits, and how many of them stand after the point.
struct Number {
    negative: bool,
    digits: Vec<u8>,
    decimals: usize,
}

impl Number {
    /// Reads a number without groups, unit or expression.
    fn read(figure: &str) -> Option<Number> {
        let (negative, plain) = match figure.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, figure),
        };
        let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
        let digits: Vec<u8> = whole.bytes().chain(decimals.bytes()).collect();
        let sound = !whole.is_empty() && digits.iter().all(u8::is_ascii_digit) && digits.len() <= 15;
        let zero = digits.iter().all(|&digit| digit == b'0');
        (sound && !zero).then_some(Number { negative, decimals: decimals.len(), digits })
    }

    /// The number in millionths.
    fn value(&self) -> i128 {
        let digits = self.digits.iter().fold(0, |value, &digit| value * 10 + i128::from(digit - b'0'));
        let size = digits * 10_i128.pow(6 - self.decimals.min(6) as u32);
        if self.negative { -size } else { size }
    }

    fn swapped(mut self, random: &mut Random) -> Option<Number> {
        let places: Vec<usize> = (1..self.digits.len()).filter(|&at| self.digits[at - 1] != self.digits[at]).collect();
        let at = *random.pick(&places)?;
        self.digits.swap(at - 1, at);
        self.tidy()
    }

    fn mistyped(mut self, random: &mut Random) -> Option<Number> {
        let at = random.below(self.digits.len());
        self.digits[at] = b'0' + (self.digits[at] - b'0' + 1 + random.below(9) as u8) % 10;
        self.tidy()
    }

    fn doubled(mut self, random: &mut Random) -> Option<Number> {
        let at = random.below(self.digits.len() - self.decimals);
        self.digits.insert(at, self.digits[at]);
        self.tidy()
    }

    fn dropped(mut self, random: &mut Random) -> Option<Number> {
        let whole = self.digits.len() - self.decimals;
        if whole < 2 {
            return None;
        }
        self.digits.remove(random.below(whole));
        self.tidy()
    }

    /// Moves the point to the right; the number keeps two decimals if it had two.
    fn shifted(mut self, places: i32) -> Option<Number> {
        let before = self.decimals;
        let decimals = before as i32 - places;
        let wanted = decimals.max(before.min(2) as i32) as usize;
        let zeros = (wanted as i32 - decimals) as usize;
        self.digits.extend(std::iter::repeat_n(b'0', zeros));
        self.decimals = wanted;
        while self.digits.len() <= self.decimals {
            self.digits.insert(0, b'0');
        }
        // Zeros that the point has left behind are not written.
        while self.decimals > before.min(2) && self.digits.last() == Some(&b'0') {
            self.digits.pop();
            self.decimals -= 1;
        }
        self.tidy()
    }

    /// Without zeros in front, as nobody writes them; none where too little or too much is left.
    fn tidy(mut self) -> Option<Number> {
        while self.digits.len() > self.decimals + 1 && self.digits[0] == b'0' {
            self.digits.remove(0);
        }
        (self.decimals <= 6 && self.digits.len() - self.decimals <= 12).then_some(self)
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, decimals) = self.digits.split_at(self.digits.len() - self.decimals);
        let text = |digits: &[u8]| String::from_utf8_lossy(digits).into_owned();
        let sign = if self.negative { "-" } else { "" };
        let point = if self.decimals > 0 { "." } else { "" };
        write!(f, "{sign}{}{point}{}", text(whole), text(decimals))
    }
}
