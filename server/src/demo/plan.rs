//! Who took pat in what and what came of it: made up from the world's data, always the same
//! for the same day, and true to the rules of the platform.

use std::collections::{HashMap, HashSet};

use birqadam_paint::{Dice, Theme};
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};

use super::data::{PhotoCase, Project, State, Task, World};
use super::words;
use birqadam_volunteering::{AssignmentStatus, ReportStatus};

/// Places and reports, in the order in which they came.
pub struct Plan {
    pub places: Vec<Place>,
    pub reports: Vec<Sent>,
}

/// Somebody's place on a task. Indexes lead into the world's data.
#[derive(Clone, Debug)]
pub struct Place {
    pub project: usize,
    pub task: usize,
    pub who: usize,
    pub status: AssignmentStatus,
    pub joined: DateTime<Utc>,
    /// When it was completed or given back.
    pub ended: Option<DateTime<Utc>>,
}

/// A report that was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    pub project: usize,
    pub task: usize,
    pub who: usize,
    pub status: ReportStatus,
    pub words: &'static str,
    pub rating: Option<i16>,
    pub comment: &'static str,
    pub reason: Option<String>,
    pub at: DateTime<Utc>,
    pub reviewed: Option<DateTime<Utc>>,
    pub shots: Vec<Shot>,
}

/// One photo to paint.
#[derive(Clone, Debug, PartialEq)]
pub struct Shot {
    pub theme: Theme,
    pub seed: u32,
    /// A cropped and lightened copy of the picture with this theme and seed.
    pub retouched: bool,
    /// Photos that wait for review are looked at closely.
    pub large: bool,
    pub taken: Option<DateTime<Utc>>,
    pub position: Option<(f64, f64)>,
    /// Make and model.
    pub camera: Option<(&'static str, &'static str)>,
}

/// The platform's day and hour as a moment.
pub fn moment(today: NaiveDate, day: i64, time: NaiveTime) -> DateTime<Utc> {
    let hours = birqadam_core::ssr::ctx::PLATFORM_UTC_OFFSET_HOURS;
    ((today + Duration::days(day)).and_time(time) - Duration::hours(hours)).and_utc()
}

/// `09:00`; midnight for anything else.
pub fn hour(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap_or(NaiveTime::MIN)
}

pub fn theme(name: &str) -> Option<Theme> {
    use Theme::*;
    [Park, Planting, Shelter, School, River, Sea, Stadium, Courtyard, Steppe, Heritage, City]
        .into_iter()
        .find(|theme| format!("{theme:?}") == name)
}

/// People help in their part of the country.
fn region(city: &str) -> u8 {
    match city {
        "Almaty" => 0,
        "Shymkent" | "Turkistan" | "Taraz" => 1,
        "Astana" | "Karaganda" | "Pavlodar" => 2,
        _ => 3,
    }
}

/// Makes the plan for a day.
pub fn make(world: &World, today: NaiveDate, now: DateTime<Utc>) -> Plan {
    let mut planner = Planner {
        world,
        today,
        now,
        dice: Dice::new(2026),
        busy: HashSet::new(),
        turn: 0,
        seed: 1000,
        plan: Plan { places: Vec::new(), reports: Vec::new() },
    };
    planner.fill();
    let mut plan = planner.plan;
    // Queues are in the order of ids: equal moments must keep their order.
    plan.places.sort_by_key(|place| place.joined);
    plan.reports.sort_by_key(|report| report.at);
    plan
}

struct Planner<'a> {
    world: &'a World,
    today: NaiveDate,
    now: DateTime<Utc>,
    dice: Dice,
    /// Nobody works twice on one day.
    busy: HashSet<(usize, i64)>,
    turn: usize,
    seed: u32,
    plan: Plan,
}

