-- (textarray, textarray, textarray, textarray, textarray)
select
    wanted.email,
    wanted.phone,
    wanted.name,
    pg_catalog.gen_random_uuid(),
    exists (
        select
        from
            public.judgments
        where
            judgment_number = wanted.judgment_number
    )
    or exists (
        select
        from
            public.judgments
        where
            case_number = wanted.case_number
    ),
    by_email.*,
    by_phone.*,
    by_name.*
from
    (
        select
            place,
            judgment_number,
            case_number,
            pg_catalog.lower(email) as email,
            pg_catalog.regexp_replace(phone, '[^0-9]', '', 'g') as phone,
            nullif(
                pg_catalog.regexp_replace(
                    pg_catalog.lower(name),
                    '[[:space:]!-/:-@[-`{-~]+',
                    '',
                    'g'
                ),
                ''
            ) as name
        from
            unnest($1, $2, $3, $4, $5)
        with
        ordinality as it (
            name,
            email,
            phone,
            judgment_number,
            case_number,
            place
        )
    ) as wanted
    left join lateral (
        select
            id,
            coalesce(email, '') <> '',
            coalesce(phone, '') <> ''
        from
            public.plaintiffs
        where
            pg_catalog.lower(email) = wanted.email
        order by
            created_at,
            id
        limit
            1
    ) as by_email on true
    left join lateral (
        select
            id,
            coalesce(email, '') <> '',
            coalesce(phone, '') <> ''
        from
            public.plaintiffs
        where
            phone is not null
            and pg_catalog.regexp_replace(phone, '[^0-9]', '', 'g') = wanted.phone
        order by
            created_at,
            id
        limit
            1
    ) as by_phone on true
    left join lateral (
        select
            id,
            coalesce(email, '') <> '',
            coalesce(phone, '') <> ''
        from
            public.plaintiffs
        where
            pg_catalog.regexp_replace(
                pg_catalog.lower(name),
                '[[:space:]!-/:-@[-`{-~]+',
                '',
                'g'
            ) = wanted.name
        order by
            created_at,
            id
        limit
            1
    ) as by_name on true
order by
    wanted.place;
