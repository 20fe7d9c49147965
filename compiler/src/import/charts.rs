//! The accounts that the tables name: codes with their names, and the codes of rows that print only a name.

use std::collections::BTreeMap;

use crate::model::Dim;
use crate::model::account::{dimension, known, known_name, levels};
use crate::syntax::AccountCode;

use super::alike::{alike, plain};
use super::finding::{Finding, Guessed};
use super::rows::Row;

/// What a name must come to, to be that of an account.
const ENOUGH: u32 = 900;

/// Accounts by their digits, which is the order of the chart.
#[derive(Debug, Default)]
pub struct Charts {
    names: BTreeMap<String, String>,
}

impl Charts {
    /// The accounts whose codes are printed.
    pub fn of(rows: &[Row<'_>], findings: &mut Vec<Finding>) -> Charts {
        let mut charts = Charts::default();
        for row in rows {
            let Some(code) = row.code.filter(|_| !row.name.is_empty()) else { continue };
            match charts.names.get(&code.to_string()) {
                None => charts.add(code, &row.name),
                Some(first) if plain(first) != plain(&row.name) => {
                    let (first, second) = (first.clone(), row.name.clone());
                    let what = Guessed::SecondName { code: code.to_string(), first, second };
                    findings.push(Finding::guessed(Some(row.at), what));
                }
                Some(_) => {}
            }
        }
        charts
    }

    fn add(&mut self, code: AccountCode, name: &str) {
        self.names.insert(code.to_string(), name.to_owned());
    }

    /// All accounts, in the order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names.iter().map(|(code, name)| (code.as_str(), name.as_str()))
    }

    /// The name of an account.
    pub fn name(&self, code: AccountCode) -> Option<&str> {
        self.names.get(&code.to_string()).map(String::as_str)
    }

    /// The account that goes by a name: the next in order after the row before, since an account and the only
    /// one under it are often called alike. What no table prints with a code may be known from other budgets.
    pub fn find(&mut self, dim: Dim, name: &str, after: &str) -> Option<AccountCode> {
        let wanted = plain(name);
        let fits = |code: &str, name: &str| {
            let code = AccountCode::read(code).filter(|code| dimension(*code) == Some(dim))?;
            (alike(&plain(name), &wanted) >= ENOUGH).then_some(code)
        };
        let next = |names: &mut dyn Iterator<Item = (String, String)>| {
            let found: Vec<AccountCode> = names.filter_map(|(code, name)| fits(&code, &name)).collect();
            let later = found.iter().find(|code| code.to_string().as_str() > after).copied();
            later.or(if let [only] = found.as_slice() { Some(*only) } else { None })
        };
        let own = |(code, name): (&String, &String)| (code.clone(), name.clone());
        if let Some(code) = next(&mut self.names.iter().map(own)) {
            return Some(code);
        }
        let code = next(&mut known().map(|(code, name)| (code.to_string(), name.to_owned())))?;
        self.add(code, name);
        Some(code)
    }

    /// Adds the accounts of `codes` that no row names, and those above all accounts.
    pub fn complete(&mut self, codes: impl Iterator<Item = AccountCode>, findings: &mut Vec<Finding>) {
        let mut wanted: Vec<AccountCode> = codes.collect();
        wanted.extend(self.names.keys().filter_map(|code| AccountCode::read(code)));
        let above = |code: &AccountCode| {
            let code = *code;
            let digits = dimension(code).map(levels).unwrap_or_default().iter();
            digits.filter(move |&&digits| digits <= code.digits).map(move |&digits| code.prefix(digits))
        };
        for code in wanted.iter().flat_map(above) {
            if self.name(code).is_none() {
                let name = known_name(code).map_or_else(|| code.to_string(), str::to_owned);
                let what = Guessed::Account { code: code.to_string(), name: name.clone() };
                findings.push(Finding::guessed(None, what));
                self.add(code, &name);
            }
        }
    }
}
