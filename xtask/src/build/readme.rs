//! The package's readmes: those of the repository without the parts that are only for the repository.

use anyhow::{Result, ensure};

/// The readmes, in English and Chinese. They may link to each other.
pub(super) const FILES: [&str; 2] = ["README.md", "README.zh-CN.md"];

/// What else the readmes may link to, because it is in the package as well.
const LINKED: [&str; 4] = ["CHANGELOG.md", "examples/", "examples/README.md", super::notices::FILE];

/// The marks around a part that is not copied into the package.
const BEGIN: &str = "<!-- only in the repository -->\n";
const END: &str = "<!-- also in the package -->\n";

/// Returns the text for the package.
pub(super) fn for_package(readme: &str) -> Result<String> {
    let mut out = String::new();
    let mut rest = readme;
    while let Some((kept, left_out)) = rest.split_once(BEGIN) {
        out.push_str(kept);
        let Some((_, after)) = left_out.split_once(END) else {
            anyhow::bail!("readme: `{}` has no `{}` after it", BEGIN.trim(), END.trim());
        };
        rest = after;
    }
    out.push_str(rest);
    for link in out.split("](").skip(1).filter(|link| !link.starts_with('#') && !link.starts_with("https://")) {
        let target = link.split(')').next().unwrap_or_default();
        ensure!(
            FILES.contains(&target) || LINKED.contains(&target),
            "readme: the link to {target} would be broken in the package"
        );
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{BEGIN, END, for_package};

    #[test]
    fn parts_for_the_repository_only_are_left_out() {
        let readme = format!("a\n{BEGIN}![b](b.png)\n{END}c\n{BEGIN}d\n{END}");
        assert_eq!(for_package(&readme).ok().as_deref(), Some("a\nc\n"));
    }

    #[test]
    fn a_part_without_an_end_and_a_broken_link_are_refused() {
        assert!(for_package(&format!("a\n{BEGIN}b\n")).is_err());
        assert!(for_package("[a](b.md)\n").is_err());
        assert!(for_package("[a](README.zh-CN.md) [a](README.md) [a](#api) [a](https://a)\n").is_ok());
    }
}
