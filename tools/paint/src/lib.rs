//! Paints the pictures of the demo data: landscapes and towns of Kazakhstan with people at
//! work in them. The same theme and seed always make the same picture. A crate of its own so
//! that it is optimised in development builds too.

mod buildings;
mod canvas;
pub mod jpeg;
mod land;
mod noise;
mod people;
mod portrait;
mod scenes;
mod shapes;
mod trees;

use canvas::Canvas;
use land::Light;
pub use noise::Dice;

/// What a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Theme {
    Park,
    Planting,
    Shelter,
    School,
    River,
    Sea,
    Stadium,
    Courtyard,
    Steppe,
    Heritage,
    City,
}

/// Paints somebody with a card in the hand; the same seed makes the same person. RGB as [`paint`].
pub fn portrait(seed: u32, width: u32, height: u32) -> Vec<u8> {
    let mut dice = Dice::new(u64::from(seed) * 131 + 97);
    let mut canvas = Canvas::new(width, height);
    portrait::paint(&mut canvas, &mut dice);
    canvas.into_rgb8()
}

/// Paints a picture as eight-bit RGB, row by row.
pub fn paint(theme: Theme, seed: u32, width: u32, height: u32) -> Vec<u8> {
    let mut dice = Dice::new(u64::from(seed) * 131 + theme as u64);
    let light = Light::roll(&mut dice);
    let mut canvas = Canvas::new(width, height);
    let scene = match theme {
        Theme::Park => scenes::park,
        Theme::Planting => scenes::planting,
        Theme::Shelter => scenes::shelter,
        Theme::School => scenes::school_yard,
        Theme::River => scenes::river,
        Theme::Sea => scenes::sea,
        Theme::Stadium => scenes::stadium,
        Theme::Courtyard => scenes::courtyard,
        Theme::Steppe => scenes::steppe,
        Theme::Heritage => scenes::heritage,
        Theme::City => scenes::city,
    };
    let grain = (seed * 16 + theme as u32).wrapping_mul(2_654_435_761) >> 8;
    scene(&mut canvas, &light, grain, &mut dice);
    land::develop(&mut canvas, &light, grain);
    canvas.into_rgb8()
}
