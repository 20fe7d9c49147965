//! The document as a Word file: styles, contents, lists, real tables, numbered pages. The same document is the same
//! bytes: no clock is looked at.
//!
//! It is written here and not by a library: those that there are cannot repeat a table's captions on each page, and
//! number the paragraphs of a document by how many the process has written before.

mod body;
mod grid;
mod markup;
mod page;

use std::fmt::Write as _;
use std::io::{self, Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::Analysis;

use super::prose::{Block, plain};
use super::table::{Table, said};
use body::{Body, contents, indent_of};
use markup::{DECLARATION, escaped, paragraph};

/// The parts of the package that are the same in every document, by their names in it.
const FIXED: [(&str, &str); 6] = [
    ("[Content_Types].xml", include_str!("docx/content_types.xml")),
    ("_rels/.rels", include_str!("docx/package_rels.xml")),
    ("docProps/app.xml", include_str!("docx/app.xml")),
    ("word/styles.xml", include_str!("docx/styles.xml")),
    ("word/settings.xml", include_str!("docx/settings.xml")),
    ("word/footer.xml", include_str!("docx/footer.xml")),
];

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// What stands above the contents.
const CONTENTS: &str = "目录";

/// Writes the document of a budget: its text, with the published tables where the text has their place; without any
/// text the tables alone.
///
/// # Errors
/// What `out` says.
pub fn write(analysis: &Analysis, text: &[Block], tables: &[Table], out: &mut dyn Write) -> io::Result<()> {
    let (title, rest) = match text {
        [Block::Heading { level: 1, text }, rest @ ..] => (plain(text), rest),
        text => (said(analysis, "{year}年{name}"), text),
    };
    let mut body = Body::default();
    body.blocks(rest, tables);
    if text.is_empty() {
        tables.iter().for_each(|table| body.table(table));
    }
    let (body, section) = body.finish();
    let mut xml = format!("{DECLARATION}<w:document xmlns:w=\"{WORD}\" xmlns:r=\"{OFFICE}\"><w:body>");
    paragraph("Title", &title, &mut xml);
    contents(CONTENTS, &body.headings, &mut xml);
    xml.push_str(&body.xml);
    xml.push_str(&section);
    xml.push_str("</w:body></w:document>");
    let made = [
        ("docProps/core.xml", core(&title)),
        ("word/_rels/document.xml.rels", relations(&body.links)),
        ("word/numbering.xml", numbering(&body.lists)),
        ("word/document.xml", xml),
    ];
    let fixed = FIXED.iter().map(|(name, text)| (*name, *text));
    let packed = pack(fixed.chain(made.iter().map(|(name, text)| (*name, text.as_str()))))?;
    out.write_all(&packed)
}

fn pack<'p>(parts: impl Iterator<Item = (&'p str, &'p str)>) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        // The time of a file in it is the format's first day unless one is set.
        zip.start_file(name, SimpleFileOptions::default().last_modified_time(zip::DateTime::default()))?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn core(title: &str) -> String {
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title></cp:coreProperties>",
        escaped(title)
    )
}

fn relations(links: &[String]) -> String {
    let mut xml = format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    let parts = [("rId1", "styles"), ("rId2", "settings"), ("rId3", "numbering"), ("rId4", "footer")];
    for (id, part) in parts {
        let _ = write!(xml, "<Relationship Id=\"{id}\" Type=\"{OFFICE}/{part}\" Target=\"{part}.xml\"/>");
    }
    for (at, link) in links.iter().enumerate() {
        let link = escaped(link);
        let _ = write!(
            xml,
            "<Relationship Id=\"link{at}\" Type=\"{OFFICE}/hyperlink\" Target=\"{link}\" TargetMode=\"External\"/>"
        );
    }
    xml.push_str("</Relationships>");
    xml
}

/// The lists: each counts for itself.
fn numbering(lists: &[Option<u64>]) -> String {
    let mut xml = format!("{DECLARATION}<w:numbering xmlns:w=\"{WORD}\">");
    for (kind, (format, text)) in [("bullet", "•"), ("decimal", "%.")].into_iter().enumerate() {
        let _ = write!(xml, "<w:abstractNum w:abstractNumId=\"{kind}\"><w:multiLevelType w:val=\"multilevel\"/>");
        for level in 0..9 {
            let text = text.replace('%', &format!("%{}", level + 1));
            let _ = write!(
                xml,
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText \
                 w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"480\"/></w:pPr>\
                 </w:lvl>",
                indent_of(level)
            );
        }
        xml.push_str("</w:abstractNum>");
    }
    for (number, first) in (1..).zip(lists) {
        let kind = u8::from(first.is_some());
        let _ = write!(xml, "<w:num w:numId=\"{number}\"><w:abstractNumId w:val=\"{kind}\"/>");
        if let Some(first) = first {
            for level in 0..9 {
                let _ = write!(
                    xml,
                    "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{first}\"/></w:lvlOverride>"
                );
            }
        }
        xml.push_str("</w:num>");
    }
    xml.push_str("</w:numbering>");
    xml
}
