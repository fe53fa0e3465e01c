//! `sponsorship_receipt`: the receipt of a payment, one page.

use birqadam_app::format;
use birqadam_app::paper::sponsor as words;
use birqadam_app::sponsor::{sum_words::sum_in_words, words as say};
use birqadam_core::export::ExportFormat;
use birqadam_core::ssr::Ctx;
use birqadam_core::{Actor, Result, SponsorshipId};
use birqadam_funding::PaymentReceipt;
use birqadam_funding::ops::sponsor_files::payment_receipt;
use birqadam_paper::{Colour, Paper, Style};

use crate::reports::pdf;
use crate::reports::{Made, Plan, Progress, Report, ReportQuery, Wanted, async_trait};

pub struct ReceiptDocument;

#[async_trait]
impl Report for ReceiptDocument {
    fn name(&self) -> &'static str {
        "sponsorship_receipt"
    }

    fn formats(&self) -> &'static [ExportFormat] {
        &[ExportFormat::Pdf]
    }

    fn params(&self) -> &'static [&'static str] {
        &["id"]
    }

    async fn check(&self, ctx: &Ctx, actor: &Actor, query: &ReportQuery) -> Result<()> {
        actor.require(birqadam_core::Permission::SponsorshipsCreate)?;
        find(ctx, actor, query).await.map(drop)
    }

    async fn plan(&self, wanted: &Wanted<'_>) -> Result<Plan> {
        let receipt = find(wanted.ctx, wanted.actor, wanted.query).await?;
        let title = words::receipt_file(wanted.locale, receipt.number());
        Ok(Plan { title, total: 1, at_once: true })
    }

    async fn make(&self, wanted: &Wanted<'_>, _: &Progress) -> Result<Made> {
        let receipt = find(wanted.ctx, wanted.actor, wanted.query).await?;
        let platform = wanted.ctx.settings().await?.platform_name.get(wanted.locale).0.to_owned();
        let title = words::receipt_file(wanted.locale, receipt.number());
        let mut paper = pdf::begin(wanted, title, platform.clone(), words::receipt_title(wanted.locale));
        lay_out(&mut paper, &receipt, &platform, &wanted.ctx.config.base_url);
        pdf::finish(paper).await
    }
}

async fn find(ctx: &Ctx, actor: &Actor, query: &ReportQuery) -> Result<PaymentReceipt> {
    payment_receipt(ctx, actor, query.required_id::<SponsorshipId>("id")?).await
}

fn lay_out(paper: &mut Paper, receipt: &PaymentReceipt, platform: &str, base_url: &str) {
    let l = paper.locale();
    let sum = |minor: i64| format::sum(minor, &receipt.currency);
    paper.next_page();
    paper.text(Style::BODY.coloured(Colour::SKY).strong().sized(12.0), platform);
    paper.space(8.0);
    paper.text(Style::BODY.strong().sized(22.0), words::receipt_title(l));
    paper.text(Style::BODY.muted().sized(12.0), &words::receipt_number(l, receipt.number()));
    paper.space(16.0);
    paper.text(Style::BODY.strong().sized(26.0), &sum(receipt.amount.0));
    paper.space(2.0);
    paper.paragraph(&sum_in_words(l, receipt.amount, &receipt.currency));
    paper.space(10.0);
    let fact = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    let mut facts = vec![
        fact(words::receipt_day(l), &format::moment(l, receipt.paid_at)),
        fact(words::receipt_from(l), &receipt.payer),
    ];
    if receipt.payer_person != receipt.payer {
        facts.push(fact(words::receipt_person(l), &receipt.payer_person));
    }
    facts.push(fact(words::receipt_to(l), &receipt.organizer));
    facts.push(fact(words::receipt_project(l), &receipt.project));
    if !receipt.purpose.is_empty() {
        facts.push(fact(words::receipt_purpose(l), &receipt.purpose));
    }
    facts.push(fact(words::receipt_amount(l), &sum(receipt.amount.0)));
    facts.push(fact(words::receipt_words(l), &sum_in_words(l, receipt.amount, &receipt.currency)));
    facts.push(fact(words::receipt_provider(l), &say::provider_on_receipt(l, &receipt.provider)));
    facts.push(fact(words::receipt_transaction(l), &receipt.transaction_id));
    if let Some(number) = &receipt.provider_ref {
        facts.push(fact(words::receipt_provider_ref(l), number));
    }
    paper.facts(&facts);
    paper.space(10.0);
    if receipt.refunded.0 > 0 {
        paper.paragraph(&words::receipt_refunded(l, sum(receipt.refunded.0)));
    }
    if receipt.is_anonymous {
        paper.text(Style::NOTE, words::receipt_anonymous(l));
    }
    let page = format!("{base_url}/sponsor/projects/{}/report", receipt.project_id);
    paper.text(Style::NOTE, &words::receipt_note(l, platform, &page));
}
