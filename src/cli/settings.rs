//! Shows the settings with which the service would run.

use crate::cli::output::print;
use crate::config::ServeConfig;
use crate::config::report::{Setting, settings};
use anyhow::{Context, Result};
use clap::{ArgMatches, CommandFactory};

/// Prints the settings of `config check`, whose arguments are in `arguments`, or tells what is wrong with them.
///
/// # Errors
/// The fault at which `serve` would not start.
pub fn check_config(config: &ServeConfig, arguments: &ArgMatches) -> Result<()> {
    config.validate()?;
    let variables = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    let program = super::Cli::command();
    let check = ["config", "check"];
    let command = check.iter().try_fold(&program, |command, name| command.find_subcommand(name));
    let arguments = check.iter().try_fold(arguments, |matches, name| matches.subcommand_matches(name));
    let (command, arguments) = command.zip(arguments).context("this is not the command config check")?;
    let settings = settings(config, command, arguments, variables)?;
    let width =
        |part: fn(&Setting) -> &str| settings.iter().map(|s| part(s).chars().count()).max().unwrap_or(0);
    let (names, values) = (width(|s| &s.name), width(|s| &s.value));
    let lines = settings
        .iter()
        .map(|Setting { name, value, from }| format!("{name:names$}  {value:values$}  {from}\n"));
    print(&lines.collect::<String>())
}
