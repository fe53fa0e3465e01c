//! The colours of the identity, for paper: the light theme in sRGB (`style/tokens.css` has them in
//! OKLCH).

/// Red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    pub const INK: Colour = Colour(0x1a, 0x20, 0x29);
    pub const MUTED: Colour = Colour(0x5d, 0x64, 0x6f);
    pub const LINE: Colour = Colour(0xd3, 0xd1, 0xcb);
    pub const SUNKEN: Colour = Colour(0xf6, 0xf3, 0xed);
    pub const WHITE: Colour = Colour(0xff, 0xff, 0xff);
    pub const SKY: Colour = Colour(0x00, 0x6d, 0x99);
    pub const SUN: Colour = Colour(0xf1, 0xc0, 0x35);
    pub const STEPPE: Colour = Colour(0x28, 0x7c, 0x42);
    pub const DUSK: Colour = Colour(0x78, 0x57, 0xab);
    pub const POPPY: Colour = Colour(0xc5, 0x2c, 0x2a);

    /// The colour of a chart's series; after the fifth come lighter steps, then all again.
    pub fn series(index: usize) -> Colour {
        const SERIES: [Colour; 10] = [
            Colour::SKY,
            Colour::SUN,
            Colour::STEPPE,
            Colour::DUSK,
            Colour::POPPY,
            Colour(0x57, 0xc0, 0xe6),
            Colour(0xc2, 0x8e, 0x24),
            Colour(0x76, 0xc7, 0x88),
            Colour(0xbb, 0xa3, 0xe8),
            Colour(0xf9, 0x77, 0x70),
        ];
        SERIES[index % SERIES.len()]
    }

    /// Mixed with white: 0 is white, 1 the colour itself.
    pub fn tint(self, share: f32) -> Colour {
        let mix = |channel: u8| (255.0 - (255.0 - f32::from(channel)) * share).round() as u8;
        Colour(mix(self.0), mix(self.1), mix(self.2))
    }

    /// Whether white text is readable on it.
    pub fn is_dark(self) -> bool {
        let Colour(red, green, blue) = self;
        0.299 * f32::from(red) + 0.587 * f32::from(green) + 0.114 * f32::from(blue) < 140.0
    }
}

/// How a status speaks: the same everywhere, see the identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Draft: a pencil.
    Muted,
    /// Waiting: an hourglass.
    Waiting,
    /// Returned: an arrow back.
    Returned,
    /// Active: a dot.
    Active,
    /// Done or approved: a tick.
    Good,
    /// Rejected or blocked: a cross.
    Bad,
}

impl Tone {
    pub(crate) fn colour(self) -> Colour {
        match self {
            Tone::Muted => Colour::MUTED,
            Tone::Waiting | Tone::Returned => Colour::DUSK,
            Tone::Active => Colour::SKY,
            Tone::Good => Colour::STEPPE,
            Tone::Bad => Colour::POPPY,
        }
    }
}
