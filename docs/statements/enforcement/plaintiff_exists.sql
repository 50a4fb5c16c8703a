-- (uuid)
select
from
    public.plaintiffs
where
    id = $1;
