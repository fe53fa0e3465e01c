//! `/organizer/impact`: whether everyone sees one's impact, and the badge for one's own site.

use birqadam_core::Locale;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    impact::{
        components::ImpactFiguresView,
        server_fns::{MyImpact, SHARE_FORM, ShareImpact, get_my_impact},
    },
    texts::{impact as words, nav},
    ui::{Confirm, Crumb, Hidden, Icon, IconView, Notice, Page, PlainForm, Section, SubmitButton, load, use_locale},
};

/// The page.
#[component]
pub fn MyImpactPage() -> impl IntoView {
    let l = use_locale();
    let mine = crate::ui::read(|| (), |()| get_my_impact());
    load(mine, move |mine| {
        let impact = mine.impact.clone();
        view! {
            <Page title=words::mine_title(l) lead=words::mine_lead(l) up=Crumb::new("/profile", nav::profile(l))>
                {if mine.shown { shown(l, mine).into_any() } else { hidden(l).into_any() }}
                <Section title=words::title(l)>
                    <ImpactFiguresView impact=impact/>
                </Section>
            </Page>
        }
    })
}

fn hidden(l: Locale) -> impl IntoView {
    view! {
        <Notice tone="info" title=words::hidden(l)>
            <p>{words::hidden_text(l)}</p>
        </Notice>
        <PlainForm action=ShareImpact::PATH name=SHARE_FORM>
            <Hidden name="shown" value="true"/>
            <SubmitButton label=words::show(l) icon=Icon::Eye/>
        </PlainForm>
    }
}

fn shown(l: Locale, mine: MyImpact) -> impl IntoView {
    let id = mine.impact.organizer.map(|organizer| organizer.id.0).unwrap_or_default();
    let picture = format!("/badge/organizers/{id}.svg?lang={}", l.as_str());
    let codes = mine
        .codes
        .into_iter()
        .enumerate()
        .map(|(index, (language, code))| {
            let field = format!("badge-code-{index}");
            // As HTML, like every textarea here: a text node of it is hydrated differently.
            let code = code.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            view! {
                <div class="field">
                    <label class="field-label" for=field.clone()>{words::badge_code(l, language)}</label>
                    <textarea
                        class="input embed-code"
                        id=field
                        readonly=true
                        rows="3"
                        spellcheck="false"
                        dir="ltr"
                        inner_html=code
                    ></textarea>
                </div>
            }
        })
        .collect_view();
    view! {
        <Notice tone="good" title=words::shown(l)>
            <p class="cluster">
                <a class="button" href=format!("/organizers/{id}/impact")>
                    <IconView icon=Icon::Eye/>
                    <span>{words::open_page(l)}</span>
                </a>
            </p>
        </Notice>
        <Section title=words::badge_title(l)>
            <p class="muted">{words::badge_lead(l)}</p>
            <img src=picture alt=mine.alt width="320" height="84"/>
            {codes}
            <p class="muted small">{words::badge_theme(l)}</p>
        </Section>
        <Confirm label=words::hide(l) tone="bad">
            <p>{words::hide_question(l)}</p>
            <PlainForm action=ShareImpact::PATH name=SHARE_FORM>
                <Hidden name="shown" value="false"/>
                <SubmitButton label=words::hide(l) tone="bad"/>
            </PlainForm>
        </Confirm>
    }
}
