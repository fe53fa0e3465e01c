//! Blocking an account and lifting the block, for who may. Plain forms: the page shows the new
//! state anew.

use birqadam_accounts::AccountStatus;
use birqadam_core::{Permission, UserId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    admin::server_fns::{BLOCK_FORM, BlockAccount, BlockInput, UNBLOCK_FORM, UnblockAccount},
    texts::admin as words,
    ui::{Confirm, Hidden, Icon, PlainForm, SubmitButton, TextArea, declared, may, use_flash, use_locale, use_me},
};

/// A button that asks for the reason, or one that lifts the block. Nothing for oneself.
#[component]
pub fn AccountBlock(
    id: UserId,
    status: AccountStatus,
    /// The page it stands on.
    back: String,
) -> impl IntoView {
    let l = use_locale();
    if !may(Permission::UsersBlock) || use_me().is_some_and(|me| me.id == id) {
        return ().into_any();
    }
    let refused = |form: &str| use_flash(form).is_some();
    if status == AccountStatus::Blocked {
        view! {
            <Confirm label=words::unblock(l) icon=Icon::Undo2 open=refused(UNBLOCK_FORM)>
                <PlainForm action=UnblockAccount::PATH name=UNBLOCK_FORM>
                    <p>{words::unblock_text(l)}</p>
                    <Hidden name="id" value=id.to_string()/>
                    <Hidden name="back" value=back/>
                    <SubmitButton label=words::unblock_yes(l) icon=Icon::Undo2/>
                </PlainForm>
            </Confirm>
        }
        .into_any()
    } else {
        view! {
            <Confirm label=words::block(l) icon=Icon::Ban tone="bad" open=refused(BLOCK_FORM)>
                <PlainForm action=BlockAccount::PATH name={declared::<BlockInput>()}>
                    <p>{words::block_text(l)}</p>
                    <Hidden name="id" value=id.to_string()/>
                    <Hidden name="back" value=back/>
                    <TextArea name="reason" label=words::block_reason(l) rows=3 required=true/>
                    <SubmitButton label=words::block_yes(l) tone="bad" icon=Icon::Ban/>
                </PlainForm>
            </Confirm>
        }
        .into_any()
    }
}
