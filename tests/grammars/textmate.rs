//! The TextMate grammar: the compiler's reading of a line as patterns.
//!
//! A statement begins a block that ends with its line. Within it every pattern takes a whole word, so
//! that the next one begins at a word: nothing needs to look back further than a character. Words are in
//! half or full width, as the compiler folds them; `，` and `：` part words next to a keyword or an
//! attribute only. The scopes are those that the extension gives to the server's tokens, so that nothing
//! changes its colour when the server answers.

use bud::syntax::keyword::{Expects, Head};
use bud::syntax::{Attribute, Base, Keyword, Kind, Measure, Rounding, Source, Stage, Zero};
use serde_json::{Map, Value, json};

/// What parts words.
const BLANK: &str = r"[ \t\x{A0}\x{3000}]";
/// What parts words, and the full-width comma and colon that may.
const GAP: &str = r"[ \t\x{A0}\x{3000}，：]";
/// As many of them as anybody would write: a pattern that looked further on would take its time in a line
/// of nothing else.
const GAPS: &str = r"(?>[ \t\x{A0}\x{3000}，：]{0,200})";
/// Any other character.
const INK: &str = r"[^ \t\x{A0}\x{3000}，：]";
/// The end of a keyword or an attribute.
const EDGE: &str = r"(?=[ \t\x{A0}\x{3000}，：]|$)";
/// A comment after a blank.
const COMMENT: &str = r"(?<=[ \t\x{A0}\x{3000}])[#＃]";
/// A string; one that is not closed goes on to the end of the line. `“…”` is one where it stands alone.
const STRING: &str = concat!(
    r#"(?:"(?:[^"\\]++|\\.)*+(?:"|\\?$)"#,
    r"|(?=“(?>[^”]{0,2000})”(?:[ \t\x{A0}\x{3000}]|$))“(?:[^”\\]++|\\.)*+(?:”|\\?$))"
);
/// An operator or a parenthesis, in any of its forms.
const OPERATOR: &str = r"[-+*/()－＋＊／（）−×÷]";

/// The grammar as its file has it.
pub fn grammar() -> String {
    let mut repository = Map::new();
    for &keyword in Keyword::ALL {
        let statement = Statement::new(keyword);
        repository.insert(keyword.en().to_owned(), statement.rule());
        repository.entry(attributes_of(keyword)).or_insert_with(|| json!({ "patterns": statement.inside() }));
    }
    repository.extend(shared());
    let statements = Keyword::ALL.iter().map(|keyword| include(keyword.en()));
    let mut patterns = vec![include("comment-line")];
    patterns.extend(statements);
    patterns.push(include("unknown-statement"));
    let grammar = json!({
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "information_for_contributors": [
            "Generated from the tables of the compiler by tests/grammars: edit those.",
            "BLESS=1 cargo test -p bud --test grammars writes this file anew."
        ],
        "name": "Bud",
        "scopeName": "source.bud",
        "fileTypes": ["bud"],
        "patterns": patterns,
        "repository": repository,
    });
    format!("{}\n", serde_json::to_string_pretty(&sorted(grammar)).unwrap())
}

/// The same with its keys in order, whatever order the maps of `serde_json` keep.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<(String, Value)> = map.into_iter().collect();
            entries.sort_by(|(a, _), (b, _)| a.cmp(b));
            Value::Object(entries.into_iter().map(|(key, value)| (key, sorted(value))).collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(sorted).collect()),
        value => value,
    }
}

fn include(name: &str) -> Value {
    json!({ "include": format!("#{name}") })
}

/// The name of the patterns for the attributes of `keyword`, which statements with the same ones share.
fn attributes_of(keyword: Keyword) -> String {
    let same = |other: &&Keyword| other.attributes() == keyword.attributes();
    let first = Keyword::ALL.iter().find(same).unwrap_or(&keyword);
    format!("attributes-of-{}", first.en())
}

/// A capture whose text is read by the patterns of `name`.
fn read_by(name: &str) -> Value {
    json!({ "patterns": [include(name)] })
}

