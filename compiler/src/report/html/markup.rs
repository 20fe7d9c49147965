//! The one writer of the page: whatever it is given as text or as an attribute comes out as that and as
//! nothing else.

use std::io::{self, Write};

use crate::diagnostic::render::visible;

/// An attribute of an element, and its value.
pub type Attribute<'a> = (&'static str, &'a str);

/// Writes elements of HTML, and of SVG in it.
pub struct Markup<'w> {
    out: &'w mut dyn Write,
}

impl<'w> Markup<'w> {
    pub fn new(out: &'w mut dyn Write) -> Markup<'w> {
        Markup { out }
    }

    /// Begins an element; one without an end, such as `meta`, is this alone.
    pub fn open(&mut self, name: &'static str, attributes: &[Attribute<'_>]) -> io::Result<()> {
        write!(self.out, "<{name}")?;
        for (name, value) in attributes {
            write!(self.out, " {name}")?;
            // One without a value is on.
            if !value.is_empty() || *name == "value" {
                self.out.write_all(b"=\"")?;
                self.escaped(value)?;
                self.out.write_all(b"\"")?;
            }
        }
        self.out.write_all(b">")
    }

    /// Ends an element.
    pub fn close(&mut self, name: &'static str) -> io::Result<()> {
        write!(self.out, "</{name}>")
    }

    /// An element with a text.
    pub fn element(&mut self, name: &'static str, attributes: &[Attribute<'_>], text: &str) -> io::Result<()> {
        self.open(name, attributes)?;
        self.text(text)?;
        self.close(name)
    }

    /// A text.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        self.escaped(text)
    }

    /// The end of a line, for whoever reads the source of the page.
    pub fn line(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n")
    }

    /// The page's own style or script, which stands between its tags as it is.
    pub fn own(&mut self, name: &'static str, source: &str) -> io::Result<()> {
        self.open(name, &[])?;
        self.out.write_all(source.as_bytes())?;
        self.close(name)
    }

    /// The declaration that begins every page.
    pub fn doctype(&mut self) -> io::Result<()> {
        self.out.write_all(b"<!doctype html>\n")
    }

    fn escaped(&mut self, text: &str) -> io::Result<()> {
        let text = visible(text);
        let mut rest: &str = &text;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
            self.out.write_all(&rest.as_bytes()[..at])?;
            self.out.write_all(match rest.as_bytes()[at] {
                b'&' => b"&amp;",
                b'<' => b"&lt;",
                b'>' => b"&gt;",
                b'"' => b"&quot;",
                _ => b"&#39;",
            })?;
            rest = &rest[at + 1..];
        }
        self.out.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_markup_is_text() {
        let mut out = Vec::new();
        let mut page = Markup::new(&mut out);
        page.element("p", &[("title", "\"><script>'&"), ("hidden", "")], "</p><script>alert(1)</script>\u{202E}")
            .unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text,
            "<p title=\"&quot;&gt;&lt;script&gt;&#39;&amp;\" hidden>\
             &lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;\\u{202e}</p>"
        );
    }
}
