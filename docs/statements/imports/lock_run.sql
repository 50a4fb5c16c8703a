-- (uuid)
select
from
    public.import_runs
where
    id = $1
for no key update;
