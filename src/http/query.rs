//! Query parameters: the few that a call has; any other is an error that names it.

use super::problem::{Kind, Problem};
use axum::extract::Query as Pairs;
use axum::http::Uri;
use std::collections::BTreeMap;

/// The parameters of one request by name.
#[derive(Debug, Default)]
pub struct Query {
    values: BTreeMap<String, String>,
}

impl Query {
    /// Reads the query of `uri`, whose call has the parameters in `known`.
    ///
    /// # Errors
    /// Unknown or repeated parameters, all of them at once.
    pub fn read(uri: &Uri, known: &[&str]) -> Result<Query, Problem> {
        let Ok(Pairs(pairs)) = Pairs::<Vec<(String, String)>>::try_from_uri(uri) else {
            let detail = "the query is not of the form name=value&name=value in UTF-8";
            return Err(Problem::new(Kind::InvalidParameter, detail));
        };
        let mut query = Query::default();
        let mut problem = None;
        for (name, value) in pairs {
            let Some(wrong) = query.fault(&name, known) else {
                query.values.insert(name, value);
                continue;
            };
            let so_far =
                problem.unwrap_or_else(|| Problem::new(Kind::InvalidParameter, format!("?{name}: {wrong}")));
            problem = Some(so_far.at(format!("?{name}"), wrong));
        }
        match problem {
            Some(problem) => Err(problem),
            None => Ok(query),
        }
    }

    /// Refuses any parameter.
    ///
    /// # Errors
    /// The parameters that were given.
    pub fn refuse(uri: &Uri) -> Result<(), Problem> {
        Query::read(uri, &[]).map(|_| ())
    }

    fn fault(&self, name: &str, known: &[&str]) -> Option<String> {
        if !known.contains(&name) {
            return Some(format!("unknown parameter; {}", list(known)));
        }
        let repeated = self.values.contains_key(name);
        repeated.then(|| "given twice".to_owned())
    }

    /// A parameter's value, if it was given.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// The problem of a parameter whose value is not one of its own.
    pub fn wrong_value(name: &str, detail: impl Into<String>) -> Problem {
        let detail = detail.into();
        Problem::new(Kind::InvalidParameter, format!("?{name}: {detail}")).at(format!("?{name}"), detail)
    }
}

fn list(known: &[&str]) -> String {
    if known.is_empty() {
        "this call has none".to_owned()
    } else {
        format!("this call has {}", known.join(", "))
    }
}
