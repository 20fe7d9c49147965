//! Text as XML: what a name holds is text, whatever it looks like.

use crate::diagnostic::render::visible;

/// What begins every part of the package.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Appends a text that means nothing to XML.
pub fn escape(text: &str, xml: &mut String) {
    for c in visible(text).chars() {
        match c {
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '&' => xml.push_str("&amp;"),
            '"' => xml.push_str("&quot;"),
            '\n' | '\r' => xml.push(' '),
            // No XML may hold these two, however they are written.
            '\u{FFFE}' | '\u{FFFF}' => xml.extend(c.escape_unicode()),
            c => xml.push(c),
        }
    }
}

/// The same as a text of its own, for attributes.
pub fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    escape(text, &mut xml);
    xml
}

/// Appends a run of text, of the look that `properties` say.
pub fn run(text: &str, properties: &str, xml: &mut String) {
    xml.push_str("<w:r>");
    if !properties.is_empty() {
        xml.push_str("<w:rPr>");
        xml.push_str(properties);
        xml.push_str("</w:rPr>");
    }
    xml.push_str("<w:t xml:space=\"preserve\">");
    escape(text, xml);
    xml.push_str("</w:t></w:r>");
}

/// Appends a paragraph of one text in a style.
pub fn paragraph(style: &str, text: &str, xml: &mut String) {
    open(style, "", xml);
    run(text, "", xml);
    xml.push_str("</w:p>");
}

/// Begins a paragraph in a style, with further properties.
pub fn open(style: &str, properties: &str, xml: &mut String) {
    xml.push_str("<w:p><w:pPr><w:pStyle w:val=\"");
    xml.push_str(style);
    xml.push_str("\"/>");
    xml.push_str(properties);
    xml.push_str("</w:pPr>");
}
