-- By named arguments: the third positional one of net.http_post is the query string, where a key would
-- show in everybody's logs. What stands behind ? or before @ in an endpoint is nobody's business.
with sent as materialized (
    select net.http_post(
        url := $1,
        body := pg_catalog.jsonb_build_object('stage', $2, 'queue', $3)
            || case when pg_catalog.jsonb_typeof($4) = 'object' then $4 else '{}' end,
        headers := coalesce($5, pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
            'Content-Type', 'application/json',
            'Authorization', 'Bearer ' || nullif(pg_catalog.current_setting(
                'app.settings.edge_function_service_role_key', true), '')))),
        timeout_milliseconds := 10000) as request_id),
event as (
    insert into public.content_job_events (stage, status, message, metadata)
    select $2{{cast public.content_job_events.stage}}, 'dispatched'{{cast public.content_job_events.status}},
        'Worker called', pg_catalog.jsonb_build_object(
        'endpoint', pg_catalog.regexp_replace(
            pg_catalog.split_part(pg_catalog.split_part($1, '?', 1), '#', 1), '//[^/]*@', '//'),
        'queue', $3, 'request_id', sent.request_id)
    from sent)
select pg_catalog.to_jsonb(sent.request_id) from sent
