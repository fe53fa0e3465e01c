//! A photo in review: whole, with a close look by click or key.

use birqadam_volunteering::Photo;
use leptos::prelude::*;

use crate::{
    texts::{organizer as words, reports},
    ui::{Icon, IconView, PhotoView, use_locale},
};

/// The photo as a link to its large copy; with JavaScript a click shows it at full size in
/// place, the next click takes that back.
#[component]
pub fn ReviewPhoto(photo: Photo, number: i64, total: usize) -> impl IntoView {
    let l = use_locale();
    let address = photo.url.clone();
    let close = RwSignal::new(false);
    let toggle = move |event: leptos::ev::MouseEvent| {
        // In a new tab when that was asked for.
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        event.prevent_default();
        close.update(|close| *close = !*close);
    };
    view! {
        <a
            class="review-photo"
            class:review-photo-close=move || close.get()
            data-zoom=""
            href=address
            rel="external"
            target="_blank"
            on:click=toggle
        >
            <PhotoView
                src=photo.url
                alt=reports::photo_of(l, number, total)
                hash=photo.thumb_hash
                size=(photo.width, photo.height)
                whole=true
                eager=number == 1
            />
            <span class="review-photo-hint">
                <IconView icon=Icon::ZoomIn/>
                {words::zoom(l)}
            </span>
        </a>
    }
}
