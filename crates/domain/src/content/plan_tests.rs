use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

fn config(
    stage: &str,
    max_concurrency: i32,
    trigger_batch_size: i32,
    enabled: bool,
) -> StageConfig {
    StageConfig {
        stage: stage.to_owned(),
        queue: "content".to_owned(),
        worker_endpoint: format!("http://localhost/{stage}"),
        max_concurrency,
        trigger_batch_size,
        enabled,
    }
}

fn backlog(stage: &str, ready: i64, in_flight: i64) -> Backlog {
    Backlog { stage: stage.to_owned(), ready, in_flight }
}

fn counts(triggers: &[Trigger]) -> Vec<(&str, i64)> {
    triggers.iter().map(|trigger| (trigger.stage.as_str(), trigger.count)).collect()
}

#[test]
fn the_least_of_slots_ready_and_batch_is_started() {
    let rows = [
        // limit, batch, ready, in flight, expected
        (6, 1, 5, 0, Some(1)),
        (6, 2, 5, 5, Some(1)),
        (6, 9, 5, 0, Some(5)),
        (6, 9, 50, 0, Some(6)),
        (6, 9, 50, 6, None),
        (6, 9, 50, 8, None),
        (6, 9, 0, 0, None),
        (0, 9, 50, 0, None),
    ];
    for (limit, batch, ready, in_flight, expected) in rows {
        let planned = plan(
            &[config("qa", limit, batch, true)],
            &[backlog("qa", ready, in_flight)],
            &Overrides::default(),
        );
        assert_eq!(planned.first().map(|trigger| trigger.count), expected);
    }
}

#[test]
fn stages_come_by_name_and_unknown_backlog_is_nobodys() {
    let configs =
        [config("research", 6, 2, true), config("draft", 4, 2, true), config("off", 4, 2, false)];
    let backlog = [
        backlog("research", 9, 0),
        backlog("off", 9, 0),
        backlog("draft", 1, 0),
        backlog("x", 9, 0),
    ];
    let planned = plan(&configs, &backlog, &Overrides::default());
    assert_eq!(counts(&planned), [("draft", 1), ("research", 2)]);
    assert_eq!(planned[0].worker_endpoint, "http://localhost/draft");
}

#[test]
fn an_override_beats_the_table_but_not_its_switch() {
    let configs = [config("a", 1, 99, true), config("b", 9, 99, true), config("c", 9, 99, false)];
    let backlog = [backlog("a", 9, 0), backlog("b", 9, 0), backlog("c", 9, 0)];
    let overrides = Overrides::from_setting("a=5,b=-1,c=7");
    assert_eq!(counts(&plan(&configs, &backlog, &overrides)), [("a", 5)]);
}

prop_compose! {
    fn any_stage()(
        name in "[a-d]", limit in -2..10i32, batch in 1..5i32, enabled: bool,
        ready in 0..20i64, in_flight in 0..12i64, over in proptest::option::of(-3..9i64)
    ) -> (StageConfig, Backlog, Option<i64>) {
        (config(&name, limit, batch, enabled), backlog(&name, ready, in_flight), over)
    }
}

proptest! {
    #[test]
    fn never_above_the_limit_never_for_disabled_or_empty_stages(stages in vec(any_stage(), 0..6)) {
        let mut stages = stages;
        stages.sort_by(|one, other| one.0.stage.cmp(&other.0.stage));
        stages.dedup_by(|one, other| one.0.stage == other.0.stage);
        let configs: Vec<_> = stages.iter().map(|stage| stage.0.clone()).collect();
        let backlog: Vec<_> = stages.iter().map(|stage| stage.1.clone()).collect();
        let setting: Vec<_> = stages.iter()
            .filter_map(|(config, _, over)| Some(format!("{}={}", config.stage, (*over)?)))
            .collect();
        let planned = plan(&configs, &backlog, &Overrides::from_setting(&setting.join(",")));
        for (config, backlog, over) in &stages {
            let limit = over.unwrap_or(config.max_concurrency.into());
            let started = planned.iter().find(|trigger| trigger.stage == config.stage);
            let started = started.map_or(0, |trigger| trigger.count);
            prop_assert!(started >= 0);
            prop_assert!(started == 0 || started + backlog.in_flight <= limit);
            prop_assert!(started <= backlog.ready && started <= config.trigger_batch_size.into());
            if !config.enabled || limit <= 0 {
                prop_assert_eq!(started, 0);
            } else {
                let free = limit - backlog.in_flight;
                let room = free.min(backlog.ready).min(config.trigger_batch_size.into());
                prop_assert_eq!(started, room.max(0));
            }
        }
        prop_assert!(planned.iter().all(|trigger| trigger.count > 0));
        prop_assert!(planned.is_sorted_by(|one, other| one.stage < other.stage));
    }
}

#[test]
fn workers_that_were_called_are_in_flight() {
    let backlog = vec![backlog("draft", 3, 1), backlog("qa", 1, 0)];
    let left = without_called(backlog, |stage| if stage == "draft" { 2 } else { 0 });
    let figures: Vec<_> = left.iter().map(|of| (of.ready, of.in_flight)).collect();
    assert_eq!(figures, [(1, 3), (1, 0)]);
}
