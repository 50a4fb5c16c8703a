select ordinal, pg_catalog.now() + case
           when pg_catalog.abs(extract(epoch from sla)) < 3e10 then sla end,
       judgment_stage
from public.enforcement_stage_lookup where stage = $1
