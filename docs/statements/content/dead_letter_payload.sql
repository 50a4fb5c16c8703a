-- (int8)
select
    case
        when payload ? 'payload' then payload -> 'payload'
        when payload ? 'job_id' then '{}'
        else payload
    end
from
    public.content_dead_letters
where
    id = $1;
