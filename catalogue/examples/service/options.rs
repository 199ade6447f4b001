//! The command line.

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use lexopt::{Arg, Parser, ValueExt as _};

pub(crate) struct Options {
    /// The image.
    pub(crate) file: PathBuf,
    /// Where it is asked.
    pub(crate) listen: SocketAddr,
    /// How often it looks whether the file is another one; nothing is never.
    pub(crate) poll: Option<Duration>,
    /// Whether the file is read into memory instead of being mapped.
    pub(crate) copy: bool,
    /// Whether an image with a smaller serial is taken too.
    pub(crate) allow_older: bool,
}

const HELP: &str = "\
Answers questions from a compiled catalogue over HTTP.

Usage: service [OPTIONS] CATALOGUE.dmc

Options:
  --listen ADDRESS:PORT  Where it is asked [default: 127.0.0.1:8750]
  --poll MILLISECONDS    How often it looks whether the file is another one; 0 is never [default: 1000]
  --copy                 Read the file into memory, for where others may write into it; it is mapped otherwise
  --allow-older          Take an image with a smaller serial too
  -h, --help             This text

SIGHUP takes the file anew, SIGTERM and SIGINT end the service. An image that is damaged, or older than the one that is
held, is refused, and the one that is held stays.
";

impl Options {
    /// Nothing if only help was asked for.
    pub(crate) fn from_arguments() -> Result<Option<Self>, lexopt::Error> {
        let mut listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 8750));
        let mut poll = 1000;
        let (mut copy, mut allow_older) = (false, false);
        let mut file: Option<OsString> = None;
        let mut arguments = Parser::from_env();
        while let Some(argument) = arguments.next()? {
            match argument {
                Arg::Long("listen") => listen = arguments.value()?.parse()?,
                Arg::Long("poll") => poll = arguments.value()?.parse()?,
                Arg::Long("copy") => copy = true,
                Arg::Long("allow-older") => allow_older = true,
                Arg::Short('h') | Arg::Long("help") => {
                    let _nobody_reads = io::stdout().write_all(HELP.as_bytes());
                    return Ok(None);
                }
                Arg::Value(value) if file.is_none() => file = Some(value),
                Arg::Short(_) | Arg::Long(_) | Arg::Value(_) => return Err(argument.unexpected()),
            }
        }
        let file = file.ok_or("which CATALOGUE.dmc?")?.into();
        let poll = (poll > 0).then(|| Duration::from_millis(poll));
        Ok(Some(Options { file, listen, poll, copy, allow_older }))
    }
}
