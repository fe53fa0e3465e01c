//! One page and what can be drawn on it, measured from the top left in points.

use printpdf::{
    Color, CurTransMat, FontId, Line, LineCapStyle, LineDashPattern, LinePoint, Op, PaintMode, PdfFontHandle, Point,
    Polygon, PolygonRing, Pt, Rect, Rgb, TextItem, WindingOrder, XObjectId, XObjectTransform,
};

use crate::face::clean;
use crate::{Colour, Style, Weight};

/// Width and height of a sheet held upright.
pub const A4: (f32, f32) = (595.28, 841.89);
/// White space left and right.
pub const MARGIN: f32 = 51.0;

/// Where a link leads.
pub(crate) enum Target {
    /// One of the headings, by its number.
    Heading(usize),
    Address(String),
}

pub(crate) struct Link {
    pub area: (f32, f32, f32, f32),
    pub target: Target,
}

/// A page in the making.
pub(crate) struct Page {
    pub size: (f32, f32),
    /// Without header and footer: a cover.
    pub bare: bool,
    pub ops: Vec<Op>,
    pub links: Vec<Link>,
}

/// The name of the font in the document.
pub(crate) fn font_id(weight: Weight) -> FontId {
    // Six capitals first: they become the tag that marks the font as a subset (ISO 32000-1, 9.6.4).
    FontId(match weight {
        Weight::Regular => "GOLOSR".to_owned(),
        Weight::Strong => "GOLOSS".to_owned(),
    })
}

/// The name of a picture in the document.
pub(crate) fn picture_id(index: usize) -> XObjectId {
    XObjectId(format!("Picture{index}"))
}

fn rgb(colour: Colour) -> Color {
    let part = |channel: u8| f32::from(channel) / 255.0;
    Color::Rgb(Rgb::new(part(colour.0), part(colour.1), part(colour.2), None))
}

impl Page {
    pub fn new(size: (f32, f32), bare: bool) -> Self {
        Page { size, bare, ops: Vec::new(), links: Vec::new() }
    }

    fn point(&self, (x, y): (f32, f32)) -> Point {
        Point { x: Pt(x), y: Pt(self.size.1 - y) }
    }

    /// Text with its baseline at `y`.
    pub fn text(&mut self, x: f32, y: f32, text: &str, style: Style) {
        let text = clean(text);
        if text.is_empty() {
            return;
        }
        let pos = self.point((x, y));
        let font = PdfFontHandle::External(font_id(style.weight));
        self.ops.extend([
            Op::SetFillColor { col: rgb(style.colour) },
            Op::StartTextSection,
            Op::SetFont { font, size: Pt(style.size) },
            Op::SetTextCursor { pos },
            Op::ShowText { items: vec![TextItem::Text(text)] },
            Op::EndTextSection,
        ]);
    }

    pub fn line(&mut self, points: &[(f32, f32)], thickness: f32, colour: Colour) {
        self.stroke(points, thickness, colour, &[], false);
    }

    /// A line of dashes.
    pub fn dashes(&mut self, points: &[(f32, f32)], thickness: f32, colour: Colour) {
        self.stroke(points, thickness, colour, &[3.5, 2.5], false);
    }

    /// The outline of an area.
    pub fn outline(&mut self, points: &[(f32, f32)], thickness: f32, colour: Colour, dashed: bool) {
        self.stroke(points, thickness, colour, if dashed { &[3.0, 2.0] } else { &[] }, true);
    }

