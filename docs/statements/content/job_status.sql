-- (uuid)
select
    status::text
from
    public.content_jobs
where
    id = $1;
