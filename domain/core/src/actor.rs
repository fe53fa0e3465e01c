//! Who acts. There is no operation without an actor.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{BatchId, Code, Error, Flag, Locale, Permission, Result, UserId};

/// Where an account stands with the moderators (`is_approved` in the API: true, false, null).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approval {
    Approved,
    Pending,
    Rejected,
}

impl Approval {
    /// From the column `is_approved`: true approved, false waiting, null rejected.
    pub fn from_column(is_approved: Option<bool>) -> Self {
        match is_approved {
            Some(true) => Approval::Approved,
            Some(false) => Approval::Pending,
            None => Approval::Rejected,
        }
    }

    pub fn to_column(self) -> Option<bool> {
        match self {
            Approval::Approved => Some(true),
            Approval::Pending => Some(false),
            Approval::Rejected => None,
        }
    }
}

/// Through which door the request came; kept in the action log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    Web,
    Api,
    Job,
    Cli,
}

impl Via {
    pub fn as_str(self) -> &'static str {
        match self {
            Via::Web => "web",
            Via::Api => "api",
            Via::Job => "job",
            Via::Cli => "cli",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActorKind {
    Anonymous,
    User {
        id: UserId,
        name: String,
        approval: Approval,
    },
    /// The platform itself; the text says why it acts.
    System {
        reason: &'static str,
    },
}

/// Who acts, with what they may do now. Loaded anew for every request, so that a revoked
/// permission or a block takes effect at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub kind: ActorKind,
    /// Names of the roles held; for display and audit, never for decisions.
    pub roles: Vec<String>,
    /// What the roles allow. Empty while an account waits for approval.
    pub permissions: BTreeSet<Permission>,
    pub locale: Locale,
    /// The client's address, if the request came over the network.
    pub address: Option<std::net::IpAddr>,
    pub via: Via,
    /// Set while many changes are made as one; goes into the action log.
    pub batch: Option<BatchId>,
    /// The features that are on for this actor.
    pub flags: BTreeSet<Flag>,
}

impl Actor {
    pub fn anonymous(locale: Locale, via: Via) -> Self {
        Actor {
            kind: ActorKind::Anonymous,
            roles: Vec::new(),
            permissions: BTreeSet::new(),
            locale,
            address: None,
            via,
            batch: None,
            flags: BTreeSet::new(),
        }
    }

    /// The platform acting by itself, for example in a job.
    pub fn system(reason: &'static str) -> Self {
        Actor { kind: ActorKind::System { reason }, ..Actor::anonymous(Locale::Ru, Via::Job) }
    }

    /// The same actor, whose changes from here on belong to the batch.
    pub fn in_batch(&self, batch: BatchId) -> Self {
        Actor { batch: Some(batch), ..self.clone() }
    }

    pub fn id(&self) -> Option<UserId> {
        match self.kind {
            ActorKind::User { id, .. } => Some(id),
            _ => None,
        }
    }

    /// The signed-in user's id.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] when nobody is signed in.
    pub fn require_user(&self) -> Result<UserId> {
        self.id().ok_or(Error::Unauthenticated)
    }

    pub fn can(&self, permission: Permission) -> bool {
        matches!(self.kind, ActorKind::System { .. }) || self.permissions.contains(&permission)
    }

    /// Whether a feature is on for this actor; for the platform itself all are.
    pub fn has(&self, flag: Flag) -> bool {
        matches!(self.kind, ActorKind::System { .. }) || self.flags.contains(&flag)
    }

    /// The signed-in user's id, if they hold the permission.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] without an account; [`Error::Forbidden`] with the reason
    /// otherwise (account waiting, rejected, or simply not allowed).
    pub fn require(&self, permission: Permission) -> Result<UserId> {
        let ActorKind::User { id, approval, .. } = self.kind else {
            return Err(Error::Unauthenticated);
        };
        match approval {
            Approval::Pending => Err(Error::Forbidden(Code::AccountPending)),
            Approval::Rejected => Err(Error::Forbidden(Code::AccountRejected)),
            Approval::Approved if self.permissions.contains(&permission) => Ok(id),
            Approval::Approved => Err(Error::Forbidden(Code::NotAllowed)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(approval: Approval, permissions: &[Permission]) -> Actor {
        Actor {
            kind: ActorKind::User { id: UserId(7), name: "А".into(), approval },
            permissions: permissions.iter().copied().collect(),
            ..Actor::anonymous(Locale::Ru, Via::Web)
        }
    }

    #[test]
    fn a_permission_counts_only_for_an_approved_account() {
        let p = Permission::TasksJoin;
        let table = [
            (Actor::anonymous(Locale::Ru, Via::Api), Err(Error::Unauthenticated)),
            (user(Approval::Pending, &[p]), Err(Error::Forbidden(Code::AccountPending))),
            (user(Approval::Rejected, &[p]), Err(Error::Forbidden(Code::AccountRejected))),
            (user(Approval::Approved, &[]), Err(Error::Forbidden(Code::NotAllowed))),
            (user(Approval::Approved, &[p]), Ok(UserId(7))),
        ];
        for (actor, expected) in table {
            assert_eq!(actor.require(p), expected);
        }
    }
}
