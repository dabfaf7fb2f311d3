//! The command line.

use cos_jobs_emulator::{Config, Speed};
use lexopt::prelude::{Long, Short, ValueExt};

/// What `--help` prints.
pub(crate) const HELP: &str = "\
The control plane of COS batch-operation jobs on localhost.

  --port N            the port; 0 chooses a free one (default 8788)
  --speed X           makes jobs X times faster (default 1)
  --seed-jobs N       adds N generated jobs
  --seed N            determines ids and generated jobs (default 1)
  --empty             starts without the demonstration jobs
  --running-limit N   how many jobs run at the same time (default 6)
  --job-limit N       how many unfinished jobs are allowed before TooManyJobs (default 1000000)
  --secret-id ID      the key that clients sign with
  --secret-key KEY
  --session-token T   makes the key a temporary one
  --uin N             the main account (default 100000000001)
  --appid N           (default 1250000000)
  --region R          (default ap-chengdu)
  --help
";

/// The options of the command line.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) port: u16,
    pub(crate) config: Config,
    pub(crate) seed_jobs: usize,
    pub(crate) empty: bool,
    pub(crate) help: bool,
}

impl Options {
    /// Reads the arguments, without the program's name.
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

#[cfg(test)]
mod tests {
    use super::Options;
    use cos_jobs_emulator::Speed;

    fn parse(arguments: &[&str]) -> Result<Options, String> {
        Options::parse(lexopt::Parser::from_args(arguments)).map_err(|error| error.to_string())
    }

    #[test]
    fn each_option_sets_its_value() {
        let all = "--port 0 --speed 2.5 --seed-jobs 7 --seed 9 --empty --running-limit 1 --job-limit 2 --secret-id a \
                   --secret-key b --session-token c --uin d --appid e --region f";
        let options = parse(&all.split_whitespace().collect::<Vec<_>>()).unwrap();
        assert_eq!((options.port, options.seed_jobs, options.empty, options.help), (0, 7, true, false));
        let config = options.config;
        assert_eq!(config.speed, Speed::from_thousandths(2500));
        assert_eq!((config.seed, config.running_limit, config.job_limit), (9, 1, 2));
        assert_eq!((config.uin.as_str(), config.appid.as_str(), config.region.as_str()), ("d", "e", "f"));
        let key = &config.credentials[0];
        let token = key.session_token.as_deref();
        assert_eq!((key.secret_id.as_str(), key.secret_key.as_str(), token), ("a", "b", Some("c")));
    }

    #[test]
    fn an_error_names_the_wrong_argument() {
        for (arguments, named) in
            [(["--speed", "fast"], "not a speed"), (["--port", "99999"], "99999"), (["--sped", "1"], "--sped")]
        {
            let error = parse(&arguments).unwrap_err();
            assert!(error.contains(named), "{error}");
        }
    }
}
