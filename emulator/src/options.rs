//! The command line.

use cos_jobs_emulator::{Config, Speed};
use lexopt::prelude::{Long, Short, ValueExt};

/// What `--help` prints.
pub(crate) const HELP: &str = "\
The control plane of COS batch-operation jobs on localhost.

  --port N            the port; 0 takes any that is free (default 8788)
  --speed X           jobs move X times faster (default 1)
  --seed-jobs N       add N generated jobs
  --seed N            from which ids and generated jobs follow (default 1)
  --empty             without the jobs of the demonstration
  --running-limit N   how many jobs run at a time (default 6)
  --job-limit N       how many unfinished jobs there may be before TooManyJobs (default 1000000)
  --secret-id ID      the key that may sign
  --secret-key KEY
  --session-token T   makes it a temporary key
  --uin N             the main account (default 100000000001)
  --appid N           (default 1250000000)
  --region R          (default ap-chengdu)
  --help
";

/// What the command line says.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) port: u16,
    pub(crate) config: Config,
    pub(crate) seed_jobs: usize,
    pub(crate) empty: bool,
    pub(crate) help: bool,
}

impl Options {
    /// Reads the arguments behind the program's name.
    pub(crate) fn parse(mut arguments: lexopt::Parser) -> Result<Self, lexopt::Error> {
        let mut options = Self { port: 8788, config: Config::default(), seed_jobs: 0, empty: false, help: false };
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("port") => options.port = arguments.value()?.parse()?,
                Long("seed-jobs") => options.seed_jobs = arguments.value()?.parse()?,
                Long("empty") => options.empty = true,
                Long("help") | Short('h') => options.help = true,
                Long(name) => {
                    let name = name.to_owned();
                    set(&mut options.config, &name, &mut arguments)?;
                }
                other => return Err(other.unexpected()),
            }
        }
        Ok(options)
    }
}

fn set(config: &mut Config, name: &str, arguments: &mut lexopt::Parser) -> Result<(), lexopt::Error> {
    match name {
        "speed" => config.speed = arguments.value()?.parse_with(|text| Speed::parse(text).ok_or("not a speed"))?,
        "seed" => config.seed = arguments.value()?.parse()?,
        "running-limit" => config.running_limit = arguments.value()?.parse()?,
        "job-limit" => config.job_limit = arguments.value()?.parse()?,
        "uin" => config.uin = arguments.value()?.string()?,
        "appid" => config.appid = arguments.value()?.string()?,
        "region" => config.region = arguments.value()?.string()?,
        _ => return set_key(config, name, arguments),
    }
    Ok(())
}

fn set_key(config: &mut Config, name: &str, arguments: &mut lexopt::Parser) -> Result<(), lexopt::Error> {
    let Some(key) = config.credentials.first_mut() else { return Ok(()) };
    match name {
        "secret-id" => key.secret_id = arguments.value()?.string()?,
        "secret-key" => key.secret_key = arguments.value()?.string()?,
        "session-token" => key.session_token = Some(arguments.value()?.string()?),
        _ => return Err(Long(name).unexpected()),
    }
    Ok(())
}
