//! The command line: files and arguments translated in, accounts and messages translated out.
//!
//! Every command calls the engine directly. Exit status: 0 done, 1 the input could not be used (the message says
//! which file, where, and why), 2 wrong usage, which `clap` tells.
//!
//! * `args` what a user may type, and the manual
//! * `input` files to articles, faults to messages that name the file
//! * `commands` the commands that read articles
//! * `import` the pages of a crawl archive to articles
//! * `lines` the commands that read a JSON value from each line
//! * `keys` makes API keys and the lines to store for them
//! * `settings` shows the settings of the service
//! * `health` asks a running service whether it is ready
//! * `output` standard output, progress, exit status

mod args;
mod commands;
mod health;
mod import;
mod input;
mod keys;
mod lines;
mod output;
mod settings;

pub use args::{
    ArticlesArgs, Cli, Command, ConfigCommand, ImportArgs, KeyArgs, KeysCommand, LinesArgs, MergeArgs,
    SentencesArgs, VerifyArgs,
};
pub use commands::{duplicates, extract, merge, verify};
pub use health::healthcheck;
pub use import::import;
pub use keys::keys;
pub use lines::{compare, names, sentences};
pub use output::{exit_code, print};
pub use settings::check_config;
