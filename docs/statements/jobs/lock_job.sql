-- (uuid)
select
from
    public.jobs
where
    id = $1
for update;
