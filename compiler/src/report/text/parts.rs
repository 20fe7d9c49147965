//! The parts of a text: those that are built in, and those of the department.

use std::collections::BTreeMap;

use crate::source::SourceFile;

/// A template.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// What it is called; parts stand in the order of their names.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
    /// The department's file that it is.
    pub own: Option<&'a SourceFile>,
}

/// A text that layouts name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuiltinText {
    /// Its name.
    pub name: &'static str,
    /// The name and the template of each part.
    pub parts: &'static [(&'static str, &'static str)],
}

macro_rules! builtin {
    ($($name:literal: $($part:literal)*;)*) => {
        /// The texts that layouts name, the first where a layout names none.
        pub const BUILTIN: &[BuiltinText] = &[$(BuiltinText {
            name: $name,
            parts: &[$(($part, include_str!(concat!("../../../layouts/", $name, "/text/", $part, ".md")))),*],
        }),*];
    };
}

builtin! {
    "zhejiang":
        "00-title" "10-overview" "11-duties" "12-organisation" "20-budget" "21-summary" "22-revenue"
        "23-expenditure" "24-fiscal" "25-general-public" "26-basic" "27-government-funds" "28-state-capital"
        "29-three-public" "30-other" "31-operating" "32-procurement" "33-assets" "34-performance" "40-terms"
        "50-tables";
    "shanghai":
        "00-title" "10-duties" "20-organisation" "30-terms" "40-budget" "50-tables" "60-other";
}

impl BuiltinText {
    /// The text of a name.
    pub fn find(name: &str) -> Option<&'static BuiltinText> {
        BUILTIN.iter().find(|text| text.name == name)
    }

    /// Its parts.
    pub fn parts(&self) -> impl Iterator<Item = Part<'static>> {
        self.parts.iter().map(|&(name, text)| Part { name, text, own: None })
    }
}

/// The parts of the document: a file of the department in the place of the part of its name.
pub fn ordered<'a>(builtin: &[Part<'a>], own: &[Part<'a>]) -> Vec<Part<'a>> {
    let parts = builtin.iter().chain(own).map(|part| (part.name, *part));
    parts.collect::<BTreeMap<_, _>>().into_values().collect()
}
