//! Applications of accounts: decided once, sent again corrected, by who may.

use birqadam_accounts::ops::{applications, review};
use birqadam_accounts::{AccountStatus, Resubmit};
use birqadam_core::{Code, Error, FieldCode, UserId};

use crate::support::TestApp;
use crate::support::accounts::{actor, audited, reason, told};
use crate::support::people::Person;

#[tokio::test]
async fn an_account_is_approved_once() {
    let app = TestApp::start().await;
    let applicant = app.pending_organizer().await;
    let id = UserId(applicant.id);
    let moderator = actor(&app, &app.moderator().await).await;
    let approve = || review::approve_user(&app.ctx, &moderator, id);
    let (a, b) = tokio::join!(approve(), approve());
    assert_eq!(a.expect("approved").user.status, AccountStatus::Active);
    assert_eq!(b.expect("approved").user.status, AccountStatus::Active);
    approve().await.expect("approved again");
    assert_eq!(audited(&app, "user.approve", id.0).await, 1);
    assert_eq!(told(&app, &applicant).await, 1);
    let late = review::reject_user(&app.ctx, &moderator, id, reason("No documents")).await;
    assert_eq!(late, Err(Error::Conflict(Code::AlreadyDecided)));
}

#[tokio::test]
async fn a_rejected_application_comes_back_corrected() {
    let app = TestApp::start().await;
    let applicant = app.pending_organizer().await;
    let id = UserId(applicant.id);
    let moderator = actor(&app, &app.moderator().await).await;
    let nothing_said = review::reject_user(&app.ctx, &moderator, id, reason(" ")).await;
    assert_eq!(nothing_said, Err(Error::field("reason", FieldCode::Required)));
    let reject = || review::reject_user(&app.ctx, &moderator, id, reason("Whose name is this?"));
    reject().await.expect("rejected");
    reject().await.expect("rejected again");
    assert_eq!(audited(&app, "user.reject", id.0).await, 1);
    let late = review::approve_user(&app.ctx, &moderator, id).await;
    assert_eq!(late, Err(Error::Conflict(Code::AlreadyDecided)));

    let corrected =
        Resubmit { name: "Аян Сериков".into(), organization_name: "Qadam".into(), ..Resubmit::default() };
    let me = applications::resubmit_application(&app.ctx, &actor(&app, &applicant).await, corrected)
        .await
        .expect("sent again");
    assert_eq!((me.is_approved, me.rejection_reason), (Some(false), None));
    let details = review::user_details(&app.ctx, &moderator, id).await.expect("details");
    let changed: Vec<&str> = details.changes.iter().map(|c| c.field.as_str()).collect();
    assert_eq!(changed, ["name", "organization_name"]);

    reject().await.expect("rejected a second time");
    assert_eq!(audited(&app, "user.reject", id.0).await, 2);
    assert_eq!(told(&app, &applicant).await, 2);
}

#[tokio::test]
async fn only_an_admin_lets_a_moderator_in() {
    let app = TestApp::start().await;
    let applicant = app.person(Person { is_approved: Some(false), ..Person::approved("moderator") }).await;
    let id = UserId(applicant.id);
    let moderator = actor(&app, &app.moderator().await).await;
    let admin = actor(&app, &app.admin().await).await;
    let refused = review::approve_user(&app.ctx, &moderator, id).await;
    assert_eq!(refused, Err(Error::Forbidden(Code::NotAllowed)));
    assert_eq!(review::count_pending_users(&app.ctx, &moderator).await, Ok(0));
    assert_eq!(review::count_pending_users(&app.ctx, &admin).await, Ok(1));
    assert!(review::approve_user(&app.ctx, &admin, id).await.is_ok());
}