/// A regular expression for any of `words`, in half or full width.
fn any<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let wide = |c: char| match c {
        '!'..='~' => {
            let wide = char::from_u32(c as u32 + 0xFEE0).unwrap();
            if c == '-' { format!("[{wide}-]") } else { format!("[{c}{wide}]") }
        }
        c => c.to_string(),
    };
    let words: Vec<String> = words.into_iter().map(|word| word.chars().map(wide).collect()).collect();
    format!("(?:{})", if words.is_empty() { "(?!)".to_owned() } else { words.join("|") })
}

fn attributes(attributes: &[Attribute]) -> String {
    any(attributes.iter().flat_map(|attribute| [attribute.en(), attribute.zh()]))
}

/// How the values of a kind of attribute are named in the repository.
fn value(keyword: Keyword, attribute: Attribute) -> &'static str {
    match (attribute.expects(), attribute) {
        (Expects::Name, Attribute::Unit) => "unit-name",
        (Expects::Name, Attribute::Under) if keyword == Keyword::Unit => "unit-name",
        (Expects::Name, Attribute::Project | Attribute::Under) => "project-name",
        (Expects::Name, _) => "item-name",
        (Expects::Text, _) => "text",
        (Expects::Code, _) => "code",
        (Expects::Amount, _) => "amount",
        (Expects::Year, _) => "year",
        (Expects::Scale, _) => "scale",
        (Expects::Currency, _) => "currency",
        (Expects::Measure, _) => "measure",
        (Expects::Rounding, _) => "rounding",
        (Expects::Base, _) => "base",
        (Expects::Stage, _) => "stage",
        (Expects::Zero, _) => "zero",
        (Expects::Kind, _) => "kind",
        (Expects::Source, _) => "source",
        (Expects::Dimension, _) => "dimension",
    }
}

/// How the parts before the attributes are named in the repository.
fn head(keyword: Keyword) -> &'static [&'static str] {
    match (keyword.head(), keyword) {
        (Head::None, _) => &[],
        (Head::Path, _) => &["path"],
        (Head::CodeName, _) => &["code", "account-name"],
        (Head::Source, _) => &["source"],
        (Head::NameText, _) => &["project-name", "text"],
        (Head::Name | Head::OptionalName, Keyword::Budget) => &["budget-name"],
        (Head::Name | Head::OptionalName, Keyword::Unit) => &["unit-name"],
        (Head::Name | Head::OptionalName, Keyword::Project) => &["project-name"],
        (Head::Name | Head::OptionalName, Keyword::Memo) => &["item-name"],
        (Head::Name | Head::OptionalName, _) => &["text"],
    }
}

/// The patterns of one statement.
struct Statement {
    keyword: Keyword,
    /// Its attributes.
    attributes: String,
    /// The end of a word that is none: a blank, or what parts it from an attribute.
    word_end: String,
    /// A word that is no attribute and no comment, or a string.
    word: String,
}

impl Statement {
    fn new(keyword: Keyword) -> Statement {
        let attributes = attributes(keyword.attributes());
        let next = format!("{GAPS}{attributes}{EDGE}");
        let word_end = format!("(?={BLANK}|$|[，：]++{next})");
        // In the gap after a keyword or an attribute a string begins after a blank only.
        let atom = format!("(?!{COMMENT})(?!{attributes}{EDGE})(?:{INK}++|[，：]++(?!{next}))++");
        let word = format!("(?:(?<![，：]){STRING}|{atom})");
        Statement { keyword, attributes, word_end, word }
    }

    fn rule(&self) -> Value {
        let (keyword, word) = (self.keyword, &self.word);
        let words = any([keyword.en(), keyword.zh()]);
        let mut begin = format!(r"^(?:\A\x{{FEFF}})?{BLANK}*+({words}){EDGE}");
        let mut captures = Map::new();
        captures.insert("1".into(), json!({ "name": format!("keyword.control.{}.bud", keyword.en()) }));
        match *head(keyword) {
            [] => {}
            [_] => begin += &format!("(?:({GAP}++)({word}))?"),
            [_, _, ..] => begin += &format!("(?:({GAP}++)({word})(?:(?:{BLANK}++|(?<=[\"”]))({word}))?)?"),
        }
        for (at, part) in head(keyword).iter().enumerate() {
            captures.insert("2".into(), read_by("separator"));
            captures.insert((at + 3).to_string(), read_by(part));
        }
        json!({
            "name": format!("meta.statement.{}.bud", keyword.en()),
            "begin": begin,
            "beginCaptures": captures,
            "end": "$",
            "patterns": [include(&attributes_of(keyword))],
        })
    }

