//! The jobs that exist when a scenario starts.

use core::cmp::Reverse;

use cos_jobs::model::status::Status;
use cos_jobs_emulator::{Emulator, SeedJob};

use crate::history::History;
use crate::scenario::{JobPlan, Scenario, YOUNG_S};

/// When every scenario starts: 2024-06-01T00:00:00Z.
pub(crate) const START_MS: u64 = 1_717_200_000_000;

/// Adds the jobs of the scenario, and returns their plans and ids. A replica may not know the young jobs yet.
pub(crate) fn seed(emulator: &mut Emulator, history: &mut History, scenario: &Scenario) -> Vec<(JobPlan, String)> {
    for number in 0..scenario.setting.crowd {
        emulator.seed_job(&bystander(number), START_MS);
    }
    let mut order: Vec<_> = scenario.jobs.iter().enumerate().collect();
    // The order of the old jobs stays as it is, because it determines their ids.
    order.sort_by_key(|(_, plan)| (plan.is_young(), plan.is_young().then_some(Reverse(plan.age_s))));
    let is_young = |place: &(usize, &JobPlan)| place.1.is_young();
    let old = order.iter().take_while(|place| !is_young(place)).count();
    let mut ids = vec![String::new(); order.len()];
    for (count, (index, plan)) in order.into_iter().enumerate() {
        if count == old {
            history.add(0, emulator);
        }
        let id = emulator.seed_job(&seed_job(*plan), START_MS);
        if count >= old {
            history.add(START_MS - plan.age_s * 1000, emulator);
        }
        if let Some(place) = ids.get_mut(index) {
            *place = id;
        }
    }
    history.add(START_MS, emulator);
    scenario.jobs.iter().copied().zip(ids).collect()
}

fn seed_job(plan: JobPlan) -> SeedJob {
    SeedJob {
        priority: plan.priority,
        confirmation_required: plan.confirmation_required,
        age_ms: plan.age_s * 1000,
        ..SeedJob::new(plan.status, 1000)
    }
}

/// A job that no call is about. Half of these jobs are as young as the jobs that a search has to look at.
fn bystander(number: usize) -> SeedJob {
    let age_ms = if number.is_multiple_of(2) { 1000 * YOUNG_S * number as u64 } else { 3_600_000 };
    SeedJob { age_ms, ..SeedJob::new(Status::Complete, 10) }
}
