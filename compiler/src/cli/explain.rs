//! `bdc explain`: the page of a code.

use std::io::{self, Write};

use bud::diagnostic::locale::word;
use bud::diagnostic::page::Page;
use bud::diagnostic::{Code, Message};

use super::session::{Session, Stream};
use super::status::Status;

#[derive(clap::Args)]
pub struct Arguments {
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub fn run(arguments: &Arguments, session: &Session) -> Status {
    let Some(text) = &arguments.code else {
        return session.write(Stream::Out, |out| list(session, out)).status();
    };
    match Code::read(text) {
        Some(code) => session.write(Stream::Out, |out| page(code, session, out)).status(),
        None => session.fail(&unknown(text)),
    }
}

fn unknown(text: &str) -> Message {
    let wanted = text.to_ascii_uppercase();
    let near = Code::ALL.iter().map(|code| (strsim::osa_distance(&wanted, code.as_str()), code));
    match near.min().filter(|&(distance, _)| distance <= 2) {
        Some((_, near)) => Message::new("unknown-code-near").with("code", text).with("near", near.as_str()),
        None => Message::new("unknown-code").with("code", text),
    }
}

fn list(session: &Session, out: &mut dyn Write) -> io::Result<()> {
    let bold = Bold(session.colour(Stream::Out));
    for &code in Code::ALL {
        writeln!(out, "{}  {}", bold.of(code.as_str()), code.title(session.language))?;
    }
    Ok(())
}

fn page(code: Code, session: &Session, out: &mut dyn Write) -> io::Result<()> {
    let bold = Bold(session.colour(Stream::Out));
    let page = Page::of(code, session.language);
    let colon = word(session.language, "colon");
    writeln!(out, "{}", bold.of(&format!("{code}{colon}{}", page.title)))?;
    if !page.text.is_empty() {
        writeln!(out, "\n{}", page.text)?;
    }
    for (heading, example) in [("explain-bad", page.bad), ("explain-good", page.good)] {
        writeln!(out, "\n{}\n", bold.of(&word(session.language, heading)))?;
        write_example(example, out)?;
    }
    Ok(())
}

/// Writes an example: what is between fences indented, the rest as it is.
fn write_example(example: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut inside = false;
    for line in example.lines() {
        if line.starts_with("```") {
            inside = !inside;
        } else if inside && !line.is_empty() {
            writeln!(out, "    {line}")?;
        } else {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

struct Bold(bool);

impl Bold {
    fn of(&self, text: &str) -> String {
        if self.0 { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
