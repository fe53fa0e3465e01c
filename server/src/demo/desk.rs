//! What lies on the reviewers' and administrators' desk: an appeal, an application somebody looks
//! at, a photo to recognise a person by, tags on people, views of lists to share.

use birqadam_core::ssr::{Ctx, db_error::internal, files::random_key};
use birqadam_core::{Result, UserId, VerificationId, notice::Notice};
use birqadam_paint::{jpeg, portrait};
use chrono::{Duration, Utc};
use serde_json::json;
use sqlx::PgConnection;

use super::accounts::Accounts;
use super::chronicle::{Chronicle, Line};
use super::data::World;

/// The photo's width and height.
const PHOTO: (u32, u32) = (900, 1200);

/// A tag, its colour, what it says, and who has it.
const TAGS: [(&str, &str, &str, &[&str]); 4] = [
    (
        "Опытный",
        "steppe",
        "Больше десяти одобренных отчётов, можно доверить группу.",
        &["volunteer", "aigerim.saparova"],
    ),
    ("Фотограф", "sky", "Снимает для отчётов и галереи.", &["madina.tulegen", "elena.petrova"]),
    (
        "Қазақша сөйлейді",
        "sun",
        "Қазақ тілінде түсіндіре алады.",
        &["daulet.serikbay", "aigerim.saparova", "zhasyl.el"],
    ),
    ("Есть машина", "dusk", "Может привезти инвентарь или людей.", &["dmitriy.volkov", "sanzhar.omarov"]),
];

/// Views of the list of users that everyone who may see it finds: name, query, whose.
const VIEWS: [(&str, &str, &str); 2] = [
    ("Организаторы ждут решения", "role=organizer&status=pending&sort=created", "admin"),
    ("Жаңа еріктілер", "role=volunteer&status=active&sort=-created", "moderator"),
];

/// Everything on the desk.
///
/// # Errors
/// When database or storage fails.
pub async fn insert(
    ctx: &Ctx,
    tx: &mut PgConnection,
    world: &World,
    accounts: &Accounts,
    chronicle: &mut Chronicle,
) -> Result<()> {
    let desk = Desk { ctx, world, accounts };
    desk.tag(tx, chronicle).await?;
    desk.save_views(tx, chronicle).await?;
    desk.appeal(tx, chronicle).await?;
    desk.claim(tx).await?;
    desk.verification(tx, chronicle).await
}

struct Desk<'a> {
    ctx: &'a Ctx,
    world: &'a World,
    accounts: &'a Accounts,
}

