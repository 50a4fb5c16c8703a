-- $15 is the judgment's new stage.
judgment as (
update public.judgments
set enforcement_stage = $15{{cast public.judgments.enforcement_stage}},
    enforcement_stage_updated_at = pg_catalog.now(), updated_at = pg_catalog.now()
where id = $2
  and enforcement_stage is distinct from $15{{cast public.judgments.enforcement_stage}})
