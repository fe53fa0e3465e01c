//! Is the picture of a JPEG all there, whatever its end says? Walks through the Huffman codes of every
//! scan without making pixels of them and counts the blocks (ITU T.81, annexes F and G): a file that
//! was cut and given an end marker runs out of data before it runs out of blocks, and decoders paint
//! over what is missing without a word.

use super::{
    huffman::Table,
    scan::{Component, End, Frame, Scan, walk},
};

/// Whether a scan's data ends before its picture does. What is damaged in another way, or is of a kind
/// we do not walk (arithmetic, lossless), is left to the decoder.
pub(super) fn ends_early(bytes: &[u8]) -> bool {
    look(bytes).unwrap_or_default()
}

fn look(bytes: &[u8]) -> Option<bool> {
    let mut tables = Tables::default();
    let mut frame: Option<Frame> = None;
    let mut at = 2;
    loop {
        let (marker, after) = next_marker(bytes, at)?;
        if marker == 0xD9 {
            return Some(false);
        }
        if matches!(marker, 0x01 | 0xD0..=0xD8) {
            at = after;
            continue;
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(after)?, *bytes.get(after + 1)?]));
        let body = bytes.get(after + 2..after + length)?;
        at = after + length;
        match marker {
            0xC4 => tables.define(body)?,
            0xC0..=0xC2 => frame = Some(read_frame(marker == 0xC2, body)?),
            0xDD => tables.interval = u32::from(u16::from_be_bytes([*body.first()?, *body.get(1)?])),
            0xDA => {
                let scan = read_scan(frame.as_ref()?, &tables, body)?;
                let (end, next) = walk(frame.as_mut()?, &scan, bytes, at);
                match end {
                    End::Whole => {}
                    End::Short => return Some(true),
                    End::Unclear => return None,
                }
                at = next;
            }
            // Frames of other kinds.
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return None,
            _ => {}
        }
    }
}

/// The next marker at or after a place and where it ends.
fn next_marker(bytes: &[u8], from: usize) -> Option<(u8, usize)> {
    let pairs = bytes.get(from..)?.windows(2);
    let found = pairs.zip(from..).find(|(pair, _)| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xFF));
    found.map(|(pair, at)| (pair[1], at + 2))
}

#[derive(Default)]
struct Tables {
    dc: [Option<Table>; 4],
    ac: [Option<Table>; 4],
    /// MCUs between restart markers; none when zero.
    interval: u32,
}

impl Tables {
    /// A segment may define several (B.2.4.2).
    fn define(&mut self, mut body: &[u8]) -> Option<()> {
        while let [which, rest @ ..] = body {
            let counts = rest.get(..16)?;
            let total: usize = counts.iter().map(|count| usize::from(*count)).sum();
            let symbols = rest.get(16..16 + total)?;
            let place = usize::from(which & 15);
            let kind = if which >> 4 == 0 { &mut self.dc } else { &mut self.ac };
            *kind.get_mut(place)? = Some(Table::new(counts, symbols)?);
            body = &rest[16 + total..];
        }
        Some(())
    }
}

/// B.2.2. A height that is told later (zero here) is not walked.
fn read_frame(progressive: bool, body: &[u8]) -> Option<Frame> {
    let size = |at: usize| Some(u32::from(u16::from_be_bytes([*body.get(at)?, *body.get(at + 1)?])));
    let (height, width) = (size(1)?, size(3)?);
    let described = body.get(6..)?.chunks_exact(3).take(usize::from(*body.get(5)?));
    let components: Vec<(u8, u32, u32)> =
        described.map(|part| (part[0], u32::from(part[1] >> 4), u32::from(part[1] & 15))).collect();
    let factors_fit = components.iter().all(|(_, h, v)| (1..=4).contains(h) && (1..=4).contains(v));
    if height == 0 || width == 0 || components.is_empty() || !factors_fit {
        return None;
    }
    Some(Frame::new(progressive, width, height, &components))
}

/// B.2.3.
fn read_scan<'t>(frame: &Frame, tables: &'t Tables, body: &[u8]) -> Option<Scan<'t>> {
    let count = usize::from(*body.first()?);
    let mut parts = Vec::new();
    for part in body.get(1..1 + 2 * count)?.chunks_exact(2) {
        let component = frame.components.iter().position(|component: &Component| component.id == part[0])?;
        let table = |all: &'t [Option<Table>; 4], place: u8| all.get(usize::from(place)).and_then(Option::as_ref);
        parts.push((component, table(&tables.dc, part[1] >> 4), table(&tables.ac, part[1] & 15)));
    }
    let [first, last, bits] = *body.get(1 + 2 * count..4 + 2 * count)? else { return None };
    let fits = first <= last && last < 64 && !parts.is_empty() && (first == 0 || parts.len() == 1);
    fits.then_some(Scan { parts, first, last, refines: bits >> 4 != 0, interval: tables.interval })
}
