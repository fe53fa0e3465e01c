//! A one-page PDF that stands in for a document (PDF 1.4, ISO 32000-1 §7.5).

/// A sheet with a heading, ruled lines and a stamp.
pub fn sheet(heading: &str) -> Vec<u8> {
    let safe: String = heading.chars().filter(|c| c.is_ascii_alphanumeric() || " .-".contains(*c)).collect();
    let mut drawing = format!("BT /F1 20 Tf 72 760 Td (BirQadam demo) Tj 0 -34 Td /F1 13 Tf ({safe}) Tj ET\n0.6 G\n");
    for line in 0..16 {
        let y = 680 - line * 26;
        let end = if line % 5 == 4 { 330 } else { 523 };
        drawing.push_str(&format!("72 {y} m {end} {y} l S\n"));
    }
    drawing.push_str("0.1 0.45 0.75 RG 2 w 380 120 120 60 re S BT /F1 11 Tf 398 146 Td (NOT A REAL ONE) Tj ET\n");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{drawing}endstream", drawing.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let table = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1));
    for place in &places {
        out.push_str(&format!("{place:010} 00000 n \n"));
    }
    out.push_str(&format!("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", places.len() + 1));
    out.into_bytes()
}
