//! Takes an input apart into the bodies of messages: a header that says how long, then the body.
//!
//! Headers are read generously: names in any case and order, unknown ones ignored, lines that end
//! without a carriage return. One that cannot be read does not end the server. The usual reason is an
//! editor that counts characters where it should count bytes, so that a piece of a body stands where
//! a header is expected; everything up to the next `Content-Length` with a number is skipped then.
//! That is never in the middle of a body: JSON has no line end inside a text, and nothing of the kind
//! outside of one.

use std::io::{self, BufRead, BufReader, Read};

/// The longest body that is taken.
pub const LONGEST: u64 = 1 << 30;

/// The longest header that is taken, and the longest line of one.
pub const LONGEST_HEADER: usize = 16 << 10;

/// How much memory is taken at once for a body of which nothing has arrived yet.
const STEP: u64 = 16 << 20;

/// How much of the end of a line that is too long is kept: enough for a `Content-Length`.
const TAIL: usize = 64;

const LENGTH: &str = "content-length";

/// What is next in the input.
#[derive(Debug, PartialEq, Eq)]
pub enum Taken {
    /// A body.
    Body(Vec<u8>),
    /// A header that leads to no body.
    Fault(Fault),
    /// Nothing: the input has ended, perhaps within a message.
    End,
}

impl From<io::Error> for Taken {
    fn from(_: io::Error) -> Taken {
        Taken::End
    }
}

/// What is wrong with a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A line that is none of a header.
    Line,
    /// A header that is too long.
    Header,
    /// No `Content-Length`, or one that is no number.
    Length,
    /// A body longer than [`LONGEST`].
    Body(u64),
    /// Text in another encoding than UTF-8.
    Charset(String),
}

/// An input, taken apart.
pub struct Frames<R> {
    input: BufReader<R>,
    /// The line that was read last.
    line: Vec<u8>,
    /// Whether the beginning of that line is left out, for its length.
    cut: bool,
    /// Whether the next header has to be searched for.
    lost: bool,
}

impl<R: Read> Frames<R> {
    /// The frames of `input`.
    pub fn new(input: R) -> Frames<R> {
        Frames { input: BufReader::with_capacity(64 << 10, input), line: Vec::new(), cut: false, lost: false }
    }

    /// Takes the next body. After a fault it goes on with the next header that can be read.
    pub fn take(&mut self) -> Taken {
        match self.header().and_then(|length| Ok(self.body(length)?)) {
            Ok(body) => Taken::Body(body),
            Err(other) => other,
        }
    }

    /// Reads a header, and the empty line after it: how long the body is.
    fn header(&mut self) -> Result<u64, Taken> {
        match self.lost {
            true => self.search()?,
            false => self.read_line()?,
        }
        let mut header = Header::default();
        let mut size = 0;
        self.lost = true;
        loop {
            size += self.line.len();
            if self.cut || size > LONGEST_HEADER {
                return Err(Taken::Fault(Fault::Header));
            }
            header.take(&self.line).map_err(Taken::Fault)?;
            if header.is_whole {
                break;
            }
            self.read_line()?;
        }
        let length = header.length.ok_or(Taken::Fault(Fault::Length))?;
        if length > LONGEST {
            return Err(Taken::Fault(Fault::Body(length)));
        }
        self.lost = false;
        match header.charset {
            Some(charset) => {
                io::copy(&mut self.input.by_ref().take(length), &mut io::sink())?;
                Err(Taken::Fault(Fault::Charset(charset)))
            }
            None => Ok(length),
        }
    }

    /// Searches for the line in which a header begins, from the line that was read last.
    fn search(&mut self) -> io::Result<()> {
        loop {
            if let Some(at) = length_in(&self.line) {
                self.line.drain(..at);
                self.cut = false;
                return Ok(());
            }
            self.read_line()?;
        }
    }

