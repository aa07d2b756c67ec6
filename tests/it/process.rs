//! The service as a process of its own: environment, log lines, signals, exit status.

use crate::app::TestApp;
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// `storymerge serve` on a free port; killed when dropped.
pub struct Process {
    /// To ask it.
    pub app: TestApp,
    child: Child,
    lines: Receiver<String>,
}

/// What a run that ended printed.
#[derive(Debug)]
pub struct Ended {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Process {
    /// Starts it with these flags and no other environment than this one.
    pub fn start(flags: &[&str], variables: &[(&str, &str)]) -> Process {
        let mut command =
            storymerge(&["serve", "--listen", "127.0.0.1:0", "--log-format", "json"], variables);
        let mut child = command.args(flags).stderr(Stdio::piped()).spawn().expect("the program starts");
        let log = BufReader::new(child.stderr.take().expect("it is piped"));
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in log.lines().map_while(Result::ok) {
                // Nobody listens after the test.
                let _ = sender.send(line);
            }
        });
        let first = lines.recv_timeout(Duration::from_secs(20)).expect("a line that says where it listens");
        let first: Value = serde_json::from_str(&first).expect("JSON");
        let address = first["address"].as_str().unwrap_or_else(|| panic!("no address in {first}"));
        let app = TestApp::at(address.parse().expect("an address"));
        Process { app, child, lines }
    }

    /// Waits for the log line that holds this; the lines up to it.
    pub fn log_until(&self, expected: &str) -> Vec<String> {
        let mut seen = Vec::new();
        loop {
            match self.lines.recv_timeout(Duration::from_secs(10)) {
                Ok(line) => {
                    let is_it = line.contains(expected);
                    seen.push(line);
                    if is_it {
                        return seen;
                    }
                }
                Err(_) => panic!("{expected} is not in {seen:#?}"),
            }
        }
    }

    /// Sends it SIGTERM.
    pub fn signal(&self) {
        let kill = format!("kill -TERM {}", self.child.id());
        let sent = Command::new("bash").args(["-c", &kill]).status().expect("bash starts");
        assert!(sent.success());
    }

    /// Waits for its end.
    pub fn wait(&mut self) -> ExitStatus {
        self.child.wait().expect("it ends")
    }

    /// Sends it SIGTERM and waits for its end.
    pub fn terminate(&mut self) -> ExitStatus {
        self.signal();
        self.wait()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a command to its end.
pub fn run(arguments: &[&str], variables: &[(&str, &str)]) -> Ended {
    let output = storymerge(arguments, variables).output().expect("the program starts");
    Ended {
        status: output.status.code(),
        out: String::from_utf8(output.stdout).expect("output is UTF-8"),
        err: String::from_utf8(output.stderr).expect("messages are UTF-8"),
    }
}

fn storymerge(arguments: &[&str], variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_storymerge"));
    command.args(arguments).env_clear().envs(variables.iter().copied()).stdin(Stdio::null());
    command
}
