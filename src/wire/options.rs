//! An editor's wishes for a merge, as they stand on the wire.

use crate::engine::Options;
use crate::wire::invalid::{Errors, Invalid, step};
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::HashSet;
use std::fmt;
use utoipa::ToSchema;
use utoipa::openapi::Schema;
use utoipa::openapi::schema::{Array, ArrayBuilder, Object, ObjectBuilder, Type};

/// An editor's wishes; they win over the engine's own reading.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionsIn {
    /// Form found in the articles to form to print.
    #[serde(default)]
    #[schema(schema_with = forms_schema)]
    pub house_style: Forms,
    /// Pairs of forms that name one entity.
    #[serde(default)]
    #[schema(schema_with = pairs_schema)]
    pub same: Vec<[String; 2]>,
    /// Pairs of forms that name two entities.
    #[serde(default)]
    #[schema(schema_with = pairs_schema)]
    pub not_same: Vec<[String; 2]>,
}

/// A JSON object of strings in the order in which it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forms(pub Vec<(String, String)>);

impl OptionsIn {
    /// The engine's options.
    ///
    /// # Errors
    /// Every form that is blank, with pointers from `/options` on.
    pub fn into_engine(self) -> Result<Options, Invalid> {
        let mut errors = Errors::default();
        let options = self.fill(&mut errors);
        errors.or(options)
    }

    pub(super) fn fill(self, errors: &mut Errors) -> Options {
        for (form, printed) in &self.house_style.0 {
            let pointer = format!("/options/house_style{}", step(form));
            if form.trim().is_empty() {
                errors.add(&pointer, "the form to replace is empty");
            }
            if printed.trim().is_empty() {
                errors.add(&pointer, "the form to print is empty");
            }
        }
        Options {
            house_style: self.house_style.0,
            same: pairs(self.same, "same", errors),
            not_same: pairs(self.not_same, "not_same", errors),
        }
    }
}

fn pairs(given: Vec<[String; 2]>, field: &str, errors: &mut Errors) -> Vec<(String, String)> {
    for (n, pair) in given.iter().enumerate() {
        for (side, form) in pair.iter().enumerate() {
            if form.trim().is_empty() {
                errors.add(format!("/options/{field}/{n}/{side}"), "is empty");
            }
        }
    }
    given.into_iter().map(|[a, b]| (a, b)).collect()
}

/// A form of a name, which is not blank.
fn form_schema() -> Object {
    ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).pattern(Some(r"\S")).build()
}

fn forms_schema() -> Object {
    ObjectBuilder::new()
        .additional_properties(Some(Schema::from(form_schema())))
        .property_names(Some(form_schema()))
        .description(Some("Form found in the articles to form to print."))
        .examples([serde_json::json!({"Chang Ho-jin": "Jang Ho-jin"})])
        .build()
}

/// Written out, because the derived schema of a pair does not say that it has two sides.
fn pairs_schema() -> Array {
    let pair = ArrayBuilder::new().items(form_schema()).min_items(Some(2)).max_items(Some(2));
    let says = "Pairs of forms: those of `same` name one entity, those of `not_same` two.";
    ArrayBuilder::new().items(pair).description(Some(says)).build()
}

impl<'de> Deserialize<'de> for Forms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Forms, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Forms;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of forms: found form to printed form")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Forms, A::Error> {
                let (mut forms, mut seen) = (Vec::new(), HashSet::new());
                while let Some((form, printed)) = map.next_entry::<String, String>()? {
                    if !seen.insert(form.clone()) {
                        return Err(A::Error::custom(format_args!("the form `{form}` is given twice")));
                    }
                    forms.push((form, printed));
                }
                Ok(Forms(forms))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}
