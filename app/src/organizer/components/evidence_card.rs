//! The evidence card: what a photo itself says, each signal in words with how it speaks.

use birqadam_core::ReportId;
use birqadam_volunteering::{Evidence, NoveltySignal, Photo, Verdict};
use leptos::prelude::*;

use crate::{
    organizer::evidence_words::{novelty, place, time},
    texts::organizer as words,
    ui::{Icon, IconView, PhotoView, use_locale},
};

/// All signals of one photo; a near-duplicate stands beside the photo it resembles.
#[component]
pub fn EvidenceCard(evidence: Evidence, photo: Photo) -> impl IntoView {
    let l = use_locale();
    let camera = evidence.camera.map(|camera| {
        view! { <Signal verdict=Verdict::Fits icon=Icon::Camera title=words::camera(l) text=camera plain=true/> }
    });
    view! {
        <div class="evidence">
            <h2 class="evidence-title">{words::evidence(l)}</h2>
            <ul class="evidence-list">
                <Signal verdict=evidence.time.verdict() icon=Icon::Clock title=words::evidence_time(l) text=time(l, &evidence.time)/>
                <Signal verdict=evidence.place.verdict() icon=Icon::MapPin title=words::evidence_place(l) text=place(l, &evidence.place)/>
                <Signal
                    verdict=evidence.novelty.verdict()
                    icon=Icon::Copy
                    title=words::evidence_novelty(l)
                    text=novelty(l, &evidence.novelty)
                />
                {camera}
            </ul>
            {twin(&evidence.novelty, photo)}
        </div>
    }
}

/// One signal: what it is about, what it says, and the verdict as icon, word and tone.
#[component]
fn Signal(
    verdict: Verdict,
    icon: Icon,
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    /// A fact without a verdict.
    #[prop(optional)]
    plain: bool,
) -> impl IntoView {
    let l = use_locale();
    let (mark, tone, word) = match verdict {
        Verdict::Fits => (Icon::CircleCheck, "good", words::fits(l)),
        Verdict::Unknown => (Icon::Info, "muted", words::unknown(l)),
        Verdict::Look => (Icon::Eye, "look", words::look(l)),
    };
    view! {
        <li class="signal">
            <p class="signal-head">
                <IconView icon=icon/>
                <span class="signal-title">{title}</span>
                {(!plain)
                    .then(|| {
                        view! {
                            <span class=format!("verdict verdict-{tone}")>
                                <IconView icon=mark/>
                                {word}
                            </span>
                        }
                    })}
            </p>
            <p class="signal-text">{text}</p>
        </li>
    }
}

/// This photo and the earlier one, side by side.
fn twin(signal: &NoveltySignal, photo: Photo) -> Option<impl IntoView + use<>> {
    let l = use_locale();
    let (report, thumb): (ReportId, String) = match signal {
        NoveltySignal::New => return None,
        NoveltySignal::SameFile { report_id, thumb_url, .. }
        | NoveltySignal::SimilarTo { report_id, thumb_url, .. } => (*report_id, thumb_url.clone()),
    };
    Some(view! {
        <div class="twins">
            <figure>
                <PhotoView src=photo.thumb_url alt=words::twin_this(l) hash=photo.thumb_hash/>
                <figcaption>{words::twin_this(l)}</figcaption>
            </figure>
            <figure>
                <PhotoView src=thumb alt=words::twin_earlier(l, report)/>
                <figcaption>
                    <a href=format!("/organizer/reports/{report}")>{words::twin_earlier(l, report)}</a>
                </figcaption>
            </figure>
        </div>
    })
}
