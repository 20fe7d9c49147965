//! `bdc completions`: what a shell needs to complete a call.

use clap_complete::{Shell, generate};

use super::session::{Session, Stream};
use super::status::Status;

#[derive(Clone, Copy, clap::Args)]
pub struct Arguments {
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

pub fn run(arguments: Arguments, session: &Session) -> Status {
    // Into memory first: the generator panics where it cannot write.
    let mut script = Vec::new();
    generate(arguments.shell, &mut super::command(session.language), "bdc", &mut script);
    session.write(Stream::Out, |out| out.write_all(&script)).status()
}
