//! The receipt of a payment: what it says, in three languages, and to whom.

use super::giving::{asking, begun, given, went_back};
use crate::report_pdf::text;
use crate::support::TestApp;

fn said(pdf: &[u8]) -> String {
    text(pdf).replace(['\u{a0}', '\u{202f}'], " ")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_says_who_gave_what_to_whom_in_figures_and_words() {
    let app = TestApp::start().await;
    let (organizer, sponsor) = (app.organizer().await, app.sponsor().await);
    let project = asking(&app, &organizer, "Алма бағы", 500_000).await;
    let gift = given(&app, &sponsor, project.id, 11_200_050, true).await;
    let transaction: String = sqlx::query_scalar("select transaction_id from funding.payments where id = $1")
        .bind(gift.payment)
        .fetch_one(app.db())
        .await
        .expect("its name");
    let path = format!("/api/sponsor/sponsorships/{}/receipt", gift.sponsorship);
    for (locale, words) in [
        ("ru", ["Квитанция о платеже", "Сто двенадцать тысяч тенге 50 тиын"]),
        ("kk", ["Төлем туралы түбіртек", "Жүз он екі мың теңге 50 тиын"]),
        ("en", ["Receipt of a payment", "One hundred twelve thousand tenge 50 tiyn"]),
    ] {
        let reply = sponsor.get(&format!("{path}?locale={locale}")).await;
        assert_eq!((reply.status, reply.header("content-type")), (200, "application/pdf"), "{}", reply.text());
        assert!(reply.header("content-disposition").starts_with("attachment"));
        let said = said(&reply.bytes);
        for words in
            words.iter().copied().chain(["112 000,50 ₸", "Алма бағы", "Organisation", "Seedlings", &transaction])
        {
            assert!(said.contains(words), "{locale}: «{words}» in {said}");
        }
        assert!(said.contains(&format!("-{:06}", gift.sponsorship)), "its number: {said}");
    }
    // What went back is said.
    went_back(&app, gift, 1_000_000).await;
    let after = said(&sponsor.get(&format!("{path}?locale=ru")).await.bytes);
    assert!(after.contains("возвращено 10 000 ₸"), "{after}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_is_ones_own_and_of_money_that_came() {
    let app = TestApp::start().await;
    let (organizer, sponsor, other) = (app.organizer().await, app.sponsor().await, app.sponsor().await);
    let project = asking(&app, &organizer, "Apple trees", 500_000).await;
    let gift = given(&app, &sponsor, project.id, 10_000, false).await;
    let waiting = begun(&app, &sponsor, project.id, 10_000, false).await;
    let path = |id: i64| format!("/api/sponsor/sponsorships/{id}/receipt");
    for (who, answer) in
        [(&sponsor, 200), (&other, 404), (&organizer, 403), (&app.moderator().await, 403), (&app.anonymous(), 401)]
    {
        assert_eq!(who.get(&path(gift.sponsorship)).await.status, answer, "{}", who.email);
    }
    assert_eq!(sponsor.get(&path(waiting.sponsorship)).await.status, 404, "nothing came");
    assert_eq!(sponsor.get(&path(999_999)).await.status, 404);
    assert_eq!(sponsor.get(&format!("{}?locale=de", path(gift.sponsorship))).await.field("locale"), "unknown");
    // By a session too: the page links to it.
    assert_eq!(app.browser(&sponsor).await.get(&path(gift.sponsorship)).await.status, 200);
}
