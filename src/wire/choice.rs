//! What the schemas of requests say beyond the types of their fields: of some fields exactly one is given.
//!
//! The derived schema has every field optional then; here it becomes one schema for each choice.

use std::collections::BTreeMap;
use utoipa::openapi::schema::{Object, OneOfBuilder, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};

/// Schemas by name, as a document of OpenAPI holds them.
pub type Schemas = BTreeMap<String, RefOr<Schema>>;

/// Requests by the name of their schema, and the fields of which one is given.
const CHOICES: [(&str, &[&str]); 2] =
    [("ArticleIn", &["text", "html"]), ("VerifyRequest", &["text", "answer"])];

/// Divides the schemas whose requests have a choice.
pub fn divide(schemas: &mut Schemas) {
    for (name, fields) in CHOICES {
        let Some(RefOr::T(schema)) = schemas.get_mut(name) else {
            continue;
        };
        if let Schema::Object(whole) = schema {
            let whole = std::mem::take(whole);
            *schema = divided(whole, fields);
        }
    }
}

fn divided(mut whole: Object, fields: &[&str]) -> Schema {
    let description = whole.description.take();
    let example = whole.example.take();
    let choices = fields.iter().map(|field| with(whole.clone(), field, fields));
    let all = choices.fold(OneOfBuilder::new(), |all, choice| all.item(choice));
    all.description(description).examples(example).build().into()
}

/// The choice in which `given` is the one.
fn with(mut choice: Object, given: &str, fields: &[&str]) -> Object {
    choice.title = Some(format!("with {given}"));
    choice.required.push(given.to_owned());
    for field in fields {
        let Some(RefOr::T(Schema::Object(value))) = choice.properties.get_mut(*field) else {
            continue;
        };
        if *field == given {
            if let SchemaType::Array(types) = &value.schema_type {
                let not_null = types.iter().find(|one| **one != Type::Null).cloned();
                value.schema_type = not_null.unwrap_or_default().into();
            }
        } else {
            let left_out = format!("Left out where `{given}` is given.");
            *value = Object::with_type(Type::Null);
            value.description = Some(left_out);
        }
    }
    choice
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::request::{ArticleIn, VerifyRequest};
    use utoipa::PartialSchema;

    #[test]
    fn every_choice_is_one_of_its_own() {
        let mut schemas = Schemas::from([
            ("ArticleIn".to_owned(), ArticleIn::schema()),
            ("VerifyRequest".to_owned(), VerifyRequest::schema()),
        ]);
        divide(&mut schemas);
        for (name, fields) in CHOICES {
            let schema = serde_json::to_value(&schemas[name]).expect("a schema is JSON");
            let choices = schema["oneOf"].as_array().expect("a list");
            assert_eq!(choices.len(), fields.len());
            for (choice, given) in choices.iter().zip(fields) {
                assert!(
                    choice["required"].as_array().is_some_and(|names| names.iter().any(|name| name == given))
                );
                for field in fields {
                    let is_null = choice["properties"][field]["type"] == "null";
                    assert_eq!(is_null, field != given, "{name} {given} {field}");
                }
                assert_eq!(choice["additionalProperties"], false);
            }
        }
    }
}
