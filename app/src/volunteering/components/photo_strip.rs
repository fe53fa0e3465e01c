//! Photos of a report beside each other; each opens large.

use birqadam_volunteering::Photo;
use leptos::prelude::*;

use crate::{
    texts::reports as words,
    ui::{PhotoView, use_locale},
};

/// Thumbnails of 4:3, linked to the large copy.
#[component]
pub fn PhotoStrip(photos: Vec<Photo>) -> impl IntoView {
    let l = use_locale();
    let total = photos.len();
    let photos = (1i64..)
        .zip(photos)
        .map(|(number, photo)| {
            view! {
                <li>
                    <a href=photo.url rel="external" target="_blank">
                        <PhotoView src=photo.thumb_url alt=words::photo_of(l, number, total) hash=photo.thumb_hash/>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="photo-strip">{photos}</ul> }
}
