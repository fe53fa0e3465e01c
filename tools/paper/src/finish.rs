//! Puts the document together and writes it. printpdf writes the pages and a subset of the font; what
//! it has no words for (language, outline in order, JPEGs as they are) is added to its result.

use std::collections::BTreeMap;
use std::io::Write;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};
use printpdf::{
    Actions, BorderArray, ColorArray, Destination, DictItem, ExternalStream, ExternalXObject, HighlightingMode,
    LinkAnnotation, Mm, OffsetDateTime, Op, PdfDocument, PdfFont, PdfPage, PdfSaveOptions, Pt, Px, XObject,
};

use crate::face::parse;
use crate::flow::{About, Heading};
use crate::page::{Page, Target, font_id, picture_id};
use crate::{Paper, PaperError, Picture, Weight};

impl Paper {
    /// Writes the document and gives the number of its pages.
    ///
    /// # Errors
    /// [`PaperError::Write`] when the disk is full; the rest is our fault.
    pub fn finish(mut self, writer: &mut impl Write) -> Result<usize, PaperError> {
        if self.pages.is_empty() {
            self.next_page();
        }
        self.insert_contents();
        self.furnish();
        let Paper { about, pages, headings, pictures, .. } = self;
        let count = pages.len();
        let mut document = assemble(&about, pages, &headings, &pictures)?;
        place_pictures(&mut document, pictures);
        describe(&mut document, &about, &headings)?;
        // Not the JPEGs: they are marked as finished.
        document.compress();
        document.save_to(writer)?;
        writer.flush()?;
        Ok(count)
    }
}

fn assemble(
    about: &About,
    pages: Vec<Page>,
    headings: &[Heading],
    pictures: &[Picture],
) -> Result<Document, PaperError> {
    let mut pdf = PdfDocument::new(&about.title);
    let info = &mut pdf.metadata.info;
    info.author.clone_from(&about.author);
    info.subject.clone_from(&about.subject);
    info.creator = "BirQadam".to_owned();
    info.producer = "BirQadam".to_owned();
    if let Ok(issued) = OffsetDateTime::from_unix_timestamp(about.issued.timestamp()) {
        (info.creation_date, info.modification_date, info.metadata_date) = (issued, issued, issued);
    }
    for weight in [Weight::Regular, Weight::Strong] {
        pdf.resources.fonts.map.insert(font_id(weight), PdfFont::new(parse(weight)?));
    }
    for (index, picture) in pictures.iter().enumerate() {
        pdf.resources.xobjects.map.insert(picture_id(index), XObject::External(describe_picture(index, picture)));
    }
    let sizes: Vec<_> = pages.iter().map(|page| page.size).collect();
    for page in pages {
        let links: Vec<_> = page.links.iter().map(|link| annotation(&page, link, headings, &sizes)).collect();
        let mut ops = page.ops;
        ops.extend(links.into_iter().map(|link| Op::LinkAnnotation { link }));
        let (width, height): (Mm, Mm) = (Pt(page.size.0).into(), Pt(page.size.1).into());
        pdf.pages.push(PdfPage::new(width, height, ops));
    }
    let options = PdfSaveOptions { optimize: false, image_optimization: None, ..PdfSaveOptions::default() };
    Ok(pdf.to_lopdf_document(&options, &mut Vec::new()))
}

fn annotation(page: &Page, link: &crate::page::Link, headings: &[Heading], sizes: &[(f32, f32)]) -> LinkAnnotation {
    let actions = match &link.target {
        Target::Address(address) => Actions::uri(address.clone()),
        Target::Heading(number) => {
            let heading = &headings[*number];
            let top = sizes.get(heading.page).map_or(0.0, |size| size.1 - heading.y + 8.0);
            Actions::go_to(Destination::Xyz { page: heading.page + 1, left: None, top: Some(top), zoom: None })
        }
    };
    let border = BorderArray::Solid([0.0, 0.0, 0.0]);
    let none = ColorArray::Transparent;
    LinkAnnotation::new(page.rect(link.area), actions, Some(border), Some(none), Some(HighlightingMode::None))
}

