-- (text, text, text, jsonb)
select
    pg_catalog.replace(
        answer.of ->> 'error',
        nullif(
            pg_catalog.current_setting(
                'app.settings.edge_function_service_role_key',
                true
            ),
            ''
        ),
        '***'
    ),
    answer.of ->> 'error'
from
    (
        select
            dragonfly.try_content_worker($1, $2, $3, $4) as of
    ) as answer;
