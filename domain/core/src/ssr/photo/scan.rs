//! One scan of a JPEG: reading its Huffman codes block by block, of the baseline kind and of the
//! progressive one (ITU T.81, F.2.2 and G.1.2), only to see how far the data reaches.

use super::huffman::{Bits, Stop, Table};

/// What is known of the picture.
pub(super) struct Frame {
    progressive: bool,
    /// MCUs of an interleaved scan, across and down.
    across: u32,
    down: u32,
    pub components: Vec<Component>,
}

pub(super) struct Component {
    pub id: u8,
    h: u32,
    v: u32,
    /// Its own blocks, across and down, as a scan of its own has them.
    across: u32,
    down: u32,
    /// Blocks across with those that only fill the last MCU.
    stride: u32,
    /// Of each block, which coefficients are not zero by now; for progressive pictures.
    known: Vec<u64>,
}

impl Frame {
    /// `components`: id and sampling factors of each.
    pub fn new(progressive: bool, width: u32, height: u32, components: &[(u8, u32, u32)]) -> Self {
        let most = |of: fn(&(u8, u32, u32)) -> u32| components.iter().map(of).max().unwrap_or(1);
        let (h_max, v_max) = (most(|part| part.1), most(|part| part.2));
        let (across, down) = (width.div_ceil(8 * h_max), height.div_ceil(8 * v_max));
        let components = components.iter().map(|&(id, h, v)| {
            let (stride, rows) = (across * h, down * v);
            let blocks = if progressive { stride as usize * rows as usize } else { 0 };
            let (own_across, own_down) =
                ((width * h).div_ceil(h_max).div_ceil(8), (height * v).div_ceil(v_max).div_ceil(8));
            Component { id, h, v, across: own_across, down: own_down, stride, known: vec![0; blocks] }
        });
        Frame { progressive, across, down, components: components.collect() }
    }
}

/// What a scan is to bring.
pub(super) struct Scan<'t> {
    /// Places of the components, each with its tables for DC and AC.
    pub parts: Vec<(usize, Option<&'t Table>, Option<&'t Table>)>,
    /// The coefficients, from and to.
    pub first: u8,
    pub last: u8,
    /// Adds a bit to what earlier scans brought.
    pub refines: bool,
    /// MCUs between restart markers.
    pub interval: u32,
}

/// How a scan ended.
pub(super) enum End {
    Whole,
    /// The data is over and the picture is not.
    Short,
    /// Not by our rules.
    Unclear,
}

/// Reads the scan whose data begins at `at`; returns where to look for the next marker.
pub(super) fn walk(frame: &mut Frame, scan: &Scan<'_>, bytes: &[u8], at: usize) -> (End, usize) {
    let (across, down) = match scan.parts.as_slice() {
        [(one, ..)] => (frame.components[*one].across, frame.components[*one].down),
        _ => (frame.across, frame.down),
    };
    let mut bits = Bits::new(bytes, at);
    // Blocks still to come without a code of their own.
    let mut empty_run = 0;
    for mcu in 0..across * down {
        if scan.interval != 0 && mcu != 0 && mcu % scan.interval == 0 {
            empty_run = 0;
            if !bits.restart() {
                return (End::Short, bits.at);
            }
        }
        match read_mcu(frame, scan, &mut bits, &mut empty_run, mcu % across, mcu / across) {
            Ok(()) => {}
            Err(Stop::NoData) => return (End::Short, bits.at),
            Err(Stop::Nonsense) => return (End::Unclear, bits.at),
        }
    }
    (End::Whole, bits.at)
}

