//! One style sheet from many, in the order in which `main.css` imports them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// The text of `main.css` with each `@import` of a file of ours replaced by that file.
pub fn joined(folder: &Path, fonts: &[(String, String)]) -> Result<String> {
    let mut text = read(&folder.join("main.css"), 0)?;
    for (before, after) in fonts {
        text = text.replace(before, after);
    }
    Ok(text)
}

fn read(path: &Path, depth: u32) -> Result<String> {
    if depth > 8 {
        bail!("{} is imported in a circle", path.display());
    }
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut joined = String::with_capacity(text.len());
    for line in text.lines() {
        match import(line) {
            Some((file, layer)) => {
                let inner = read(&folder.join(file), depth + 1)?;
                match layer {
                    Some(layer) => joined.push_str(&format!("@layer {layer} {{\n{inner}}}\n")),
                    None => joined.push_str(&inner),
                }
            }
            None => {
                joined.push_str(line);
                joined.push('\n');
            }
        }
    }
    Ok(joined)
}

/// `@import "base.css" layer(base);` → (`base.css`, `base`). The layer is optional, and so is
/// `url(…)` around the name.
fn import(line: &str) -> Option<(&str, Option<&str>)> {
    let rest = line.trim().strip_prefix("@import")?.trim().trim_end_matches(';').trim();
    let (name, rest) = match rest.strip_prefix("url(") {
        Some(inner) => inner.split_once(')')?,
        None => {
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let end = rest.get(1..)?.find(quote)? + 2;
            rest.split_at(end)
        }
    };
    let name = name.trim().trim_matches(['"', '\'']).trim_start_matches("./");
    if name.contains("://") {
        return None;
    }
    let layer = rest.trim().strip_prefix("layer(").and_then(|l| l.strip_suffix(')')).map(str::trim);
    Some((name, layer))
}

#[cfg(test)]
mod tests {
    use super::import;

    #[test]
    fn imports_are_read_in_every_spelling() {
        let table = [
            ("@import \"base.css\";", Some(("base.css", None))),
            ("  @import './kit/button.css' layer(kit);", Some(("kit/button.css", Some("kit")))),
            ("@import url(\"tokens.css\");", Some(("tokens.css", None))),
            ("@import url(tokens.css) layer(tokens);", Some(("tokens.css", Some("tokens")))),
            ("@import \"https://example.org/x.css\";", None),
            ("body { color: red; }", None),
        ];
        for (line, expected) in table {
            assert_eq!(import(line), expected, "{line}");
        }
    }
}