    /// Reads a line, with its end. Of one that is too long only the tail is kept.
    fn read_line(&mut self) -> io::Result<()> {
        self.line.clear();
        self.cut = false;
        loop {
            let ready = match self.input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                ready => ready?,
            };
            if ready.is_empty() {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let end = ready.iter().position(|byte| *byte == b'\n').map(|at| at + 1);
            let taken = end.unwrap_or(ready.len());
            self.line.extend_from_slice(&ready[..taken]);
            self.input.consume(taken);
            if self.line.len() > LONGEST_HEADER {
                self.line.drain(..self.line.len() - TAIL);
                self.cut = true;
            }
            if end.is_some() {
                return Ok(());
            }
        }
    }

    /// Reads a body. Memory is taken as the body arrives: a header alone can promise anything.
    fn body(&mut self, length: u64) -> io::Result<Vec<u8>> {
        let mut body = vec![0; length.min(STEP) as usize];
        self.input.read_exact(&mut body)?;
        self.input.by_ref().take(length - body.len() as u64).read_to_end(&mut body)?;
        match body.len() as u64 == length {
            true => Ok(body),
            false => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}

/// The part of a header that has been read.
#[derive(Default)]
struct Header {
    length: Option<u64>,
    /// An encoding that is not UTF-8.
    charset: Option<String>,
    /// Whether a field has been read.
    is_begun: bool,
    /// Whether the empty line after it has been read.
    is_whole: bool,
}

impl Header {
    /// Takes a line. Empty lines before the first field are nothing.
    fn take(&mut self, line: &[u8]) -> Result<(), Fault> {
        let line = std::str::from_utf8(line).map_err(|_| Fault::Line)?.trim_end_matches(['\n', '\r']);
        if line.is_empty() {
            self.is_whole = self.is_begun;
            return Ok(());
        }
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let (name, value) = line.split_once(':').ok_or(Fault::Line)?;
        let (name, value) = (name.trim_end(), value.trim());
        if name.is_empty() || !name.chars().all(is_part) {
            return Err(Fault::Line);
        }
        self.is_begun = true;
        if name.eq_ignore_ascii_case(LENGTH) {
            let length = number(value).ok_or(Fault::Length)?;
            match self.length.replace(length) {
                Some(other) if other != length => return Err(Fault::Length),
                _ => {}
            }
        } else if name.eq_ignore_ascii_case("content-type") {
            let mut parameters = value.split(';').filter_map(|parameter| parameter.split_once('='));
            let charset = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
            let charset = charset.map_or("utf-8", |(_, value)| value.trim().trim_matches('"'));
            let is_utf8 = ["utf-8", "utf8"].iter().any(|known| charset.eq_ignore_ascii_case(known));
            self.charset = (!is_utf8).then(|| charset.to_owned());
        }
        Ok(())
    }
}

/// A number of digits alone; one beyond measure is as large as a number can be.
fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

/// Where in `line` a `Content-Length` begins that a body could have.
fn length_in(line: &[u8]) -> Option<usize> {
    let at = line.windows(LENGTH.len()).rposition(|word| word.eq_ignore_ascii_case(LENGTH.as_bytes()))?;
    let rest = std::str::from_utf8(&line[at + LENGTH.len()..]).ok()?;
    let length = number(rest.trim_start().strip_prefix(':')?.trim())?;
    (length <= LONGEST).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(input: impl AsRef<[u8]>) -> Vec<Taken> {
        let mut frames = Frames::new(input.as_ref());
        let mut all = Vec::new();
        while all.last() != Some(&Taken::End) {
            all.push(frames.take());
        }
        all.pop();
        all
    }

    fn body(text: &str) -> Taken {
        Taken::Body(text.as_bytes().to_vec())
    }

    #[test]
    fn headers_are_read_generously() {
        for header in [
            "Content-Length: 2\r\n\r\n",
            "content-length:2\r\n\r\n",
            "CONTENT-LENGTH :  2 \n\n",
            "\r\n\r\nContent-Length: 2\r\n\r\n",
            "Content-Length: 2\r\nContent-Length: 2\r\n\r\n",
            "Content-Type: application/vscode-jsonrpc\r\nContent-Length: 2\r\n\r\n",
            "Content-Length: 2\r\ncontent-type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n",
            "Content-Length: 2\r\nContent-Type: x; a=b ; Charset=\"UTF8\"\r\nX-Trace_1: 5\r\nA: b\r\n\r\n",
        ] {
            assert_eq!(taken(format!("{header}42{header}[]")), [body("42"), body("[]")], "{header:?}");
        }
    }

    #[test]
    fn a_header_that_cannot_be_read_costs_one_message_and_no_more() {
        let good = "Content-Length: 2\r\n\r\n42";
        let long = format!("X: {}\r\n", "x".repeat(1 << 20));
        let many = "X: y\r\n".repeat(5000);
        for (bad, fault) in [
            ("hello\r\n\r\n", Fault::Line),
            // What is left of a body whose characters were counted instead of its bytes.
            ("\u{7b97}\"}}", Fault::Line),
            ("{\"jsonrpc\":\"2.0\"}", Fault::Line),
            ("\u{feff}Content-Length: 2\r\n\r\n42", Fault::Line),
            ("Content Length: 2\r\n\r\n42", Fault::Line),
            (": 2\r\n\r\n42", Fault::Line),
            ("X: y\r\n\r\n42", Fault::Length),
            ("Content-Length: x\r\n\r\n42", Fault::Length),
            ("Content-Length: -2\r\n\r\n42", Fault::Length),
            ("Content-Length: 2.0\r\n\r\n42", Fault::Length),
            ("Content-Length:\r\n\r\n42", Fault::Length),
            ("Content-Length: 1\r\nContent-Length: x\r\n\r\n42", Fault::Length),
            ("Content-Length: 1073741825\r\n\r\n42", Fault::Body((1 << 30) + 1)),
            ("Content-Length: 99999999999999999999999\r\n\r\n42", Fault::Body(u64::MAX)),
            ("Content-Length: 2\r\nContent-Type: x; charset=gb18030\r\n\r\n42", Fault::Charset("gb18030".to_owned())),
            (&format!("Content-Length: 2\r\n{long}\r\n42"), Fault::Header),
            (&format!("Content-Length: 2\r\n{many}\r\n42"), Fault::Header),
        ] {
            let all = taken(format!("{good}{bad}{good}{good}"));
            let after = all.iter().skip(2).collect::<Vec<_>>();
            assert_eq!(all[..2], [body("42"), Taken::Fault(fault)], "{bad:?}");
            // The message itself may be saved too: its header is what is searched for.
            assert!(after.len() >= 2 && after.iter().all(|it| **it == body("42")), "{bad:?}: {after:?}");
        }
    }

    #[test]
    fn what_is_long_before_a_header_is_skipped_in_little_memory() {
        let good = "Content-Length: 2\r\n\r\n42";
        let mut frames = Frames::new(io::repeat(b'x').take(32 << 20).chain(good.as_bytes()));
        assert_eq!(frames.take(), Taken::Fault(Fault::Header));
        assert_eq!(frames.take(), body("42"));
        assert!(frames.line.capacity() < 1 << 20, "{} bytes kept", frames.line.capacity());
    }

    #[test]
    fn a_promise_takes_no_memory() {
        let mut frames = Frames::new(&b"Content-Length: 1073741824\r\n\r\n42"[..]);
        assert_eq!(frames.take(), Taken::End);
    }

    #[test]
    fn an_input_may_end_anywhere() {
        let whole = "Content-Length: 2\r\n\r\n42";
        for end in 0..whole.len() {
            assert_eq!(taken(&whole[..end]), [], "{:?}", &whole[..end]);
        }
        assert_eq!(taken(whole), [body("42")]);
        assert_eq!(taken("Content-Length: 0\r\n\r\n"), [body("")]);
    }

    #[test]
    fn a_body_longer_than_a_step_arrives_whole() {
        let long = "预".repeat(STEP as usize / 2);
        assert_eq!(taken(format!("Content-Length: {}\r\n\r\n{long}", long.len())), [body(&long)]);
    }
}