impl Planner<'_> {
    fn fill(&mut self) {
        let logins: HashMap<&str, usize> =
            self.world.people.iter().enumerate().map(|(index, person)| (person.login.as_str(), index)).collect();
        let known = |names: Vec<&String>| -> Vec<usize> {
            names.into_iter().filter_map(|name| logins.get(name.as_str()).copied()).collect()
        };
        let tasks = || {
            let published = self.world.projects.iter().enumerate().filter(|(_, project)| project.was_published());
            published
                .flat_map(|(p, project)| project.tasks.iter().enumerate().map(move |(t, task)| (p, t, project, task)))
        };
        let all: Vec<_> = tasks().collect();
        let named = |task: &Task| known(task.joined.iter().chain(task.reports.iter().map(|r| &r.by)).collect());
        // What is written down comes first, so that nothing made up gets in its way.
        for (_, _, _, task) in &all {
            self.busy.extend(named(task).into_iter().map(|who| (who, task.day)));
        }
        for (p, t, project, task) in all {
            let mut people = named(task);
            let left = known(task.left.iter().collect());
            if people.is_empty() {
                people = self.draw(project, task);
            }
            if task.day < 0 {
                self.past(p, t, &people);
            } else if project.status == "active" {
                self.coming(p, t, &people, &left);
            }
        }
    }

    /// Picks people for a task of whom nothing is written: the most eager first, then in turn.
    fn draw(&mut self, project: &Project, task: &Task) -> Vec<usize> {
        let day = task.day;
        let fits: Vec<usize> = (0..self.world.people.len())
            .filter(|who| {
                let person = &self.world.people[*who];
                person.role == "volunteer"
                    && person.state == State::Active
                    && region(&person.city) == region(&project.city)
                    && (day >= 0 || person.since > 12 - day)
                    && !self.busy.contains(&(*who, day))
            })
            .collect();
        let eager: Vec<usize> = fits.iter().copied().filter(|who| is_eager(&self.world.people[*who].login)).collect();
        let mut others: Vec<usize> = fits.iter().copied().filter(|who| !eager.contains(who)).collect();
        if !others.is_empty() {
            let start = self.turn % others.len();
            others.rotate_left(start);
        }
        self.turn += 2;
        let most = if day < 0 { 3 } else { 2 + self.dice.below(4) };
        let chosen: Vec<usize> = match day < 0 {
            true => eager.into_iter().chain(others).take(most.min(task.places as usize)).collect(),
            // Coming tasks keep free places for the visitor to take.
            false => others.into_iter().take(most.min(task.places as usize - 1)).collect(),
        };
        self.busy.extend(chosen.iter().map(|who| (*who, day)));
        chosen
    }

    fn coming(&mut self, project: usize, task: usize, people: &[usize], left: &[usize]) {
        let places = self.world.projects[project].tasks[task].places as usize;
        let moments = self.join_moments(project, task, people.len() + left.len());
        for (index, (who, joined)) in left.iter().chain(people).zip(moments).enumerate() {
            let (status, ended) = if index < left.len() {
                (AssignmentStatus::Left, Some((joined + Duration::hours(3)).min(self.now)))
            } else if index - left.len() < places {
                (AssignmentStatus::Assigned, None)
            } else {
                (AssignmentStatus::Waiting, None)
            };
            self.plan.places.push(Place { project, task, who: *who, status, joined, ended });
        }
    }

    fn past(&mut self, project: usize, task: usize, people: &[usize]) {
        let moments = self.join_moments(project, task, people.len());
        let recent =
            self.world.projects[project].status == "active" && self.world.projects[project].tasks[task].day >= -5;
        for (index, (who, joined)) in people.iter().zip(moments).enumerate() {
            let written = self.world.projects[project].tasks[task].reports.get(index);
            let status = match written {
                Some(report) => ReportStatus::parse(&report.status).unwrap_or(ReportStatus::Pending),
                None if recent && index + 1 == people.len() => ReportStatus::Pending,
                None => ReportStatus::Approved,
            };
            let case = written
                .map_or_else(|| self.dice.pick(&[PhotoCase::Fits, PhotoCase::Fits, PhotoCase::Unknown]), |r| r.photo);
            let reason = written.and_then(|report| report.reason.clone());
            let sent = self.report(project, task, *who, status, case, reason);
            let completed = (status == ReportStatus::Approved).then_some(sent.reviewed).flatten();
            let place = if completed.is_some() { AssignmentStatus::Completed } else { AssignmentStatus::Assigned };
            self.plan.places.push(Place { project, task, who: *who, status: place, joined, ended: completed });
            self.plan.reports.push(sent);
        }
    }

    /// When people joined: after the project was published, before the work and before now.
    fn join_moments(&mut self, project: usize, task: usize, count: usize) -> Vec<DateTime<Utc>> {
        let (project, task) = (&self.world.projects[project], &self.world.projects[project].tasks[task]);
        let first = moment(self.today, 1 - project.created, hour("12:00"));
        let last =
            (moment(self.today, task.day, hour(&task.from)) - Duration::hours(8)).min(self.now - Duration::hours(1));
        let span = (last - first).num_minutes().clamp(1, 60 * 24 * 9) as f32;
        let mut moments: Vec<_> =
            (0..count).map(|_| last - Duration::minutes(self.dice.range(0.0, span) as i64)).collect();
        moments.sort();
        moments
    }

    fn report(
        &mut self,
        project: usize,
        task: usize,
        who: usize,
        status: ReportStatus,
        case: PhotoCase,
        reason: Option<String>,
    ) -> Sent {
        let data = &self.world.projects[project].tasks[task];
        let person = &self.world.people[who];
        let end = moment(self.today, data.day, hour(&data.to));
        let at = (end + Duration::minutes(self.dice.range(20.0, 300.0) as i64)).min(self.now - Duration::minutes(50));
        let reviewed = (status != ReportStatus::Pending).then(|| {
            (at + Duration::minutes(self.dice.range(180.0, 1700.0) as i64)).min(self.now - Duration::minutes(20))
        });
        let rating = (status == ReportStatus::Approved).then(|| self.dice.pick(&[5i16, 5, 5, 4, 5, 4, 3, 5]));
        let count = if person.login == "aigerim.saparova" || self.dice.below(8) == 0 { 2 } else { 1 };
        let shots = (0..count).map(|_| self.shot(project, task, case, status != ReportStatus::Approved)).collect();
        Sent {
            project,
            task,
            who,
            status,
            words: self.dice.pick(words::report(&person.locale)),
            comment: rating.map_or("", |rating| self.dice.pick(words::praise(rating))),
            rating,
            reason,
            at,
            reviewed,
            shots,
        }
    }

    fn shot(&mut self, project: usize, task: usize, case: PhotoCase, large: bool) -> Shot {
        let data = &self.world.projects[project];
        let task = &data.tasks[task];
        // What was approved came earlier than what waits.
        let approved = |r: &&Sent| r.project == project && r.status == ReportStatus::Approved;
        let earlier = self.plan.reports.iter().rev().find(approved).and_then(|r| r.shots.first());
        match (case, earlier) {
            (PhotoCase::Same, Some(shot)) => return shot.clone(),
            (PhotoCase::Similar, Some(shot)) => {
                return Shot { retouched: true, taken: None, position: None, camera: None, ..shot.clone() };
            }
            _ => {}
        }
        self.seed += 1;
        let shot = Shot {
            theme: data.theme.as_deref().and_then(theme).unwrap_or(Theme::Courtyard),
            seed: self.seed,
            retouched: false,
            large,
            taken: None,
            position: None,
            camera: None,
        };
        if case == PhotoCase::Unknown {
            return shot;
        }
        let (from, to) = (moment(self.today, task.day, hour(&task.from)), moment(self.today, task.day, hour(&task.to)));
        let early = if case == PhotoCase::Early { Duration::days(3) } else { Duration::zero() };
        let taken =
            from + Duration::minutes(((to - from).num_minutes() as f32 * self.dice.range(0.4, 0.95)) as i64) - early;
        // A degree is some 111 km: near is within 150 m, far some 14 km.
        let offset = if case == PhotoCase::Far { 0.13 } else { 0.0 };
        let position = data.at.map(|(latitude, longitude)| {
            (
                latitude + offset + f64::from(self.dice.range(-0.001, 0.001)),
                longitude + f64::from(self.dice.range(-0.001, 0.001)),
            )
        });
        Shot { taken: Some(taken), position, camera: Some(self.dice.pick(&words::CAMERAS)), ..shot }
    }
}

/// Those two carry the demo: one has all achievements within reach, one has most of them.
fn is_eager(login: &str) -> bool {
    matches!(login, "volunteer" | "aigerim.saparova")
}

#[cfg(test)]
mod tests;
