use super::{Decision, Look, Until, Watch};
use crate::model::Value;

const TASKS: i64 = 10_000;

fn job(status: &str, total: i64, succeeded: i64, failed: i64) -> Value {
    let progress = Value::object()
        .with("totalNumberOfTasks", total)
        .with("numberOfTasksSucceeded", succeeded)
        .with("numberOfTasksFailed", failed);
    Value::object().with("jobId", "a").with("status", status).with("progressSummary", progress)
}

fn watch(properties: &[(&'static str, i64)]) -> Watch {
    let mut input = Value::object().with("jobId", "a");
    for (name, number) in properties {
        input.push(name, Value::Number(*number));
    }
    Watch::new(&input, Until::Settled).unwrap()
}

/// What a service shows at `now`: five seconds of preparation, then so many seconds of work, counted every `burst` ms.
fn service(now: u64, seconds: u64, burst: u64) -> Value {
    let end = 5_000 + seconds * 1000;
    let done = |now: u64| {
        let worked = (now - 5_000) / burst * burst;
        (TASKS * i64::try_from(worked).unwrap() / i64::try_from(seconds * 1000).unwrap()).min(TASKS)
    };
    match now {
        0..1_000 => job("New", 0, 0, 0),
        1_000..3_000 => job("Preparing", 0, 0, 0),
        3_000..5_000 => job("Ready", TASKS, 0, 0),
        _ if now < end => job("Active", TASKS, done(now), 0),
        _ if now < end + 2_000 => job("Completing", TASKS, TASKS, 0),
        _ => job("Complete", TASKS, TASKS, 0),
    }
}

/// Watches such a job to its end: the moment, the tasks done and the remaining seconds of each piece of news, and the
/// number of looks.
fn run(seconds: u64, burst: u64) -> (Vec<(u64, u64, Option<u64>)>, u64) {
    let mut watch = watch(&[]);
    let (mut now, mut looks, mut news) = (0, 0, Vec::new());
    while watch.decision() == Decision::Waiting {
        now = now.max(watch.look_at());
        looks += 1;
        if watch.on_job(now, service(now, seconds, burst)) {
            news.push((now, watch.counts().done(), watch.eta_seconds()));
        }
        assert!((1_000..=30_000).contains(&(watch.look_at() - now)));
    }
    (news, looks)
}

#[test]
fn a_job_of_a_minute_needs_half_the_looks_of_one_each_second() {
    let (news, looks) = run(60, 1);
    let (end, done, _) = *news.last().unwrap();
    assert!(looks * 2 < end / 1000, "{looks} looks in {end} ms");
    assert!(news.len() > 10, "but enough for a bar that moves");
    assert_eq!(done, 10_000);
    assert!(end < 67_000 + 2_000, "and its end is noticed in time");
}

#[test]
fn the_remaining_time_is_right_for_a_steady_job() {
    for seconds in [20, 60, 600, 7_200] {
        let (news, _) = run(seconds, 1);
        let mut told = 0;
        for (now, _, eta) in news {
            let Some(eta) = eta else { continue };
            told += 1;
            let left = (5_000 + seconds * 1000).saturating_sub(now).div_ceil(1000);
            assert!(eta.abs_diff(left) <= 2 + left / 10, "{eta} s told, {left} s left of {seconds}");
        }
        assert!(told > 5);
    }
}

#[test]
fn the_remaining_time_is_sane_for_a_service_that_counts_in_bursts() {
    let (news, _) = run(3_600, 45_000);
    let told: Vec<_> = news.iter().filter_map(|(now, _, eta)| Some((*now, (*eta)?))).collect();
    assert!(told.len() > 20);
    for (now, eta) in told.into_iter().skip(3) {
        let left = 3_605_000_u64.saturating_sub(now) / 1000;
        assert!(eta <= left * 2 + 60 && eta + 60 >= left / 2, "{eta} s told, {left} s left");
    }
}

#[test]
fn a_job_that_rests_is_looked_at_less_and_less_and_one_that_moves_again_soon() {
    let mut watch = watch(&[]);
    let mut now = 0;
    watch.on_job(now, job("Paused", TASKS, 10, 0));
    let mut pauses = Vec::new();
    for _ in 0..12 {
        pauses.push(watch.look_at() - now);
        now = watch.look_at();
        assert!(!watch.on_job(now, job("Paused", TASKS, 10, 0)));
    }
    assert!(pauses.is_sorted());
    assert_eq!((pauses[0], pauses[11]), (1_000, 30_000));
    assert!(watch.on_job(now, job("Active", TASKS, 10, 0)));
    assert_eq!(watch.look_at() - now, 1_000);
}

#[test]
fn no_count_ever_goes_down_and_no_status_back() {
    let mut watch = watch(&[]);
    watch.on_job(0, job("Active", TASKS, 500, 20));
    let counts = watch.counts();
    assert!(!watch.on_job(1_000, job("Active", TASKS, 400, 10)));
    assert!(!watch.on_job(2_000, job("Ready", TASKS, 500, 20)));
    assert_eq!(watch.counts(), counts);
    assert!(watch.on_job(3_000, job("Complete", 0, 0, 0)), "a final status is believed at once");
    assert_eq!((watch.counts(), watch.decision()), (counts, Decision::Reached));
}

#[test]
fn a_service_that_insists_is_believed() {
    let mut watch = watch(&[]);
    watch.on_job(0, job("Active", TASKS, 500, 20));
    let news = (1..5).map(|second| watch.on_job(second * 1000, job("Suspended", TASKS, 0, 0)));
    assert_eq!(news.collect::<Vec<_>>(), [false, false, false, true]);
    assert_eq!((watch.counts().done(), watch.decision()), (520, Decision::Reached));
}

#[test]
fn there_are_never_more_tasks_done_than_there_are() {
    let mut watch = watch(&[]);
    watch.on_job(0, job("Active", 5, 10, 1));
    watch.on_job(1_000, job("Active", 5, 20, 2));
    assert_eq!((watch.counts().total, watch.eta_seconds()), (22, Some(0)));
}

#[test]
fn only_a_running_job_has_a_rate() {
    let mut watch = watch(&[]);
    watch.on_job(0, job("Active", TASKS, 0, 0));
    assert_eq!((watch.rate(), watch.eta_seconds()), (None, None));
    watch.on_job(1_000, job("Active", TASKS, 9, 0));
    assert_eq!(watch.rate(), None, "nine tasks are too few to tell");
    watch.on_job(2_000, job("Active", TASKS, 300, 100));
    assert_eq!((watch.rate(), watch.eta_seconds()), (Some(200_000_000), Some(48)));
    watch.on_job(3_000, job("Pausing", TASKS, 300, 100));
    assert_eq!((watch.rate(), watch.eta_seconds()), (None, None));
    for second in 4..12 {
        watch.on_job(second * 1000, job("Active", TASKS, 300, 100));
    }
    assert_eq!((watch.rate(), watch.eta_seconds()), (Some(0), None));
}

#[test]
fn the_progress_reads_as_json() {
    let mut watch = watch(&[]);
    let read = |watch: &Watch| serde_json::to_value(watch.progress()).unwrap();
    watch.on_job(0, job("Active", TASKS, 0, 0));
    assert_eq!(read(&watch), serde_json::json!({ "done": 0, "total": TASKS, "succeeded": 0, "failed": 0 }));
    watch.on_job(3_000, job("Active", TASKS, 500, 0));
    let now = read(&watch);
    assert!((now["perSecond"].as_f64().unwrap() - 500.0 / 3.0).abs() < 1e-5, "{now}");
    assert_eq!((&now["done"], &now["etaSeconds"]), (&500.into(), &57.into()));
}

#[test]
fn failures_are_borne_for_a_while_and_only_those_that_may_pass() {
    let mut watch = watch(&[]);
    let mut now = 0;
    watch.on_job(now, job("Active", TASKS, 0, 0));
    let mut borne = 0;
    while watch.on_failed_look(now, true) {
        borne += 1;
        assert!(watch.look_at() > now);
        now = watch.look_at();
    }
    assert!((100_000..200_000).contains(&now) && borne < 20, "{borne} failures in {now} ms");
    watch.on_job(now, job("Active", TASKS, 1, 0));
    assert!(watch.on_failed_look(now + 1000, true), "a look that went well ends the patience of before");
    assert!(!watch.on_failed_look(now + 2000, false));
}

#[test]
fn a_clock_that_goes_back_breaks_nothing() {
    let mut watch = watch(&[]);
    watch.on_job(10_000_000, job("Active", TASKS, 0, 0));
    watch.on_job(5_000, job("Active", TASKS, 100, 0));
    assert_eq!(watch.rate(), None);
    assert!(watch.look_at() <= 35_000);
    watch.on_job(6_000, job("Active", TASKS, 200, 0));
    assert_eq!(watch.rate(), Some(100_000_000), "and it is known again");
}

#[test]
fn one_interval_given_moves_the_other_if_need_be() {
    let pair = |properties: &[(&'static str, i64)]| {
        let watch = watch(properties);
        (watch.min, watch.max)
    };
    assert_eq!(pair(&[]), (1_000, 30_000));
    assert_eq!(pair(&[("minInterval", 60_000)]), (60_000, 60_000));
    assert_eq!(pair(&[("maxInterval", 500)]), (500, 500));
    assert_eq!(pair(&[("minInterval", 5), ("maxInterval", 7)]), (5, 7));
    let input = Value::object().with("jobId", "a").with("minInterval", 8).with("maxInterval", 7);
    assert!(Watch::new(&input, Until::Final).unwrap_err().message.starts_with("minInterval"));
}

fn page(jobs: Vec<Value>) -> Value {
    Value::object().with("jobs", jobs)
}

#[test]
fn a_job_that_is_not_described_any_more_is_found_in_the_list() {
    let mut watch = watch(&[]);
    assert_eq!(watch.request().unwrap().build().target(), "/jobs/a");
    assert_eq!(watch.on_missing(5_000), Look::Nothing);
    assert_eq!(watch.look_at(), 5_000, "the list is read at once");
    assert_eq!(watch.request().unwrap().build().target(), "/jobs");
    let others = page(vec![Value::object().with("jobId", "b")]).with("nextToken", "b");
    assert_eq!(watch.on_answer(5_000, &others), Look::Nothing);
    assert_eq!(watch.request().unwrap().build().target(), "/jobs?nextToken=b");
    let ended = job("Complete", TASKS, TASKS, 0);
    let shown =
        [Value::object().with("failureReasons", Vec::new()), ended.clone()].map(Value::into_properties).concat();
    assert_eq!(watch.on_answer(5_000, &page(vec![ended])), Look::Job(Value::Object(shown), true));
    assert_eq!(watch.decision(), Decision::Reached);
}

#[test]
fn a_job_of_the_list_has_the_form_of_a_description() {
    let listed = job("Failed", TASKS, 1, 0).with("operation", "COSDeleteObject");
    let found = |watch: &mut Watch| {
        watch.on_missing(5_000);
        let Look::Job(job, true) = watch.on_answer(5_000, &page(vec![listed.clone()])) else { panic!() };
        job
    };
    let without_description = found(&mut watch(&[]));
    assert_eq!(without_description.get("failureReasons"), Some(&Value::List(Vec::new())));
    assert_eq!(without_description.get("operation"), None);

    let mut described = watch(&[]);
    let operation = Value::object().with("cosDeleteObject", Value::object());
    let active = job("Active", TASKS, 0, 0).with("operation", operation.clone()).with("roleArn", "qcs::cam::role");
    described.on_answer(0, &active);
    let job = found(&mut described);
    assert_eq!((job.get_text("status"), job.get("operation")), (Some("Failed"), Some(&operation)));
    assert_eq!(job.get_text("roleArn"), Some("qcs::cam::role"));
}

#[test]
fn a_job_is_gone_when_it_is_missing_four_times_in_a_row() {
    let mut watch = watch(&[]);
    for (now, pause) in [(0, 1_000), (1_000, 2_000), (3_000, 4_000)] {
        watch.on_missing(now);
        assert_eq!(watch.on_answer(now, &page(Vec::new())), Look::Nothing);
        assert_eq!(watch.look_at(), now + pause);
        assert_eq!(watch.request().unwrap().build().target(), "/jobs/a");
    }
    watch.on_missing(7_000);
    assert_eq!(watch.on_answer(7_000, &page(Vec::new())), Look::Gone);
}

#[test]
fn a_list_that_may_not_be_read_does_not_end_the_watch_of_a_new_job() {
    let mut watch = watch(&[]);
    watch.on_missing(0);
    assert!(watch.on_failed_look(0, false), "a replica may not know the job yet");
    assert_eq!(watch.look_at(), 1_000);
    assert!(matches!(watch.on_answer(1_000, &job("New", 0, 0, 0)), Look::Job(_, true)));
    for _ in 0..3 {
        watch.on_missing(2_000);
        assert!(watch.on_failed_look(2_000, false));
    }
    watch.on_missing(2_000);
    assert!(!watch.on_failed_look(2_000, false));
}

#[test]
fn a_service_that_denies_every_request_ends_the_watch() {
    let mut watch = watch(&[]);
    let looks = (0..8).map(|_| watch.on_missing(0)).collect::<Vec<_>>();
    assert_eq!(looks.iter().position(|look| *look == Look::Gone), Some(7), "the list answers NoSuchJob too");
}
