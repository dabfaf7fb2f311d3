//! Runs the emulator as a server: `cargo run -p cos-jobs-emulator -- --port 8788`.

mod options;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use cos_jobs_emulator::{Config, Emulator, server};
use options::{HELP, Options};

fn main() -> ExitCode {
    match Options::parse(lexopt::Parser::from_env()) {
        Ok(options) => exit_code(start(&options), 1),
        Err(error) => exit_code(Err(error.into()), 2),
    }
}

/// Prints an error, if there is one, and returns the exit code.
fn exit_code(result: Result<(), Box<dyn Error>>, failure: u8) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // If standard error is closed, there is no other place to report to.
            let _ = writeln!(io::stderr(), "cos-jobs-emulator: {error}");
            ExitCode::from(failure)
        }
    }
}

fn start(options: &Options) -> Result<(), Box<dyn Error>> {
    if options.help {
        return Ok(io::stdout().write_all(HELP.as_bytes())?);
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run(options))
}

async fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let listener = server::bind(options.port).await?;
    let address = listener.local_addr()?;
    let emulator = emulator_with_jobs(options);
    print_account(emulator.config(), emulator.jobs().count())?;
    writeln!(io::stdout(), "listening on http://{address}")?;
    tokio::select! {
        ended = server::serve(listener, emulator) => ended?,
        interrupted = tokio::signal::ctrl_c() => interrupted?,
    }
    Ok(())
}

fn emulator_with_jobs(options: &Options) -> Emulator {
    let mut emulator = Emulator::new(options.config.clone());
    let now_ms = server::now_ms();
    if !options.empty {
        emulator.seed_demo(now_ms);
    }
    emulator.seed_jobs(options.seed_jobs, now_ms);
    emulator
}

fn print_account(config: &Config, jobs: usize) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "COS batch-operation jobs, emulated: {jobs} jobs")?;
    for key in &config.credentials {
        writeln!(out, "  secret id      {}", key.secret_id)?;
        writeln!(out, "  secret key     {}", key.secret_key)?;
        if let Some(token) = &key.session_token {
            writeln!(out, "  session token  {token}")?;
        }
    }
    writeln!(out, "  uin {}, appid {}, region {}", config.uin, config.appid, config.region)
}
