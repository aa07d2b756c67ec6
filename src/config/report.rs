//! Which variables there are, and the settings as the service would run with them, each with where it comes from.

use super::{Keys, ServeConfig};
use anyhow::{Result, ensure};
use clap::parser::ValueSource;
use clap::{ArgMatches, Command};
use std::collections::BTreeSet;

/// Variables of OpenTelemetry and of the log that are read besides the settings.
const STANDARD_VARIABLES: [&str; 16] = [
    "OTEL_BSP_MAX_EXPORT_BATCH_SIZE",
    "OTEL_BSP_MAX_QUEUE_SIZE",
    "OTEL_BSP_SCHEDULE_DELAY",
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "OTEL_EXPORTER_OTLP_HEADERS",
    "OTEL_EXPORTER_OTLP_PROTOCOL",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    "OTEL_EXPORTER_OTLP_TRACES_HEADERS",
    "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL",
    "OTEL_RESOURCE_ATTRIBUTES",
    "OTEL_SDK_DISABLED",
    "OTEL_SERVICE_NAME",
    "OTEL_TRACES_EXPORTER",
    "OTEL_TRACES_SAMPLER",
    "OTEL_TRACES_SAMPLER_ARG",
    "RUST_LOG",
];

/// What stands for a value that nobody but its owner should read.
const MASK: &str = "(secret)";

/// One setting as the service would run with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The flag without its dashes, or the variable of a standard.
    pub name: String,
    /// Its value; of a secret only that there is one.
    pub value: String,
    /// `flag`, the variable's name, or `default`.
    pub from: String,
}

/// Checks that every `STORYMERGE_*` variable among `set` is one of a command's, so that a misspelt setting is
/// not silently ignored.
///
/// # Errors
/// The first variable that is not known, by name.
pub fn check_variables(command: &Command, set: impl IntoIterator<Item = String>) -> Result<()> {
    let commands = std::iter::once(command).chain(command.get_subcommands());
    let known: BTreeSet<&str> = commands
        .flat_map(Command::get_arguments)
        .filter_map(|argument| argument.get_env()?.to_str())
        .collect();
    for name in set {
        ensure!(
            !name.starts_with("STORYMERGE_") || known.contains(name.as_str()),
            "unknown environment variable {name}; `storymerge serve --help` lists the known ones"
        );
    }
    Ok(())
}

/// Every setting of `config`, which was read from the `arguments` of `command`, and the variables of standards that
/// are set.
///
/// # Errors
/// Keys that cannot be read.
pub fn settings(
    config: &ServeConfig,
    command: &Command,
    arguments: &ArgMatches,
    variables: impl IntoIterator<Item = (String, String)>,
) -> Result<Vec<Setting>> {
    let mut settings = Vec::new();
    let source = |id: &str| {
        let argument = command.get_arguments().find(|argument| argument.get_id() == id);
        match arguments.value_source(id)? {
            ValueSource::CommandLine => Some("flag".to_owned()),
            ValueSource::EnvVariable => Some(argument?.get_env()?.to_string_lossy().into_owned()),
            _ => None,
        }
    };
    // The two that clap adds by itself are no settings.
    let own = command.get_arguments().filter(|a| !matches!(a.get_id().as_str(), "help" | "version"));
    for argument in own {
        let id = argument.get_id().as_str();
        let typed = typed(arguments, id);
        // An address that is not given follows the port.
        let from = source(id).or_else(|| if id == "listen" { source("port") } else { None });
        let from = from.unwrap_or_else(|| "default".to_owned());
        let value = match (id, typed) {
            ("listen", _) => config.listen.address().to_string(),
            ("api_keys", Some(_)) => {
                let keys = Keys::read(config.api_keys.as_deref(), None)?;
                let names: Vec<&str> = keys.names().map(AsRef::as_ref).collect();
                format!("{} {MASK}", names.join(", "))
            }
            ("concurrency", None) => config.n_permits().to_string(),
            (_, Some(typed)) => typed,
            (_, None) => "none".to_owned(),
        };
        settings.push(Setting { name: argument.get_long().unwrap_or(id).to_owned(), value, from });
    }
    let standard = variables.into_iter().filter(|(name, _)| STANDARD_VARIABLES.contains(&name.as_str()));
    let mut standard: Vec<Setting> = standard
        .map(|(name, value)| Setting { value: masked(&name, value), from: name.clone(), name })
        .collect();
    standard.sort_by(|a, b| a.name.cmp(&b.name));
    settings.append(&mut standard);
    Ok(settings)
}

fn typed(arguments: &ArgMatches, id: &str) -> Option<String> {
    let values: Vec<_> = arguments.get_raw(id)?.map(|value| value.to_string_lossy()).collect();
    Some(values.join(","))
}

/// Header fields for a collector are there to hold a token, and an address may hold a password.
fn masked(name: &str, value: String) -> String {
    if name.ends_with("_HEADERS") {
        return MASK.to_owned();
    }
    match (value.split_once("://"), value.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://{MASK}@{host}"),
        _ => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::tests::Program;
    use clap::CommandFactory;

    #[test]
    fn a_misspelt_variable_is_refused_by_name() {
        let command = Program::command();
        let known = ["STORYMERGE_LISTEN", "PATH", "PORT"].map(str::to_owned);
        check_variables(&command, known).expect("all known");
        let error = check_variables(&command, ["STORYMERGE_LISTENS".to_owned()]).expect_err("an s");
        assert!(error.to_string().contains("STORYMERGE_LISTENS"));
    }

    #[test]
    fn a_secret_is_masked() {
        let shown = |name: &str, value: &str| masked(name, value.to_owned());
        assert_eq!(shown("OTEL_EXPORTER_OTLP_HEADERS", "api-key=abc"), "(secret)");
        let with_password = "http://me:secret@collector:4318";
        assert_eq!(shown("OTEL_EXPORTER_OTLP_ENDPOINT", with_password), "http://(secret)@collector:4318");
        assert_eq!(shown("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318"), "http://collector:4318");
    }
}