fn read_mcu(
    frame: &mut Frame,
    scan: &Scan<'_>,
    bits: &mut Bits<'_>,
    empty_run: &mut u32,
    x: u32,
    y: u32,
) -> Result<(), Stop> {
    let alone = scan.parts.len() == 1;
    for (place, dc, ac) in &scan.parts {
        let component = &mut frame.components[*place];
        let (h, v) = if alone { (1, 1) } else { (component.h, component.v) };
        for (row, column) in (0..v).flat_map(|row| (0..h).map(move |column| (row, column))) {
            if !frame.progressive {
                whole_block(bits, *dc, *ac)?;
            } else if scan.first == 0 {
                match scan.refines {
                    true => drop(bits.take(1)?),
                    false => dc_value(bits, *dc)?,
                }
            } else {
                let index = (y * v + row) * component.stride + x * h + column;
                let known = component.known.get_mut(index as usize).ok_or(Stop::Nonsense)?;
                let ac = ac.ok_or(Stop::Nonsense)?;
                match scan.refines {
                    true => refine(bits, ac, scan, known, empty_run)?,
                    false => first_bits(bits, ac, scan, known, empty_run)?,
                }
            }
        }
    }
    Ok(())
}

fn dc_value(bits: &mut Bits<'_>, table: Option<&Table>) -> Result<(), Stop> {
    let length = bits.symbol(table.ok_or(Stop::Nonsense)?)?;
    if length > 16 { Err(Stop::Nonsense) } else { bits.take(length).map(drop) }
}

/// A block of a baseline scan.
fn whole_block(bits: &mut Bits<'_>, dc: Option<&Table>, ac: Option<&Table>) -> Result<(), Stop> {
    dc_value(bits, dc)?;
    let ac = ac.ok_or(Stop::Nonsense)?;
    let mut next = 1;
    while next < 64 {
        let (run, length) = split(bits.symbol(ac)?);
        match (run, length) {
            (15, 0) => next += 16,
            (_, 0) => break,
            (run, length) => {
                next += u32::from(run) + 1;
                bits.take(length)?;
            }
        }
    }
    if next > 64 { Err(Stop::Nonsense) } else { Ok(()) }
}

/// Coefficients that a progressive scan brings for the first time.
fn first_bits(
    bits: &mut Bits<'_>,
    ac: &Table,
    scan: &Scan<'_>,
    known: &mut u64,
    empty_run: &mut u32,
) -> Result<(), Stop> {
    if *empty_run > 0 {
        *empty_run -= 1;
        return Ok(());
    }
    let mut next = u32::from(scan.first);
    while next <= u32::from(scan.last) {
        let (run, length) = split(bits.symbol(ac)?);
        match (run, length) {
            (15, 0) => next += 16,
            (run, 0) => {
                *empty_run = (1 << run) + bits.take(run)? - 1;
                return Ok(());
            }
            (run, length) => {
                next += u32::from(run);
                bits.take(length)?;
                *known |= 1_u64.checked_shl(next).ok_or(Stop::Nonsense)?;
                next += 1;
            }
        }
    }
    Ok(())
}

/// A further bit of coefficients that are known, and some that now come to be (G.1.2.3).
fn refine(bits: &mut Bits<'_>, ac: &Table, scan: &Scan<'_>, known: &mut u64, empty_run: &mut u32) -> Result<(), Stop> {
    let (mut next, last) = (u32::from(scan.first), u32::from(scan.last));
    while *empty_run == 0 && next <= last {
        let (mut run, length) = split(bits.symbol(ac)?);
        match (run, length) {
            (run, 0) if run != 15 => {
                *empty_run = (1 << run) + bits.take(run)?;
                break;
            }
            (_, 0) => {}
            _ => drop(bits.take(1)?),
        }
        while next <= last {
            if *known >> next & 1 == 1 {
                bits.take(1)?;
            } else if run == 0 {
                break;
            } else {
                run -= 1;
            }
            next += 1;
        }
        if length != 0 && next <= last {
            *known |= 1 << next;
        }
        next += 1;
    }
    if *empty_run > 0 {
        *empty_run -= 1;
        while next <= last {
            if *known >> next & 1 == 1 {
                bits.take(1)?;
            }
            next += 1;
        }
    }
    Ok(())
}

/// A run of zeros and the length of what follows.
fn split(symbol: u8) -> (u8, u8) {
    (symbol >> 4, symbol & 15)
}
