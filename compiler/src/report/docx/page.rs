//! The pages: A4, upright, and lying where a table is wide. Lengths are in twentieths of a point.

use std::fmt::Write;

/// A sheet of A4.
const SHORT: usize = 11_906;
const LONG: usize = 16_838;
/// What stays free at each side, and at the top and the bottom.
const SIDE: usize = 1_474;
const TOP: usize = 1_701;

/// How a page lies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Page {
    Upright,
    Across,
}

impl Page {
    /// How wide its text is.
    pub fn room(self) -> usize {
        match self {
            Page::Upright => SHORT - 2 * SIDE,
            Page::Across => LONG - 2 * SIDE,
        }
    }

    /// The properties of a section of such pages, numbered at their foot.
    pub fn section(self) -> String {
        let (width, height, lies) = match self {
            Page::Upright => (SHORT, LONG, ""),
            Page::Across => (LONG, SHORT, " w:orient=\"landscape\""),
        };
        let mut xml = String::from("<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/>");
        let _ = write!(
            xml,
            "<w:pgSz w:w=\"{width}\" w:h=\"{height}\"{lies}/><w:pgMar w:top=\"{TOP}\" w:right=\"{SIDE}\" \
             w:bottom=\"{TOP}\" w:left=\"{SIDE}\" w:header=\"850\" w:footer=\"992\" w:gutter=\"0\"/></w:sectPr>"
        );
        xml
    }
}