    fn stroke(&mut self, points: &[(f32, f32)], thickness: f32, colour: Colour, dash: &[f32], closed: bool) {
        let points = points.iter().map(|&at| LinePoint { p: self.point(at), bezier: false }).collect();
        self.ops.extend([
            Op::SetOutlineColor { col: rgb(colour) },
            Op::SetOutlineThickness { pt: Pt(thickness) },
            Op::SetLineCapStyle { cap: LineCapStyle::Butt },
        ]);
        if !dash.is_empty() {
            self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, dash) });
        }
        self.ops.push(Op::DrawLine { line: Line { points, is_closed: closed } });
        if !dash.is_empty() {
            self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &[]) });
        }
    }

    pub fn fill(&mut self, points: &[(f32, f32)], colour: Colour) {
        self.fill_all(std::slice::from_ref(&points), colour);
    }

    /// Several areas at once.
    pub fn fill_all(&mut self, areas: &[&[(f32, f32)]], colour: Colour) {
        let polygon = self.polygon(areas, PaintMode::Fill);
        self.ops.extend([Op::SetFillColor { col: rgb(colour) }, Op::DrawPolygon { polygon }]);
    }

    fn polygon(&self, areas: &[&[(f32, f32)]], mode: PaintMode) -> Polygon {
        let ring = |area: &&[(f32, f32)]| PolygonRing {
            points: area.iter().map(|&at| LinePoint { p: self.point(at), bezier: false }).collect(),
        };
        Polygon { rings: areas.iter().map(ring).collect(), mode, winding_order: WindingOrder::NonZero }
    }

    /// Draws only within an area.
    pub fn within(&mut self, area: &[(f32, f32)], draw: impl FnOnce(&mut Page)) {
        let polygon = self.polygon(&[area], PaintMode::Clip);
        self.ops.extend([Op::SaveGraphicsState, Op::DrawPolygon { polygon }]);
        draw(self);
        self.ops.push(Op::RestoreGraphicsState);
    }

    /// A picture that fills the box.
    pub fn picture(&mut self, index: usize, (x, y, width, height): (f32, f32, f32, f32)) {
        let bottom = self.size.1 - y - height;
        let matrix = CurTransMat::Raw([width, 0.0, 0.0, height, x, bottom]);
        let transform = XObjectTransform { no_auto_scale: true, ..XObjectTransform::default() };
        self.ops.extend([
            Op::SaveGraphicsState,
            Op::SetTransformationMatrix { matrix },
            Op::UseXobject { id: picture_id(index), transform },
            Op::RestoreGraphicsState,
        ]);
    }

    pub fn link(&mut self, area: (f32, f32, f32, f32), target: Target) {
        self.links.push(Link { area, target });
    }

    /// A box from the top left in the document's own measure.
    pub fn rect(&self, (x, y, width, height): (f32, f32, f32, f32)) -> Rect {
        Rect::from_xywh(Pt(x), Pt(self.size.1 - y - height), Pt(width), Pt(height))
    }
}

/// The corners of a box.
pub(crate) fn corners(x: f32, y: f32, width: f32, height: f32) -> [(f32, f32); 4] {
    [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
}

/// A part of a disc, clockwise from the top; shares of the whole turn.
pub(crate) fn sector(centre: (f32, f32), radius: f32, from: f32, to: f32) -> Vec<(f32, f32)> {
    let steps = (((to - from) * 120.0).ceil() as usize).max(2);
    let at = |step: usize| {
        let turn = (from + (to - from) * step as f32 / steps as f32) * std::f32::consts::TAU;
        (centre.0 + radius * turn.sin(), centre.1 - radius * turn.cos())
    };
    let mut points: Vec<_> = (0..=steps).map(at).collect();
    if to - from < 0.9999 {
        points.push(centre);
    }
    points
}

/// A box with round corners.
pub(crate) fn rounded(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Vec<(f32, f32)> {
    let radius = radius.min(width / 2.0).min(height / 2.0);
    let corner = |centre: (f32, f32), from: f32| {
        (0..=4).map(move |step| {
            let turn = (from + step as f32 / 16.0) * std::f32::consts::TAU;
            (centre.0 + radius * turn.sin(), centre.1 - radius * turn.cos())
        })
    };
    let (left, right, top, bottom) = (x + radius, x + width - radius, y + radius, y + height - radius);
    corner((right, top), 0.0)
        .chain(corner((right, bottom), 0.25))
        .chain(corner((left, bottom), 0.5))
        .chain(corner((left, top), 0.75))
        .collect()
}
