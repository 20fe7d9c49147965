//! Bytes to text: UTF-8, and one clear error for everything else.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Message};
use crate::source::SourceFile;

/// What came of the bytes of a file.
pub struct Decoded {
    /// The text; with a fault only what can be shown of it.
    pub text: Arc<String>,
    /// It is an editor's buffer.
    pub is_buffer: bool,
    /// Why it is not a text that Bud reads.
    pub fault: Option<Fault>,
}

/// Why bytes are not UTF-8.
pub enum Fault {
    /// It is text, in this encoding.
    Encoding(&'static str),
    /// One byte is wrong; how many bytes before it are right, and the byte.
    Byte(usize, u8),
}

/// Reads bytes as UTF-8. A byte order mark stays in the text, so that offsets are those of the file.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    if let Some(encoding) = utf16(&bytes) {
        return Decoded { text: Arc::default(), is_buffer: false, fault: Some(Fault::Encoding(encoding)) };
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Decoded { text: Arc::new(text), is_buffer: false, fault: None },
        Err(error) => error.into_bytes(),
    };
    let decoded = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(&bytes);
    if decoded.is_some_and(|text| looks_chinese(&text)) {
        return Decoded { text: Arc::default(), is_buffer: false, fault: Some(Fault::Encoding("GB18030")) };
    }
    let valid = std::str::from_utf8(&bytes).err().map_or(bytes.len(), |error| error.valid_up_to());
    let byte = bytes.get(valid).copied().unwrap_or(0);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Decoded { text: Arc::new(text), is_buffer: false, fault: Some(Fault::Byte(valid, byte)) }
}

/// The text of a file in an encoding that is told apart, and the encoding's name; none where the file
/// is UTF-8, no text, or damaged.
pub fn converted(bytes: &[u8]) -> Option<(String, &'static str)> {
    let utf8 = std::str::from_utf8(bytes).is_ok();
    let (encoding, name) = match utf16(bytes) {
        Some("UTF-16BE") => (encoding_rs::UTF_16BE, "UTF-16BE"),
        Some(name) => (encoding_rs::UTF_16LE, name),
        None if utf8 => return None,
        None => (encoding_rs::GB18030, "GB18030"),
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    (name != "GB18030" || looks_chinese(text)).then(|| (text.to_owned(), name))
}

/// Whether most of what is not ASCII are common Chinese characters and punctuation: nearly any bytes
/// decode as GB18030, so that they decode is not enough.
fn looks_chinese(text: &str) -> bool {
    let (mut common, mut all) = (0, 0);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        common += usize::from(
            matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}' | '“' | '”'),
        );
    }
    all > 0 && common * 10 >= all * 9 && !text.contains('\0')
}

/// UTF-16 by its byte order mark, or by the zero bytes of its ASCII letters.
fn utf16(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some("UTF-16LE"),
        [0xFE, 0xFF, ..] => return Some("UTF-16BE"),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(1024)];
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let enough = head.len() / 8;
    match (zeros(0), zeros(1)) {
        (0, odd) if odd > enough.max(1) => Some("UTF-16LE"),
        (even, 0) if even > enough.max(1) => Some("UTF-16BE"),
        _ => None,
    }
}

impl Fault {
    /// The one error of the file.
    pub fn diagnostic(self, file: &SourceFile) -> Diagnostic {
        match self {
            Fault::Encoding(encoding) => {
                let message = Message::new("other-encoding").with("encoding", encoding);
                Diagnostic::new(Code::OtherEncoding, file.span(0, 0), message).help("other-encoding-help")
            }
            Fault::Byte(at, byte) => {
                let message = Message::new("invalid-utf8").with("byte", format!("0x{byte:02X}")).with("offset", at);
                let end = at + '\u{FFFD}'.len_utf8();
                Diagnostic::new(Code::InvalidUtf8, file.span(at as u32, end as u32), message).help("invalid-utf8-help")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(bytes: &[u8]) -> String {
        match decode(bytes.to_vec()).fault {
            None => "text".to_owned(),
            Some(Fault::Encoding(encoding)) => encoding.to_owned(),
            Some(Fault::Byte(at, byte)) => format!("{at}: {byte:#04x}"),
        }
    }

    #[test]
    fn what_has_a_name_can_be_converted() {
        let text = "项目 人才房票\r\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        let gb = encoding_rs::GB18030.encode(text).0.into_owned();
        assert_eq!(converted(&gb), Some((text.to_owned(), "GB18030")));
        assert_eq!(converted(&big), Some((text.to_owned(), "UTF-16BE")));
        assert_eq!(converted("\u{FEFF}项目".as_bytes()), None);
        assert_eq!(converted(b"unit \xFFabc"), None);
        assert_eq!(converted(&little), Some((text.to_owned(), "UTF-16LE")));
        assert_eq!(converted(b"\xFF\xFEb\0u\0\0\xD8"), None, "half a character");
    }

    #[test]
    fn one_encoding_and_the_names_of_others() {
        assert_eq!(fault("预算 ok".as_bytes()), "text");
        assert_eq!(fault(b""), "text");
        assert_eq!(fault(b"\xEF\xBB\xBFbudget"), "text");
        assert_eq!(fault(&encoding_rs::GB18030.encode("项目 人才房票 金额 5").0), "GB18030");
        assert_eq!(fault(b"\xFF\xFEb\0u\0"), "UTF-16LE");
        assert_eq!(fault(b"b\0u\0d\0g\0e\0t\0 \0x\0"), "UTF-16LE");
        assert_eq!(fault(b"unit \xFFabc"), "5: 0xff");
        assert_eq!(
            fault("项目 \u{4EBA}\u{624D}".as_bytes().split_last().map_or(&[][..], |(_, rest)| rest)),
            "10: 0xe6"
        );
    }
}
