-- (uuid, text, text)
select
    case_id
from
    judgments.cases
where
    org_id = $1
    and source = $2::text
    and case_number = $3;
