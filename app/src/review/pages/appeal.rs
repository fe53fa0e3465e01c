//! `/review/appeals/:id`: an appeal in front of another reviewer than the one who decided.

use birqadam_core::{Locale, review::AppealState};
use leptos::prelude::*;

use super::{account::about_account, project::organizer};
use crate::{
    review::{
        components::{
            DecisionWords, Documents, ProjectPreview, ReportEvidence, ReviewSide, about_report, pane_count, past_rows,
        },
        server_fns::{AppealInReview, AppealSubject, review_appeal},
    },
    texts::review as words,
    ui::{Crumb, Icon, IconView, Notice, Page, Section, load, use_id, use_locale},
};

/// The page: the item left as its own reviewer saw it, the author's word and the decision right.
#[component]
pub fn ReviewAppeal() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let review = crate::ui::read(move || id.get(), review_appeal);
    load(review, move |found| {
        let AppealInReview { appeal, subject, decisions, pane } = found;
        let (kind, item) = subject_view(subject);
        let text = appeal.text.clone();
        let about = view! {
            <Section title=words::appeal_field(l)>
                <blockquote class="preline">{text}</blockquote>
            </Section>
            <Section title=words::before(l)>{past_rows(decisions)}</Section>
        };
        let chip = view! {
            <span class="chip chip-waiting">
                <IconView icon=Icon::Undo2/>
                {words::kind_appeal(l)}
            </span>
        };
        let (tone, title) = match appeal.state {
            AppealState::Overturned => ("good", words::appeal_overturned(l)),
            AppealState::Withdrawn => ("info", words::appeal_withdrawn(l)),
            _ => ("bad", words::appeal_upheld(l)),
        };
        let answer = appeal.answer.clone().map(|text| view! { <p class="preline">{text}</p> });
        let decided = view! {
            <Notice tone=tone title=title>
                {answer}
            </Notice>
        };
        view! {
            <Page
                title=appeal.title.clone()
                count=pane_count(&pane)
                up=Crumb::new("/review?kind=appeal", words::appeals(l))
            >
                <div class=if kind == "report" { "review" } else { "moderation" }>
                    <div class="moderation-item">{item}</div>
                    <aside class="moderation-side">
                        <ReviewSide
                            pane=pane
                            chip=chip.into_any()
                            about=about.into_any()
                            decided=decided.into_any()
                            words=appeal_words(l)
                            values=Vec::new()
                            photos=kind == "report"
                        />
                    </aside>
                </div>
            </Page>
        }
    })
}

fn appeal_words(l: Locale) -> DecisionWords {
    DecisionWords {
        approve: words::overturn(l),
        approve_text: words::overturn_text(l),
        give_back_text: "",
        reject: words::uphold(l),
        reject_text: words::uphold_text(l),
        reject_yes: words::uphold_yes(l),
    }
}

/// What the appeal is about.
fn subject_view(subject: AppealSubject) -> (&'static str, AnyView) {
    match subject {
        AppealSubject::Account(details) => {
            let documents = details.organization_details.documents.clone();
            ("account", view! { {about_account(&details)} <Documents documents=documents/> }.into_any())
        }
        AppealSubject::Project(review) => {
            let about = organizer(&review.project, review.organizer_published);
            let preview = view! { <ProjectPreview project=review.project changes=Vec::new()/> };
            ("project", view! { {preview} {about} }.into_any())
        }
        AppealSubject::Report(review) => {
            let about = about_report((*review).clone(), false);
            ("report", view! { <ReportEvidence review=*review/> {about} }.into_any())
        }
    }
}
