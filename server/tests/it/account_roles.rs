//! Roles and the power over them; users found by theirs.

use birqadam_accounts::ops::{admin, register, review, roles, sign_in, users};
use birqadam_accounts::{RoleInput, SignIn, UserFilter};
use birqadam_core::{Code, Error, FieldCode, PageRequest, UserId};

use crate::support::TestApp;
use crate::support::accounts::{actor, application, reason, role_id, visitor};
use crate::support::people::PASSWORD;

#[tokio::test]
async fn the_last_admin_stays() {
    let app = TestApp::start().await;
    let only = app.admin().await;
    let admin = actor(&app, &only).await;
    let role = role_id(&app, "admin").await;
    let last = Err(Error::Conflict(Code::LastAdmin));
    assert_eq!(roles::revoke_role(&app.ctx, &admin, UserId(only.id), role).await, last);

    // Somebody with every power over accounts, but not the role itself.
    let keeper = RoleInput {
        name: "keeper".into(),
        label_ru: "Хранитель".into(),
        label_kk: "Сақтаушы".into(),
        label_en: "Keeper".into(),
        permissions: vec!["roles.manage".into(), "users.block".into()],
        plan: String::new(),
    };
    let keeper = roles::create_role(&app.ctx, &admin, keeper).await.expect("a role");
    let other = app.volunteer().await;
    roles::grant_role(&app.ctx, &admin, UserId(other.id), keeper.id).await.expect("granted");
    let other = actor(&app, &other).await;
    let block = review::block_user(&app.ctx, &other, UserId(only.id), reason("Coup")).await;
    assert_eq!(block.map(|_| ()), last);
    // Nor does a moderator block who manages roles.
    let moderator = actor(&app, &app.moderator().await).await;
    let block = review::block_user(&app.ctx, &moderator, UserId(only.id), reason("Coup")).await;
    assert_eq!(block, Err(Error::Forbidden(Code::NotAllowed)));
    let oneself = review::block_user(&app.ctx, &admin, UserId(only.id), reason("Bye")).await;
    assert_eq!(oneself, Err(Error::Forbidden(Code::NotAllowed)));
}

#[tokio::test]
async fn two_admins_cannot_remove_each_other_at_once() {
    let app = TestApp::start().await;
    let (a, b) = (app.admin().await, app.admin().await);
    let (one, two) = (actor(&app, &a).await, actor(&app, &b).await);
    let role = role_id(&app, "admin").await;
    let (first, second) = tokio::join!(
        roles::revoke_role(&app.ctx, &one, UserId(b.id), role),
        roles::revoke_role(&app.ctx, &two, UserId(a.id), role),
    );
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    let left = "select count(*) from accounts.user_roles ur join accounts.roles r on r.id = ur.role_id
                where r.name = 'admin'";
    assert_eq!(app.count(left).await, 1);
}

#[tokio::test]
async fn the_role_admin_keeps_the_power_over_roles() {
    let app = TestApp::start().await;
    let admin = actor(&app, &app.admin().await).await;
    let input = RoleInput {
        label_ru: "Администратор".into(),
        label_kk: "Әкімші".into(),
        label_en: "Administrator".into(),
        permissions: vec!["users.view".into()],
        ..RoleInput::default()
    };
    let role = roles::update_role(&app.ctx, &admin, role_id(&app, "admin").await, input.clone()).await.expect("a role");
    let names: Vec<&str> = role.permissions.iter().map(|p| p.as_str()).collect();
    assert_eq!(names, ["roles.manage", "users.view"]);
    let taken = RoleInput { name: "volunteer".into(), ..input };
    let taken = roles::create_role(&app.ctx, &admin, taken).await;
    assert_eq!(taken, Err(Error::field("name", FieldCode::NameTaken)));
}

#[tokio::test]
async fn users_are_found_by_role_status_and_text() {
    let app = TestApp::start().await;
    let admin = actor(&app, &app.admin().await).await;
    let visitor = visitor("203.0.113.12");
    for (email, role) in [("i@a.kz", "volunteer"), ("j@a.kz", "organizer")] {
        register::register(&app.ctx, &visitor, application(email, role)).await.expect("registered");
    }
    let found = async |filter: UserFilter| {
        let page = users::list_users(&app.ctx, &admin, filter, PageRequest::default()).await.expect("a page");
        page.items.into_iter().map(|user| user.email).collect::<Vec<_>>()
    };
    let none = UserFilter::default();
    assert_eq!(found(UserFilter { status: "pending".into(), ..none.clone() }).await, ["j@a.kz"]);
    assert_eq!(found(UserFilter { role: "volunteer,organizer".into(), ..none.clone() }).await, ["j@a.kz", "i@a.kz"]);
    assert_eq!(found(UserFilter { q: "жасыл алматы".into(), ..none.clone() }).await, ["j@a.kz", "i@a.kz"]);
    assert_eq!(found(UserFilter { q: "100%".into(), ..none.clone() }).await, Vec::<String>::new());
    assert_eq!(found(UserFilter { status: "pending".into(), role: "volunteer".into(), ..none }).await.len(), 0);
}

#[tokio::test]
async fn the_operator_makes_an_admin() {
    let app = TestApp::start().await;
    let weak = admin::create_admin(&app.ctx, "root@a.kz", "Root", "admin12345").await;
    assert_eq!(weak, Err(Error::field("password", FieldCode::WeakPassword)));
    let id = admin::create_admin(&app.ctx, "Root@A.kz", "Root", PASSWORD).await.expect("an admin");
    let me = sign_in::sign_in(
        &app.ctx,
        &visitor("203.0.113.13"),
        SignIn { email: "root@a.kz".into(), password: PASSWORD.into() },
    )
    .await
    .expect("signed in");
    assert_eq!((me.id, me.roles), (id, vec!["admin".to_owned()]));
    admin::clean_up(&app.ctx).await.expect("cleaned up");
}
