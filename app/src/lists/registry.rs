//! All lists by name, for what knows no contexts: the API, exports, saved views, bulk actions.

use super::*;
use crate::{
    audit::LOG_UI,
    money::lists::{ALL_EXPENSES_UI, EXPENSES_UI, LEDGER_UI},
    ui::ListUi,
};

/// The words of every list.
pub static LIST_UIS: &[&ListUi] = &[
    &USERS_UI,
    &PROJECTS_UI,
    &ORGANIZER_PROJECTS_UI,
    &ORGANIZER_TASKS_UI,
    &ORGANIZER_REPORTS_UI,
    &REPORTS_UI,
    &PARTICIPANTS_UI,
    &LOG_UI,
    &DELIVERIES_UI,
    &JOBS_UI,
    &JOB_RUNS_UI,
    &STORAGE_FINDINGS_UI,
    &PARTNER_RESOURCES_UI,
    &EXPENSES_UI,
    &ALL_EXPENSES_UI,
    &SPONSOR_EXPENSES_UI,
    &LEDGER_UI,
    &SPONSORSHIPS_UI,
    &PAYMENTS_UI,
    &TASKS_UI,
    &PARTICIPATIONS_UI,
    &ORGANIZER_PARTICIPATIONS_UI,
    &MY_PARTICIPATIONS_UI,
    &MY_REPORTS_UI,
    &VOLUNTEERS_UI,
    &ORGANIZER_VOLUNTEERS_UI,
];

/// The words of the list of that name.
pub fn find_ui(name: &str) -> Option<&'static ListUi> {
    LIST_UIS.iter().find(|ui| ui.spec.name == name).copied()
}

#[cfg(feature = "ssr")]
pub use server::{LISTS, find};

#[cfg(feature = "ssr")]
mod server {
    use birqadam_accounts::ops::{audit_list::AuditLogList, users::UserList};
    use birqadam_console::ops::{
        finding_list::FindingList,
        job_list::{JobList, JobRunList},
    };
    use birqadam_core::{Result, ssr::list::List};
    use birqadam_funding::ops::{
        all_expense_list::AllExpenseList, expense_list::ExpenseList, ledger_list::LedgerList, payments::PaymentList,
        resource_list::PartnerResourceList, sponsor_expense_list::SponsorExpenseList, sponsor_list::SponsorshipList,
    };
    use birqadam_messaging::ops::delivery_list::DeliveryList;
    use birqadam_volunteering::ops::lists::{
        AllTaskList, MyParticipationList, MyReportList, OrganizerParticipationList, OrganizerProjectList,
        OrganizerReportList, OrganizerVolunteerList, ParticipantList, ParticipationList, ProjectList, ReportList,
        TaskList, VolunteerList,
    };

    /// Every list on the database.
    pub static LISTS: &[&dyn List] = &[
        &UserList,
        &ProjectList,
        &OrganizerProjectList,
        &TaskList,
        &OrganizerReportList,
        &ReportList,
        &ParticipantList,
        &AuditLogList,
        &DeliveryList,
        &JobList,
        &JobRunList,
        &FindingList,
        &PartnerResourceList,
        &ExpenseList,
        &AllExpenseList,
        &SponsorExpenseList,
        &LedgerList,
        &SponsorshipList,
        &PaymentList,
        &AllTaskList,
        &ParticipationList,
        &OrganizerParticipationList,
        &MyParticipationList,
        &MyReportList,
        &VolunteerList,
        &OrganizerVolunteerList,
    ];

    /// The list of that name.
    ///
    /// # Errors
    /// [`birqadam_core::Error::NotFound`] when there is none.
    pub fn find(name: &str) -> Result<&'static dyn List> {
        birqadam_core::ssr::list::find(LISTS, name)
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_words_and_sql_for_all_it_declares() {
        let mut names: Vec<_> = LISTS.iter().map(|list| list.spec().name).collect();
        assert_eq!(names, LIST_UIS.iter().map(|ui| ui.spec.name).collect::<Vec<_>>());
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), LISTS.len(), "no name twice");
        for list in LISTS {
            let (spec, sql) = (list.spec(), list.sql());
            let columns = |name: &str| sql.columns.iter().find(|column| column.name == name);
            for column in spec.columns {
                let sql = columns(column.name).unwrap_or_else(|| panic!("{}.{}", spec.name, column.name));
                assert_eq!(column.sortable, sql.sort.is_some(), "{}.{} sorts", spec.name, column.name);
            }
            for filter in spec.filters {
                assert!(sql.filters.iter().any(|f| f.name == filter.name), "{}.{}", spec.name, filter.name);
            }
            let sort = spec.sort.trim_start_matches('-');
            assert!(spec.column(sort).is_some_and(|column| column.sortable), "{} sorts by {sort}", spec.name);
            let ui = find_ui(spec.name).unwrap_or_else(|| panic!("{} has no words", spec.name));
            let names = spec.columns.iter().map(|c| c.name).chain(spec.filters.iter().map(|f| f.name));
            for (name, locale) in names.flat_map(|name| birqadam_core::Locale::ALL.map(|l| (name, l))) {
                assert!(!(ui.label)(locale, name).is_empty(), "{}.{name} in {locale}", spec.name);
            }
        }
    }
}
