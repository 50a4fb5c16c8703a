case when tier::text
          is distinct from new_tier
     then pg_catalog.jsonb_build_object('tier', pg_catalog.jsonb_build_object(
         'from', tier::text,
         'to', new_tier))
     else '{}' end
|| case when tier_reason
          is distinct from new_reason
     then pg_catalog.jsonb_build_object('tier_reason', pg_catalog.jsonb_build_object(
         'from', tier_reason,
         'to', new_reason))
     else '{}' end
|| case when pg_catalog.to_char(tier_as_of at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
          is distinct from pg_catalog.to_char(new_as_of at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
     then pg_catalog.jsonb_build_object('tier_as_of', pg_catalog.jsonb_build_object(
         'from', pg_catalog.to_char(tier_as_of at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
         'to', pg_catalog.to_char(new_as_of at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))
     else '{}' end
|| case when tier_override::text
          is distinct from case when not expired then tier_override::text end
     then pg_catalog.jsonb_build_object('tier_override', pg_catalog.jsonb_build_object(
         'from', tier_override::text,
         'to', case when not expired then tier_override::text end))
     else '{}' end
|| case when pg_catalog.to_char(override_expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
          is distinct from case when not expired then pg_catalog.to_char(override_expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end
     then pg_catalog.jsonb_build_object('override_expires_at', pg_catalog.jsonb_build_object(
         'from', pg_catalog.to_char(override_expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
         'to', case when not expired then pg_catalog.to_char(override_expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end))
     else '{}' end
|| case when override_note
          is distinct from case when not expired then override_note end
     then pg_catalog.jsonb_build_object('override_note', pg_catalog.jsonb_build_object(
         'from', override_note,
         'to', case when not expired then override_note end))
     else '{}' end
|| case when pg_catalog.to_char(next_action_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
          is distinct from pg_catalog.to_char(new_due at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
     then pg_catalog.jsonb_build_object('next_action_at', pg_catalog.jsonb_build_object(
         'from', pg_catalog.to_char(next_action_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
         'to', pg_catalog.to_char(new_due at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))
     else '{}' end
|| case when current_balance
          is distinct from new_balance
     then pg_catalog.jsonb_build_object('current_balance', pg_catalog.jsonb_build_object(
         'from', current_balance,
         'to', new_balance))
     else '{}' end
