//! Checks that no output of the tests contains a key.

use anyhow::{Result, ensure};

use crate::emulator::ACCOUNT;
use crate::files;
use crate::project::Project;

/// The beginning of the line in which the emulator prints its own key at its start, as it should.
const INTRODUCTION: &str = "secret key ";

/// Searches all logs, including those of earlier runs.
pub(super) fn check(project: &Project) -> Result<()> {
    let (mut introductions, mut leaks) = (0, Vec::new());
    for log in files::ending(&project.work("logs"), "")? {
        let text = String::from_utf8_lossy(&files::read_bytes(&log)?).into_owned();
        let name = log.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (introduced, leaked) = search(&text, name.starts_with("emulator-"));
        introductions += introduced;
        leaks.extend(leaked.into_iter().map(|line| format!("{name}:{line}")));
    }
    ensure!(leaks.is_empty(), "the secret key is printed: {}", leaks.join(", "));
    ensure!(
        introductions > 0,
        "the line with the emulator's own key was not found, so the logs were not searched correctly"
    );
    println!("the secret key is in {introductions} start messages of the emulator and nowhere else");
    Ok(())
}

/// Returns the number of start messages in a log, and the numbers of the other lines that contain the key.
fn search(text: &str, is_emulator: bool) -> (usize, Vec<usize>) {
    let lines = text.lines().enumerate().filter(|(_, line)| line.contains(ACCOUNT.secret_key));
    let (introductions, leaks): (Vec<_>, Vec<_>) =
        lines.partition(|(_, line)| is_emulator && line.trim().starts_with(INTRODUCTION));
    (introductions.len(), leaks.into_iter().map(|(index, _)| index + 1).collect())
}

#[cfg(test)]
mod tests {
    use super::{ACCOUNT, search};

    #[test]
    fn only_the_start_message_of_the_emulator_may_contain_the_key() {
        let key = ACCOUNT.secret_key;
        let log = format!("  secret id      {}\n  secret key     {key}\nGET {key}\n", ACCOUNT.secret_id);
        assert_eq!(search(&log, true), (1, vec![3]));
        assert_eq!(search(&log, false), (0, vec![2, 3]));
    }
}
