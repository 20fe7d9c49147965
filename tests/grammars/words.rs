//! The compiler's tables of words as the tree-sitter grammar takes them: `words.json` for its rules,
//! `src/words.h` for its scanner.

use std::fmt::Write;

use bud::syntax::keyword::{Expects, Head};
use bud::syntax::{Attribute, Base, Keyword, Kind, Measure, Rounding, Source, Stage, Zero};

/// The statements and what follows their keywords.
pub fn json() -> String {
    let rows = Keyword::ALL.iter().map(|keyword| {
        let head: Vec<String> = head(*keyword).iter().map(|part| format!("{part:?}")).collect();
        format!("    {{ \"name\": {:?}, \"head\": [{}] }}", keyword.en(), head.join(", "))
    });
    format!("{{\n  \"statements\": [\n{}\n  ]\n}}\n", rows.collect::<Vec<_>>().join(",\n"))
}

fn head(keyword: Keyword) -> &'static [&'static str] {
    match keyword.head() {
        Head::None => &[],
        Head::Name | Head::OptionalName => &["name"],
        Head::Path => &["path"],
        Head::CodeName => &["code", "name"],
        Head::Source => &["source"],
        Head::NameText => &["name", "text"],
    }
}

/// `OptionalName` as `OPTIONAL_NAME`.
fn constant(name: &str) -> String {
    let mut out = String::new();
    for (at, c) in name.char_indices() {
        if c.is_uppercase() && at > 0 {
            out.push('_');
        }
        out.push(c.to_ascii_uppercase());
    }
    out
}

type Spellings = Vec<(&'static str, &'static str)>;

fn table(out: &mut String, name: &str, count: &str, words: &Spellings) {
    let _ = writeln!(out, "\nenum {{ {count}_COUNT = {} }};\nstatic const Word {name}[] = {{", words.len());
    for (en, zh) in words {
        let _ = writeln!(out, "  {{u\"{en}\", u\"{zh}\"}},");
    }
    let _ = writeln!(out, "}};");
}

fn list(out: &mut String, name: &str, values: impl IntoIterator<Item = String>) {
    let _ = writeln!(out, "\ntypedef enum {{");
    for value in values {
        let _ = writeln!(out, "  {},", constant(&value));
    }
    let _ = writeln!(out, "}} {name};");
}

macro_rules! spellings {
    ($of:ident) => {
        $of::ALL.iter().map(|it| (it.en(), it.zh())).collect::<Spellings>()
    };
}

/// The words, as C.
pub fn header() -> String {
    let mut out = String::from(
        "// Made from the compiler's tables of words; `BLESS=1 cargo test -p bud --test grammars` writes it.\n\n\
         #ifndef BUD_WORDS_H_\n#define BUD_WORDS_H_\n\n#include \"text.h\"\n",
    );
    list(&mut out, "Head", heads().into_iter().map(|head| format!("Head{head:?}")));
    list(&mut out, "Expects", expectations().into_iter().map(|expects| format!("Expects{expects:?}")));
    list(&mut out, "Attribute", Attribute::ALL.iter().map(|attribute| format!("Attribute{attribute:?}")));
    table(&mut out, "ATTRIBUTES", "ATTRIBUTE", &spellings!(Attribute));
    let _ = writeln!(out, "\n// What the value of each attribute is.\nstatic const uint8_t EXPECTATIONS[] = {{");
    for attribute in Attribute::ALL {
        let _ = writeln!(out, "  {},", constant(&format!("Expects{:?}", attribute.expects())));
    }
    let set = Attribute::DIMENSIONS.iter().fold(0, |set, attribute| set | attribute.bit());
    let _ =
        writeln!(out, "}};\n\n// The attributes that name a dimension, as bits.\nenum {{ DIMENSIONS = {set:#x} }};");
    table(&mut out, "KEYWORD_WORDS", "KEYWORD", &spellings!(Keyword));
    keywords(&mut out);
    table(&mut out, "KINDS", "KIND", &spellings!(Kind));
    table(&mut out, "SOURCES", "SOURCE", &spellings!(Source));
    let longest = Source::spellings().map(|word| word.chars().count()).max().unwrap_or(0);
    let _ = writeln!(out, "enum {{ MAX_SOURCE_LENGTH = {longest} }};");
    table(&mut out, "MEASURES", "MEASURE", &spellings!(Measure));
    table(&mut out, "ROUNDINGS", "ROUNDING", &spellings!(Rounding));
    table(&mut out, "BASES", "BASE", &spellings!(Base));
    table(&mut out, "STAGES", "STAGE", &spellings!(Stage));
    table(&mut out, "ZEROS", "ZERO", &spellings!(Zero));
    out.push_str("\n#endif\n");
    out
}

/// Every head that a statement has.
fn heads() -> Vec<Head> {
    let mut heads = Vec::new();
    for keyword in Keyword::ALL {
        if !heads.contains(&keyword.head()) {
            heads.push(keyword.head());
        }
    }
    heads
}

/// Everything that an attribute expects.
fn expectations() -> Vec<Expects> {
    let mut all = Vec::new();
    for attribute in Attribute::ALL {
        if !all.contains(&attribute.expects()) {
            all.push(attribute.expects());
        }
    }
    all
}

fn keywords(out: &mut String) {
    let most = Keyword::ALL.iter().map(|keyword| keyword.attributes().len()).max().unwrap_or(0);
    let _ = writeln!(
        out,
        "\n// What follows a keyword, and the attributes of its statement: as bits, and in the order of its line.\n\
         typedef struct {{\n  uint8_t head;\n  uint32_t takes;\n  uint8_t count;\n  uint8_t attributes[{most}];\n}} Keyword;\n\n\
         static const Keyword KEYWORDS[] = {{"
    );
    for keyword in Keyword::ALL {
        let attributes = keyword.attributes();
        let names: Vec<String> = attributes.iter().map(|it| constant(&format!("Attribute{it:?}"))).collect();
        let list = if names.is_empty() { "0".to_owned() } else { names.join(", ") };
        let head = constant(&format!("Head{:?}", keyword.head()));
        let _ = writeln!(out, "  {{{head}, {:#x}, {}, {{{list}}}}},", keyword.attribute_set(), attributes.len());
    }
    let _ = writeln!(
        out,
        "}};\n\n// Whether the statement takes the attribute.\n\
         static bool takes(int keyword, int attribute) {{\n  return KEYWORDS[keyword].takes >> attribute & 1;\n}}"
    );
}
