-- (numeric, numeric, numeric, numeric, numeric, numeric, numeric, numeric, text, text, text, text, text, text, text, text)
with
looked as materialized (
    select
        count(*) as examined,
        count(*) filter (
            where
                its_case.next_action_at < pg_catalog.now()) as breaches,
        pg_catalog.array_agg(its_case.id) filter (
            where
                (
                    held.expired
                    or not coalesce(
                        case
                            when its_case.tier_override is not null then its_case.tier::text = its_case.tier_override::text
                            and its_case.tier_reason = 'override'
                            else case
                                when score >= $7 then its_case.tier::text = 'tier3'
                                and its_case.tier_reason = 'score ' || score || $15
                                when balance >= $8 then its_case.tier::text = 'tier3'
                                and its_case.tier_reason = 'balance ' || balance || $16
                                when score >= $5 then its_case.tier::text = 'tier2'
                                and its_case.tier_reason = 'score ' || score || $13
                                when balance >= $6 then its_case.tier::text = 'tier2'
                                and its_case.tier_reason = 'balance ' || balance || $14
                                when score >= $3 then its_case.tier::text = 'tier1'
                                and its_case.tier_reason = 'score ' || score || $11
                                when balance >= $4 then its_case.tier::text = 'tier1'
                                and its_case.tier_reason = 'balance ' || balance || $12
                                when score >= $1 then its_case.tier::text = 'tier0'
                                and its_case.tier_reason = 'score ' || score || $9
                                when balance >= $2 then its_case.tier::text = 'tier0'
                                and its_case.tier_reason = 'balance ' || balance || $10
                                else its_case.tier::text = 'tier0'
                                and its_case.tier_reason = 'default'
                            end
                        end,
                        false
                    )
                    or (
                        its_case.next_action_at is null
                        and facts.due is not null
                    )
                    or (
                        its_case.current_balance is null
                        and facts.balance is not null
                    )
                )
        ) as stale
    from
        public.enforcement_cases as its_case
        cross join lateral (
            select
                nullif(its_case.collectability_score, 'NaN') as score,
                coalesce(
                    nullif(its_case.current_balance, 'NaN'),
                    (
                        select
                            pg_catalog.round(coalesce(balance_due, judgment_amount), 2)
                        from
                            public.judgments
                        where
                            judgments.id = its_case.judgment_id
                            and pg_catalog.abs(coalesce(balance_due, judgment_amount)) < 999999999999.99
                    )
                ) as balance,
                coalesce(
                    its_case.next_action_at,
                    pg_catalog.now() + (
                        select
                            case
                                when pg_catalog.abs(extract(epoch
                                        from
                                            sla)) < 3e10 then sla
                            end
                        from
                            public.enforcement_stage_lookup
                        where
                            stage = its_case.current_stage::text
                    )
                ) as due
        ) as facts
        cross join lateral (
            select
                coalesce(
                    its_case.tier_override is not null
                    and its_case.override_expires_at <= pg_catalog.now(),
                    false
                ) as expired
        ) as held
    where
        its_case.closed_at is null
        and its_case.status <> 'closed'
),
locked as materialized (
    select
        its_case.*,
        held.expired,
        coalesce(its_case.current_balance, facts.balance) as new_balance,
        facts.due as new_due,
        case
            when not held.expired
            and its_case.tier_override is not null then its_case.tier_override::text
            else case
                when score >= $7 then 'tier3'
                when balance >= $8 then 'tier3'
                when score >= $5 then 'tier2'
                when balance >= $6 then 'tier2'
                when score >= $3 then 'tier1'
                when balance >= $4 then 'tier1'
                when score >= $1 then 'tier0'
                when balance >= $2 then 'tier0'
                else 'tier0'
            end
        end as new_tier,
        case
            when not held.expired
            and its_case.tier_override is not null then 'override'
            else case
                when score >= $7 then 'score ' || score || $15
                when balance >= $8 then 'balance ' || balance || $16
                when score >= $5 then 'score ' || score || $13
                when balance >= $6 then 'balance ' || balance || $14
                when score >= $3 then 'score ' || score || $11
                when balance >= $4 then 'balance ' || balance || $12
                when score >= $1 then 'score ' || score || $9
                when balance >= $2 then 'balance ' || balance || $10
                else 'default'
            end
        end as new_reason
    from
        public.enforcement_cases as its_case
        cross join lateral (
            select
                nullif(its_case.collectability_score, 'NaN') as score,
                coalesce(
                    nullif(its_case.current_balance, 'NaN'),
                    (
                        select
                            pg_catalog.round(coalesce(balance_due, judgment_amount), 2)
                        from
                            public.judgments
                        where
                            judgments.id = its_case.judgment_id
                            and pg_catalog.abs(coalesce(balance_due, judgment_amount)) < 999999999999.99
                    )
                ) as balance,
                coalesce(
                    its_case.next_action_at,
                    pg_catalog.now() + (
                        select
                            case
                                when pg_catalog.abs(extract(epoch
                                        from
                                            sla)) < 3e10 then sla
                            end
                        from
                            public.enforcement_stage_lookup
                        where
                            stage = its_case.current_stage::text
                    )
                ) as due
        ) as facts
        cross join lateral (
            select
                coalesce(
                    its_case.tier_override is not null
                    and its_case.override_expires_at <= pg_catalog.now(),
                    false
                ) as expired
        ) as held
    where
        its_case.closed_at is null
        and its_case.status <> 'closed'
        and its_case.id = any (
            (
                select
                    stale
                from
                    looked
            )::uuid[]
        )
        and (
            held.expired
            or not coalesce(
                case
                    when its_case.tier_override is not null then its_case.tier::text = its_case.tier_override::text
                    and its_case.tier_reason = 'override'
                    else case
                        when score >= $7 then its_case.tier::text = 'tier3'
                        and its_case.tier_reason = 'score ' || score || $15
                        when balance >= $8 then its_case.tier::text = 'tier3'
                        and its_case.tier_reason = 'balance ' || balance || $16
                        when score >= $5 then its_case.tier::text = 'tier2'
                        and its_case.tier_reason = 'score ' || score || $13
                        when balance >= $6 then its_case.tier::text = 'tier2'
                        and its_case.tier_reason = 'balance ' || balance || $14
                        when score >= $3 then its_case.tier::text = 'tier1'
                        and its_case.tier_reason = 'score ' || score || $11
                        when balance >= $4 then its_case.tier::text = 'tier1'
                        and its_case.tier_reason = 'balance ' || balance || $12
                        when score >= $1 then its_case.tier::text = 'tier0'
                        and its_case.tier_reason = 'score ' || score || $9
                        when balance >= $2 then its_case.tier::text = 'tier0'
                        and its_case.tier_reason = 'balance ' || balance || $10
                        else its_case.tier::text = 'tier0'
                        and its_case.tier_reason = 'default'
                    end
                end,
                false
            )
            or (
                its_case.next_action_at is null
                and facts.due is not null
            )
            or (
                its_case.current_balance is null
                and facts.balance is not null
            )
        )
    order by
        its_case.id
    for no key update
        of its_case skip locked
),
candidate as (
    select
        *,
        case
            when tier::text is distinct from new_tier
            or tier_reason is distinct from new_reason then pg_catalog.now()
            else tier_as_of
        end as new_as_of
    from
        locked
),
changed as (
    update
        public.enforcement_cases as its_case
    set
        tier = candidate.new_tier::text,
        tier_reason = candidate.new_reason,
        tier_as_of = candidate.new_as_of,
        tier_override = case
            when not candidate.expired then its_case.tier_override
        end,
        override_expires_at = case
            when not candidate.expired then its_case.override_expires_at
        end,
        override_note = case
            when not candidate.expired then its_case.override_note
        end,
        next_action_at = candidate.new_due,
        current_balance = candidate.new_balance
    from
        candidate
    where
        its_case.id = candidate.id
),
entry as (
    insert into
        public.enforcement_history (
            judgment_id,
            stage,
            changed_by,
            enforcement_case_id,
            actor_type,
            delta
        )
    select
        judgment_id,
        coalesce(current_stage::text, 'unknown')::text,
        'refresh_enforcement_metrics',
        id,
        'automation'::text,
        case
            when tier::text is distinct from new_tier then pg_catalog.jsonb_build_object(
                'tier',
                pg_catalog.jsonb_build_object(
                    'from',
                    tier::text,
                    'to',
                    new_tier
                )
            )
            else '{}'
        end || case
            when tier_reason is distinct from new_reason then pg_catalog.jsonb_build_object(
                'tier_reason',
                pg_catalog.jsonb_build_object(
                    'from',
                    tier_reason,
                    'to',
                    new_reason
                )
            )
            else '{}'
        end || case
            when pg_catalog.to_char(
                tier_as_of at time zone 'UTC',
                'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
            ) is distinct from pg_catalog.to_char(
                new_as_of at time zone 'UTC',
                'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
            ) then pg_catalog.jsonb_build_object(
                'tier_as_of',
                pg_catalog.jsonb_build_object(
                    'from',
                    pg_catalog.to_char(
                        tier_as_of at time zone 'UTC',
                        'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
                    ),
                    'to',
                    pg_catalog.to_char(
                        new_as_of at time zone 'UTC',
                        'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
                    )
                )
            )
            else '{}'
        end || case
            when tier_override::text is distinct from case
                when not expired then tier_override::text
            end then pg_catalog.jsonb_build_object(
                'tier_override',
                pg_catalog.jsonb_build_object(
                    'from',
                    tier_override::text,
                    'to',
                    case
                        when not expired then tier_override::text
                    end
                )
            )
            else '{}'
        end || case
            when pg_catalog.to_char(
                override_expires_at at time zone 'UTC',
                'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
            ) is distinct from case
                when not expired then pg_catalog.to_char(
                    override_expires_at at time zone 'UTC',
                    'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
                )
            end then pg_catalog.jsonb_build_object(
                'override_expires_at',
                pg_catalog.jsonb_build_object(
                    'from',
                    pg_catalog.to_char(
                        override_expires_at at time zone 'UTC',
                        'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
                    ),
                    'to',
                    case
                        when not expired then pg_catalog.to_char(
                            override_expires_at at time zone 'UTC',
                            'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
                        )
                    end
                )
            )
            else '{}'
        end || case
            when override_note is distinct from case
                when not expired then override_note
            end then pg_catalog.jsonb_build_object(
                'override_note',
                pg_catalog.jsonb_build_object(
                    'from',
                    override_note,
                    'to',
                    case
                        when not expired then override_note
                    end
                )
            )
            else '{}'
        end || case
            when pg_catalog.to_char(
                next_action_at at time zone 'UTC',
                'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
            ) is distinct from pg_catalog.to_char(
                new_due at time zone 'UTC',
                'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
            ) then pg_catalog.jsonb_build_object(
                'next_action_at',
                pg_catalog.jsonb_build_object(
                    'from',
                    pg_catalog.to_char(
                        next_action_at at time zone 'UTC',
                        'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
                    ),
                    'to',
                    pg_catalog.to_char(
                        new_due at time zone 'UTC',
                        'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
                    )
                )
            )
            else '{}'
        end || case
            when current_balance is distinct from new_balance then pg_catalog.jsonb_build_object(
                'current_balance',
                pg_catalog.jsonb_build_object(
                    'from',
                    current_balance,
                    'to',
                    new_balance
                )
            )
            else '{}'
        end
    from
        candidate
)
select
    pg_catalog.jsonb_build_object(
        'cases_examined',
        looked.examined,
        'tiers_changed',
        count(*) filter (
            where
                locked.tier::text is distinct from locked.new_tier
        ),
        'overrides_expired',
        count(*) filter (
            where
                locked.expired),
        'sla_breaches',
        looked.breaches
    )
from
    looked
    left join locked on true
group by
    looked.examined,
    looked.breaches;