    /// What stands after the head.
    fn inside(&self) -> Vec<Value> {
        let mut patterns = vec![include("comment")];
        let mut of: Vec<(&str, Vec<Attribute>)> = Vec::new();
        for &attribute in self.keyword.attributes() {
            let value = value(self.keyword, attribute);
            match of.iter_mut().find(|(other, _)| *other == value) {
                Some((_, attributes)) => attributes.push(attribute),
                None => of.push((value, vec![attribute])),
            }
        }
        patterns.extend(of.iter().map(|(value, attributes)| self.field(value, attributes)));
        let separator = format!("(?<![，：])[，：]++(?={GAPS}{}{EDGE})", self.attributes);
        patterns.push(json!({ "match": separator, "name": "punctuation.separator.full-width.bud" }));
        let elsewhere = Attribute::ALL.iter().copied().filter(|&attribute| !self.keyword.takes(attribute));
        let elsewhere = attributes(&elsewhere.collect::<Vec<_>>());
        let not_here = format!("{elsewhere}{}", self.word_end);
        patterns.push(json!({ "match": not_here, "name": "invalid.illegal.attribute.bud" }));
        patterns.push(json!({ "match": self.word, "name": "invalid.illegal.unexpected.bud" }));
        patterns
    }

    /// `attributes` with the value that they expect.
    fn field(&self, value: &str, of: &[Attribute]) -> Value {
        let (word, all, end) = (&self.word, &self.attributes, &self.word_end);
        let names = attributes(of);
        let name = json!({ "name": "variable.parameter.bud" });
        if value == "amount" {
            return self.amount(&names, name);
        }
        // After `kind` and `partial` stands a fixed word that may be spelled like an attribute.
        let word = match value {
            "kind" => {
                let kinds = any(Kind::spellings());
                format!("(?:{kinds}{end}|(?={all}{EDGE}){kinds}{EDGE}|{word})")
            }
            "dimension" => format!("(?:{all}{EDGE}|{word})"),
            _ => word.clone(),
        };
        json!({
            "match": format!("({names}){EDGE}(?:({GAP}++)({word}))?"),
            "captures": { "1": name, "2": read_by("separator"), "3": read_by(value) },
        })
    }

    /// An amount is everything up to the next attribute, of this statement or of another.
    fn amount(&self, names: &str, name: Value) -> Value {
        let all = attributes(Attribute::ALL);
        let next = format!("(?<![^ \\t\\x{{A0}}\\x{{3000}}，：\"”]){all}{EDGE}");
        let separated = format!("(?<![，：])[，：]++{GAPS}{}{EDGE}", self.attributes);
        let digits = "[0-9０-９]";
        let number = format!("(?:{digits}{{1,3}}(?:[,，]{digits}{{3}})++|{digits}++)(?:[.．]{digits}++)?");
        let measure = any(Measure::ALL.iter().map(|measure| measure.zh()));
        let end = format!("(?={BLANK}|{OPERATOR}|{separated}|$)");
        json!({
            "contentName": "meta.amount.bud",
            "begin": format!("({names}){EDGE}({GAP}*+)"),
            "beginCaptures": { "1": name, "2": read_by("separator") },
            "end": format!("(?={next}|{separated}|{COMMENT})|$"),
            "patterns": [
                { "match": format!("(?<={BLANK}){STRING}"), "name": "invalid.illegal.number.bud" },
                {
                    "match": format!("({number})(?:({measure}){end}|{end}(?:{BLANK}++({measure}){end})?)"),
                    "captures": {
                        "1": { "name": "constant.numeric.amount.bud" },
                        "2": { "name": "keyword.other.unit.bud" },
                        "3": { "name": "keyword.other.unit.bud" },
                    },
                },
                { "match": "[(（]", "name": "punctuation.section.parens.begin.bud" },
                { "match": "[)）]", "name": "punctuation.section.parens.end.bud" },
                { "match": OPERATOR, "name": "keyword.operator.arithmetic.bud" },
                {
                    "match": format!("(?:{INK}(?<!{OPERATOR})|[，：]++(?!{GAPS}{}{EDGE}))++", self.attributes),
                    "name": "invalid.illegal.number.bud",
                },
            ],
        })
    }
}

