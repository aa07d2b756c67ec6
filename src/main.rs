//! The storymerge binary: arguments in, exit status out.

use clap::{ArgMatches, CommandFactory, FromArgMatches};
use mimalloc::MiMalloc;
use std::process::ExitCode;
use storymerge::cli::{self, Cli, Command, ConfigCommand};
use storymerge::{config, http};

/// A merge makes and drops many small strings; the system's allocator takes an eighth of its time.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    // Wrong usage ends here, with status 2.
    let arguments = Cli::command().get_matches();
    let Cli { command } = Cli::from_arg_matches(&arguments).unwrap_or_else(|error| error.exit());
    cli::exit_code(run(command, &arguments))
}

fn run(command: Command, arguments: &ArgMatches) -> anyhow::Result<()> {
    match command {
        Command::Serve(settings) => {
            check_variables()?;
            http::serve(&settings)
        }
        Command::Config(ConfigCommand::Check(settings)) => {
            check_variables()?;
            cli::check_config(&settings, arguments)
        }
        Command::Keys(command) => cli::keys(command),
        Command::Openapi => cli::print(&http::openapi_json()),
        Command::Merge(args) => cli::merge(args),
        Command::Extract(args) => cli::extract(args),
        Command::Duplicates(args) => cli::duplicates(args),
        Command::Verify(args) => cli::verify(args),
        Command::Import(args) => cli::import(&args),
        Command::Names(args) => cli::names(&args),
        Command::Compare(args) => cli::compare(&args),
        Command::Sentences(args) => cli::sentences(&args),
        Command::Healthcheck(listen) => cli::healthcheck(listen.local_address()),
    }
}

/// A misspelt setting must not be passed over.
fn check_variables() -> anyhow::Result<()> {
    let variables = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    config::check_variables(&Cli::command(), variables)
}
