case when tier::text is distinct from new_tier
     then pg_catalog.jsonb_build_object('tier', pg_catalog.jsonb_build_object(
         'from', tier::text,
         'to', new_tier))
     else '{}' end
|| case when tier_reason is distinct from new_reason
     then pg_catalog.jsonb_build_object('tier_reason', pg_catalog.jsonb_build_object(
         'from', tier_reason,
         'to', new_reason))
     else '{}' end
|| case when {{include utc.sql at=tier_as_of}} is distinct from {{include utc.sql at=new_as_of}}
     then pg_catalog.jsonb_build_object('tier_as_of', pg_catalog.jsonb_build_object(
         'from', {{include utc.sql at=tier_as_of}},
         'to', {{include utc.sql at=new_as_of}}))
     else '{}' end
|| case when tier_override::text is distinct from case when not expired then tier_override::text end
     then pg_catalog.jsonb_build_object('tier_override', pg_catalog.jsonb_build_object(
         'from', tier_override::text,
         'to', case when not expired then tier_override::text end))
     else '{}' end
|| case when {{include utc.sql at=override_expires_at}} is distinct from case when not expired then {{include utc.sql at=override_expires_at}} end
     then pg_catalog.jsonb_build_object('override_expires_at', pg_catalog.jsonb_build_object(
         'from', {{include utc.sql at=override_expires_at}},
         'to', case when not expired then {{include utc.sql at=override_expires_at}} end))
     else '{}' end
|| case when override_note is distinct from case when not expired then override_note end
     then pg_catalog.jsonb_build_object('override_note', pg_catalog.jsonb_build_object(
         'from', override_note,
         'to', case when not expired then override_note end))
     else '{}' end
|| case when {{include utc.sql at=next_action_at}} is distinct from {{include utc.sql at=new_due}}
     then pg_catalog.jsonb_build_object('next_action_at', pg_catalog.jsonb_build_object(
         'from', {{include utc.sql at=next_action_at}},
         'to', {{include utc.sql at=new_due}}))
     else '{}' end
|| case when current_balance is distinct from new_balance
     then pg_catalog.jsonb_build_object('current_balance', pg_catalog.jsonb_build_object(
         'from', current_balance,
         'to', new_balance))
     else '{}' end