/// A value that is one of `words`; anything else is none.
fn fixed<'a>(name: &str, words: impl IntoIterator<Item = &'a str>) -> Value {
    one_of(&any(words), &format!("support.constant.{name}.bud"))
}

/// A value of the form `form`; anything else is none.
fn one_of(form: &str, name: &str) -> Value {
    json!({ "patterns": [
        { "match": format!("{form}$"), "name": name },
        { "match": ".+", "name": "invalid.illegal.value.bud" },
    ] })
}

/// A name or a text, in quotes or without them.
fn named(quoted: &str, bare: &str) -> Value {
    let string = |open: &str, close: &str| {
        json!({
            "name": quoted,
            "begin": open,
            "beginCaptures": { "0": { "name": "punctuation.definition.string.begin.bud" } },
            "end": format!("{close}|$"),
            "endCaptures": { "0": { "name": "punctuation.definition.string.end.bud" } },
            "patterns": [{ "match": r"\\.", "name": "constant.character.escape.bud" }],
        })
    };
    json!({ "patterns": [
        string(r#"(?<![，：])""#, r#"""#),
        string(r"(?<![，：])“(?=(?>[^”]{0,2000})”(?:$|[ \t\x{A0}\x{3000}]))", "”"),
        { "match": ".+", "name": bare },
    ] })
}

/// The patterns that statements share.
fn shared() -> Map<String, Value> {
    let mut shared = Map::new();
    let mut add = |name: &str, rule: Value| shared.insert(name.to_owned(), rule);
    let comment = json!({
        "1": { "name": "comment.line.number-sign.bud" },
        "2": { "name": "punctuation.definition.comment.bud" },
    });
    add("comment-line", json!({ "match": format!(r"^(?:\A\x{{FEFF}})?{BLANK}*+(([#＃]).*)$"), "captures": comment }));
    add("comment", json!({ "match": r"(?<=[ \t\x{A0}\x{3000}])(([#＃]).*)$", "captures": comment }));
    add("separator", json!({ "match": "[，：]+", "name": "punctuation.separator.full-width.bud" }));
    add(
        "unknown-statement",
        json!({
            "begin": format!(r"^(?:\A\x{{FEFF}})?{BLANK}*+({STRING}|[^ \t\x{{A0}}\x{{3000}}]+)"),
            "beginCaptures": { "1": { "name": "invalid.illegal.statement.bud" } },
            "end": "$",
            "patterns": [
                include("comment"),
                { "match": STRING, "name": "string.quoted.double.bud" },
                { "match": "[^ \\t\\x{A0}\\x{3000}]+" },
            ],
        }),
    );
    for (name, scope) in [
        ("unit-name", "entity.name.namespace.unit"),
        ("project-name", "entity.name.function.project"),
        ("item-name", "entity.name.tag.item"),
    ] {
        add(name, named(&format!("{scope}.bud"), &format!("{scope}.bud")));
    }
    for (name, kind) in [("text", ""), ("path", ".path"), ("account-name", ".account"), ("budget-name", ".budget")] {
        add(name, named(&format!("string.quoted.double{kind}.bud"), &format!("string.unquoted{kind}.bud")));
    }
    add("code", one_of("[0-9０-９]{1,9}", "entity.name.type.code.bud"));
    add("year", one_of("(?:[1１][9９]|[2２][01０１])[0-9０-９]{2}", "constant.numeric.year.bud"));
    add("scale", one_of("[0０]*[0-6０-６]", "constant.numeric.scale.bud"));
    add("currency", one_of("[A-ZＡ-Ｚ]{3}", "support.constant.currency.bud"));
    add("measure", fixed("measure", Measure::spellings()));
    add("rounding", fixed("rounding", Rounding::spellings()));
    add("base", fixed("base", Base::spellings()));
    add("stage", fixed("stage", Stage::spellings()));
    add("zero", fixed("zero", Zero::spellings()));
    add("kind", fixed("kind", Kind::spellings()));
    add("dimension", fixed("dimension", Attribute::DIMENSIONS.iter().flat_map(|it| [it.en(), it.zh()])));
    let sources = any(Source::spellings());
    let quoted = format!(r#"(?:{sources}|"{sources}"|“{sources}”)"#);
    add("source", one_of(&quoted, "support.constant.source.bud"));
    shared
}
