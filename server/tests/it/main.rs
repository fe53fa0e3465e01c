//! Tests from the outside: the real router on a real database, one database per test.
//!
//! `TEST_DATABASE_URL` names a cluster in which databases may be made and dropped (a superuser's
//! URL; `DATABASE_URL` stands in). Nothing else is needed.

// Helpers outside `#[test]` are tests too.
#![allow(clippy::expect_used)]

mod account_review;
mod account_roles;
mod account_tokens;
mod achievements;
mod analytics;
mod api_accounts;
mod api_bad_input;
mod api_main_job;
mod api_projects;
mod api_reports;
mod approvals;
mod audit;
mod audit_rights;
mod authorisation;
mod batches;
mod big_lists;
mod catalogue;
mod catalogue_internal;
mod console_flags;
mod console_jobs;
mod console_outage;
mod console_services;
mod console_settings;
mod deliveries;
mod deliveries_tls;
mod drafts;
mod entity_tags;
mod exports;
mod exports_jobs;
mod files_elsewhere;
mod funding;
mod http_layers;
mod impact;
mod list_pages;
mod lists;
mod live;
mod openapi;
mod passports;
mod payments;
mod places;
mod preferences;
mod process;
mod profile;
mod report_list;
mod report_pdf;
mod report_period_pdf;
mod report_schedules;
mod report_workbooks;
mod reports;
mod resources;
mod review;
mod review_appeals;
mod review_hold;
mod review_pages;
mod roles;
mod same_effort;
mod sign_up;
mod statistics;
mod support;
mod templates;
mod uploads;
mod visitors;
mod volunteering;
mod volunteering_lists;
mod work_lists;
