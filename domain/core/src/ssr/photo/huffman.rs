//! Huffman codes of a JPEG (ITU T.81, annexes C and F.2.2.3), and the bits they are read from.

/// Why reading stops within a scan.
pub(super) enum Stop {
    /// A marker, or the end of the file.
    NoData,
    /// A code that no table knows, too many coefficients.
    Nonsense,
}

/// A Huffman table: for each sixteen bits the symbol and the length of its code, zero for none.
pub(super) struct Table(Vec<(u8, u8)>);

impl Table {
    /// Codes by length, in the order of their symbols (annex C).
    pub fn new(counts: &[u8], symbols: &[u8]) -> Option<Self> {
        let mut all = vec![(0, 0); 1 << 16];
        let (mut code, mut symbols) = (0_usize, symbols.iter());
        for (length, count) in (1_u8..).zip(counts) {
            for _ in 0..*count {
                let from = code << (16 - length);
                let slots = all.get_mut(from..from + (1 << (16 - length)))?;
                slots.fill((*symbols.next()?, length));
                code += 1;
            }
            code <<= 1;
        }
        Some(Table(all))
    }
}

/// The data of a scan, bit by bit; ends before a marker.
pub(super) struct Bits<'a> {
    bytes: &'a [u8],
    /// The next byte.
    pub at: usize,
    /// The lowest `count` bits were read and not yet taken.
    held: u64,
    count: u32,
}

impl<'a> Bits<'a> {
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Bits { bytes, at, held: 0, count: 0 }
    }

    /// Holds sixteen bits at least, as far as there are any.
    fn fill(&mut self) {
        while self.count <= 48 {
            let byte = match (self.bytes.get(self.at), self.bytes.get(self.at + 1)) {
                (Some(0xFF), Some(0x00)) => {
                    self.at += 2;
                    0xFF
                }
                // A marker.
                (Some(0xFF), _) | (None, _) => return,
                (Some(byte), _) => {
                    self.at += 1;
                    *byte
                }
            };
            self.held = self.held << 8 | u64::from(byte);
            self.count += 8;
        }
    }

    /// The next so many bits, sixteen at most, as a number.
    pub fn take(&mut self, count: u8) -> Result<u32, Stop> {
        let count = u32::from(count);
        if self.count < count {
            self.fill();
        }
        self.count = self.count.checked_sub(count).ok_or(Stop::NoData)?;
        Ok((self.held >> self.count & ((1 << count) - 1)) as u32)
    }

    pub fn symbol(&mut self, table: &Table) -> Result<u8, Stop> {
        if self.count < 16 {
            self.fill();
        }
        // Beyond the end as if zeros followed.
        let next = if self.count >= 16 { self.held >> (self.count - 16) } else { self.held << (16 - self.count) };
        let (symbol, length) = table.0[usize::from(next as u16)];
        if length == 0 {
            return Err(if self.count < 16 { Stop::NoData } else { Stop::Nonsense });
        }
        self.count = self.count.checked_sub(u32::from(length)).ok_or(Stop::NoData)?;
        Ok(symbol)
    }

    /// Goes on after a restart marker; false when another follows, or none.
    pub fn restart(&mut self) -> bool {
        (self.held, self.count) = (0, 0);
        let pairs = self.bytes.get(self.at..).unwrap_or_default().windows(2);
        let next = pairs.zip(self.at..).find(|(pair, _)| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xFF));
        match next {
            Some((pair, at)) if (0xD0..=0xD7).contains(&pair[1]) => {
                self.at = at + 2;
                true
            }
            _ => false,
        }
    }
}
