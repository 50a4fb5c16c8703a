-- (uuid, text)
select
    pg_catalog.to_jsonb(its)
from
    public.content_job_stages as its
where
    its.job_id = $1
    and its.stage = $2;
