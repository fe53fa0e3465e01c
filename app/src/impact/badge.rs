//! The badge for other sites: a small SVG with real text. It loads nothing and runs nothing, so it
//! shows wherever pictures show.

use birqadam_core::Locale;
use birqadam_volunteering::Impact;

use crate::{format, texts::impact as words};

/// Width and height in pixels.
pub const SIZE: (u32, u32) = (320, 84);

/// Longest name, in characters: what fits beside the mark.
const NAME_MAX: usize = 30;

/// What stands on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    pub locale: Locale,
    /// The organizer, or the platform.
    pub name: String,
    /// The large line.
    pub figures: String,
    /// The small line.
    pub note: String,
    /// For those who do not see it.
    pub spoken: String,
}

/// Light, dark, or as the reader's system says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Auto,
    Light,
    Dark,
}

impl Look {
    pub fn parse(name: &str) -> Look {
        match name {
            "light" => Look::Light,
            "dark" => Look::Dark,
            _ => Look::Auto,
        }
    }
}

impl Badge {
    /// The figures of an impact that is shown.
    pub fn of(l: Locale, platform: &str, impact: &Impact) -> Badge {
        let name = impact.organizer.as_ref().map_or(platform, |organizer| organizer.name.as_str());
        let hours = words::badge_hours(l, impact.figures.minutes / 60);
        let people = words::badge_volunteers(l, impact.figures.volunteers);
        let figures = format!("{hours} · {people}");
        Badge {
            locale: l,
            name: shortened(name),
            note: words::badge_note(l, platform),
            spoken: format!("{name}: {figures}. {}", words::badge_note(l, platform)),
            figures,
        }
    }

    /// Nothing is shown here (any more).
    pub fn missing(l: Locale, platform: &str) -> Badge {
        Badge {
            locale: l,
            name: shortened(platform),
            figures: words::badge_missing(l).to_owned(),
            note: words::badge_note(l, platform),
            spoken: words::badge_missing(l).to_owned(),
        }
    }
}

/// The picture.
pub fn draw(badge: &Badge, look: Look) -> String {
    const LIGHT: &str = ".p{fill:#fff}.l{stroke:#dcd8cf}.i{fill:#1c222b}.m{fill:#5c6470}";
    const DARK: &str = ".p{fill:#1f2630}.l{stroke:#3d4653}.i{fill:#f4f1ea}.m{fill:#a9b2bf}";
    let style = match look {
        Look::Light => LIGHT.to_owned(),
        Look::Dark => DARK.to_owned(),
        Look::Auto => format!("{LIGHT}@media(prefers-color-scheme:dark){{{DARK}}}"),
    };
    let (width, height) = SIZE;
    let lang = badge.locale.as_str();
    let [name, figures, note, spoken] = [&badge.name, &badge.figures, &badge.note, &badge.spoken].map(|t| escaped(t));
    // A long line is drawn together rather than cut off; 15 px letters are some 8 px wide.
    let fit =
        if badge.figures.chars().count() > 29 { " textLength=\"242\" lengthAdjust=\"spacingAndGlyphs\"" } else { "" };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" lang=\"{lang}\" aria-label=\"{spoken}\">\
         <title>{spoken}</title>\
         <style>text{{font-family:'Golos Text','Segoe UI',Roboto,'Noto Sans',Arial,sans-serif}}{style}</style>\
         <rect class=\"p l\" x=\".5\" y=\".5\" width=\"{0}\" height=\"{1}\" rx=\"12\"/>\
         <rect x=\"16\" y=\"42\" width=\"18\" height=\"14\" rx=\"4\" fill=\"#1b7a9e\"/>\
         <rect x=\"36\" y=\"28\" width=\"18\" height=\"28\" rx=\"4\" fill=\"#f2c230\"/>\
         <text class=\"m\" x=\"68\" y=\"26\" font-size=\"13\">{name}</text>\
         <text class=\"i\" x=\"68\" y=\"49\" font-size=\"15\" font-weight=\"600\"{fit}>{figures}</text>\
         <text class=\"m\" x=\"68\" y=\"69\" font-size=\"11\">{note}</text></svg>",
        width - 1,
        height - 1,
    )
}

fn shortened(name: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    if name.chars().count() <= NAME_MAX {
        return name;
    }
    let mut short: String = name.chars().take(NAME_MAX - 1).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// Text as XML; characters that XML 1.0 does not know are left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => safe.push(c),
        }
    }
    safe
}

/// The lines that a person copies into another site. `page` and `picture` are whole addresses.
pub fn embed_code(l: Locale, page: &str, picture: &str, alt: &str) -> String {
    let (width, height) = SIZE;
    format!(
        "<a href=\"{}\"><img src=\"{}?lang={}\" width=\"{width}\" height=\"{height}\" alt=\"{}\"></a>",
        escaped(page),
        escaped(picture),
        l.as_str(),
        escaped(alt),
    )
}

/// What the picture says where it does not show.
pub fn alt(l: Locale, name: &str) -> String {
    words::badge_alt(l, name)
}

/// Minutes as whole hours.
pub fn hours(minutes: i64) -> String {
    format::number(minutes / 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_breaks_out_of_nothing() {
        let name = "\"><script>alert('1')</script>\u{1}&\u{ffff}";
        let badge = Badge { name: shortened(name), ..Badge::missing(Locale::Kk, name) };
        for look in [Look::Auto, Look::Light, Look::Dark] {
            let svg = draw(&badge, look);
            assert!(!svg.contains("<script"), "{svg}");
            assert!(svg.contains("&quot;&gt;&lt;script&gt;"), "{svg}");
            assert!(!svg.contains(['\u{1}', '\u{ffff}']), "{svg}");
        }
        assert!(!embed_code(Locale::En, "https://x/?a=\"b", "https://x/b.svg", name).contains("\"><script"));
    }

    #[test]
    fn long_names_end_in_an_ellipsis() {
        assert_eq!(shortened(&"Ә".repeat(30)).chars().count(), 30);
        let short = shortened(&"Ә ".repeat(40));
        assert!(short.chars().count() <= 30 && short.ends_with("Ә…"), "{short}");
    }
}