/// All about a picture but its bytes, which come when printpdf is done: it would copy them twice.
fn describe_picture(index: usize, picture: &Picture) -> ExternalXObject {
    let name = |text: &str| DictItem::Name(text.as_bytes().to_vec());
    let int = |number: usize| DictItem::Int(number as i64);
    let dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), DictItem::Int(picture.width.into())),
        ("Height".to_owned(), DictItem::Int(picture.height.into())),
        ("ColorSpace".to_owned(), name(if picture.grey { "DeviceGray" } else { "DeviceRGB" })),
        ("BitsPerComponent".to_owned(), int(8)),
        ("Filter".to_owned(), name("DCTDecode")),
        (PLACE.to_owned(), int(index)),
    ]);
    ExternalXObject {
        stream: ExternalStream { dict, content: Vec::new(), compress: false },
        width: Some(Px(picture.width as usize)),
        height: Some(Px(picture.height as usize)),
        dpi: None,
    }
}

/// Which picture belongs in a stream; gone from the finished file.
const PLACE: &str = "BirQadamPicture";

fn place_pictures(document: &mut Document, mut pictures: Vec<Picture>) {
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        let Some(index) = stream.dict.remove(PLACE.as_bytes()).and_then(|index| index.as_i64().ok()) else { continue };
        if let Some(picture) = pictures.get_mut(index as usize) {
            stream.set_content(std::mem::take(&mut picture.jpeg));
        }
    }
}

/// Language, title in the window, outline; no claim to a standard that nobody checked.
fn describe(document: &mut Document, about: &About, headings: &[Heading]) -> Result<(), PaperError> {
    document.version = "1.7".to_owned();
    let info = document.trailer.get(b"Info").and_then(Object::as_reference)?;
    document.get_object_mut(info)?.as_dict_mut()?.remove(b"GTS_PDFXVersion");
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let outline = outline(document, headings, &pages);
    let catalog = document.catalog_mut()?;
    catalog.set("Lang", Object::string_literal(about.locale.as_str()));
    let mut window = Dictionary::new();
    window.set("DisplayDocTitle", true);
    catalog.set("ViewerPreferences", window);
    if let Some(outline) = outline {
        catalog.set("Outlines", Object::Reference(outline));
        catalog.set("PageMode", Object::Name(b"UseOutlines".to_vec()));
    }
    Ok(())
}

/// The bookmarks: headings of the second level below those of the first.
fn outline(document: &mut Document, headings: &[Heading], pages: &[ObjectId]) -> Option<ObjectId> {
    if headings.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = headings.iter().map(|_| document.new_object_id()).collect();
    // Who stands above each: the last of the first level, or the root.
    let mut above = Vec::new();
    let mut chapter = None;
    for (index, heading) in headings.iter().enumerate() {
        if heading.level == 1 {
            chapter = Some(index);
            above.push(None);
        } else {
            above.push(chapter);
        }
    }
    let above = &above;
    let siblings = |parent: Option<usize>| (0..headings.len()).filter(move |&index| above[index] == parent);
    let family = |parent: Option<usize>, dict: &mut Dictionary| {
        let children: Vec<usize> = siblings(parent).collect();
        if let (Some(&first), Some(&last)) = (children.first(), children.last()) {
            dict.set("First", Object::Reference(ids[first]));
            dict.set("Last", Object::Reference(ids[last]));
            dict.set("Count", children.len() as i64);
        }
    };
    for (index, heading) in headings.iter().enumerate() {
        let Some(&page) = pages.get(heading.page) else { continue };
        let mut dict = Dictionary::new();
        dict.set("Title", utf16(&heading.text));
        dict.set("Parent", Object::Reference(above[index].map_or(root, |parent| ids[parent])));
        let target = vec![Object::Reference(page), Object::Name(b"Fit".to_vec())];
        dict.set("Dest", Object::Array(target));
        if let Some(before) = siblings(above[index]).rfind(|&other| other < index) {
            dict.set("Prev", Object::Reference(ids[before]));
        }
        if let Some(after) = siblings(above[index]).find(|&other| other > index) {
            dict.set("Next", Object::Reference(ids[after]));
        }
        family(Some(index), &mut dict);
        document.objects.insert(ids[index], Object::Dictionary(dict));
    }
    let mut dict = Dictionary::new();
    dict.set("Type", Object::Name(b"Outlines".to_vec()));
    family(None, &mut dict);
    document.objects.insert(root, Object::Dictionary(dict));
    Some(root)
}

fn utf16(text: &str) -> Object {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}