impl Desk<'_> {
    fn id(&self, login: &str) -> UserId {
        self.accounts.ids[Accounts::find(self.world, login)]
    }

    fn name(&self, login: &str) -> &str {
        &self.world.people[Accounts::find(self.world, login)].name
    }

    fn actor(&self, login: &str) -> (UserId, String) {
        (self.id(login), self.name(login).to_owned())
    }

    async fn tag(&self, tx: &mut PgConnection, chronicle: &mut Chronicle) -> Result<()> {
        let at = self.ctx.now() - Duration::days(30);
        let (admin, moderator) = (self.id("admin"), self.id("moderator"));
        for (name, color, description, people) in TAGS {
            let tag = sqlx::query_scalar!(
                "insert into accounts.tags (name, color, description, created_by, created_at)
                 values ($1, $2, $3, $4, $5) returning id",
                name,
                color,
                description,
                admin.0,
                at,
            )
            .fetch_one(&mut *tx)
            .await?;
            let new = Some(json!({ "name": name, "color": color, "description": description }));
            let subject = ("tag", tag);
            chronicle.log(Line { at, actor: self.actor("admin"), operation: "tag.create", subject, old: None, new });
            for (days, login) in (1..).zip(people) {
                let (person, at) = (self.id(login), at + Duration::days(days));
                sqlx::query!(
                    "insert into accounts.user_tags (user_id, tag_id, added_by, added_at) values ($1, $2, $3, $4)",
                    person.0,
                    tag,
                    moderator.0,
                    at,
                )
                .execute(&mut *tx)
                .await?;
                chronicle.log(Line {
                    at,
                    actor: self.actor("moderator"),
                    operation: "user.add_tag",
                    subject: ("user", person.0),
                    old: None,
                    new: Some(json!({ "tag": name })),
                });
            }
        }
        Ok(())
    }

    async fn save_views(&self, tx: &mut PgConnection, chronicle: &mut Chronicle) -> Result<()> {
        let at = self.ctx.now() - Duration::days(12);
        for (name, query, owner) in VIEWS {
            let view = sqlx::query_scalar!(
                "insert into core.saved_views (owner_id, list, name, query, shared, created_at, updated_at)
                 values ($1, 'users', $2, $3, true, $4, $4) returning id",
                self.id(owner).0,
                name,
                query,
                at,
            )
            .fetch_one(&mut *tx)
            .await?;
            let new = Some(json!({ "list": "users", "name": name, "query": query, "shared": true }));
            let subject = ("view", view);
            chronicle.log(Line { at, actor: self.actor(owner), operation: "view.create", subject, old: None, new });
        }
        Ok(())
    }

    /// The partner who was rejected says why that was wrong; a reviewer who did not decide answers.
    async fn appeal(&self, tx: &mut PgConnection, chronicle: &mut Chronicle) -> Result<()> {
        const TEXT: &str = "Справка о регистрации ИП была в заявке третьим файлом, видимо, её не открыли. \
                            ТОО «Транс-КЗ» это мой прежний работодатель, его справку я приложил по ошибке и уже удалил. \
                            Прошу посмотреть ещё раз: машины готовы со следующей недели.";
        let index = Accounts::find(self.world, "partner.trans");
        let (person, author) = (&self.world.people[index], self.accounts.ids[index]);
        let (title, reason) = (person.organization.as_ref().unwrap_or(&person.name), person.reason.clone());
        let decider = self.id("moderator");
        let reviewed = sqlx::query!("select reviewed_at, version from accounts.users where id = $1", author.0)
            .fetch_one(&mut *tx)
            .await?;
        let decided = reviewed.reviewed_at.unwrap_or_else(Utc::now);
        sqlx::query!(
            "insert into core.review_decisions (kind, subject_id, author_id, title, version, decision, verdict, reviewer_id,
                                                reviewer_name, via, decided_at, applies_at, state, ended_at)
             values ('account', $1, $1, $2, 1, 'reject', $3, $4, $5, 'web', $6, $6, 'applied', $6)",
            author.0,
            title,
            json!({ "decision": "reject", "words": reason, "fields": [], "rating": null }),
            decider.0,
            self.name("moderator"),
            decided,
        )
        .execute(&mut *tx)
        .await?;
        let at = self.ctx.now() - Duration::hours(20);
        let appeal = sqlx::query_scalar!(
            "insert into core.appeals (kind, subject_id, subject_version, appellant_id, title, text, decided_by, created_at)
             values ('account', $1, $2, $1, $3, $4, $5, $6) returning id",
            author.0,
            reviewed.version,
            title,
            TEXT,
            decider.0,
            at,
        )
        .fetch_one(&mut *tx)
        .await?;
        let (actor, subject) = (self.actor("partner.trans"), ("user", author.0));
        let new = Some(json!({ "appeal": appeal, "text": TEXT }));
        chronicle.log(Line { at, actor, operation: "appeal.create", subject, old: None, new });
        for reviewer in self.accounts.reviewers(self.world) {
            let notice =
                Notice::AppealReceived { appeal_id: appeal, item_kind: "account".into(), title: title.clone() };
            chronicle.tell(at, reviewer, notice, format!("appeal-{appeal}"));
        }
        Ok(())
    }

    /// A colleague has taken an application to look at; for the working day, so that it shows.
    async fn claim(&self, tx: &mut PgConnection) -> Result<()> {
        let since = self.ctx.now() - Duration::minutes(12);
        sqlx::query!(
            "insert into core.review_claims (kind, subject_id, user_id, user_name, since, expires_at)
             values ('account', $1, $2, $3, $4, $5)",
            self.id("sponsor.caspian").0,
            self.id("moderator2").0,
            self.name("moderator2"),
            since,
            since + Duration::hours(8),
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    /// A volunteer who waits to be recognised.
    async fn verification(&self, tx: &mut PgConnection, chronicle: &mut Chronicle) -> Result<()> {
        let (width, height) = PHOTO;
        let painted = tokio::task::spawn_blocking(move || jpeg::encode(&portrait(4, width, height), width, height));
        let photo = painted.await.map_err(|error| internal(&error))?.map_err(|error| internal(&error))?;
        let key = random_key("private/verifications", "jpg");
        self.ctx.files.put(&key, "image/jpeg", photo.into()).await?;
        let (person, at) = (self.id("miras.tasmagambet"), self.ctx.now() - Duration::hours(5));
        let id = sqlx::query_scalar!(
            r#"insert into accounts.verifications (user_id, status, photo_key, submitted_at)
               values ($1, 'waiting', $2, $3) returning id as "id: VerificationId""#,
            person.0,
            key,
            at,
        )
        .fetch_one(tx)
        .await?;
        chronicle.log(Line {
            at,
            actor: self.actor("miras.tasmagambet"),
            operation: "verification.submit",
            subject: ("verification", id.0),
            old: Some(json!({ "status": null })),
            new: Some(json!({ "status": "waiting", "user_id": person })),
        });
        for reviewer in self.accounts.reviewers(self.world) {
            let name = self.name("miras.tasmagambet").to_owned();
            let notice = Notice::VerificationReceived { verification_id: id, name };
            chronicle.tell(at, reviewer, notice, format!("verification-{id}-v1"));
        }
        Ok(())
    }
}
