-- access: who may do what, as one table.
--
-- For each object of ours all rights of PUBLIC, anon, authenticated, service_role and
-- enforcement_operator are revoked by name (Supabase's default privileges hand out everything),
-- then what stands here is granted. dragonfly_owner owns the functions, tables and helpers and nothing
-- else; on what is not its own (schemas, pgmq) it gets the rights of its column.
-- Functions marked * decide further inside: authenticated passes only with an operator's claims.
select kind, object, anon, authenticated, service_role, enforcement_operator, dragonfly_owner
from (values
    -- kind      object                                              anon       authenticated  service_role                      operator   owner
    ('schema',   'dragonfly',                                        '',        'usage',       'usage',                          'usage',   'usage'),
    ('schema',   'judgments',                                        '',        'usage',       'usage',                          'usage',   'usage'),
    ('schema',   'parties',                                          '',        'usage',       'usage',                          'usage',   'usage'),
    ('schema',   'enrichment',                                       '',        'usage',       'usage',                          'usage',   'usage'),
    ('schema',   'workers',                                          '',        '',            'usage',                          'usage',   'usage'),
    ('schema',   'pgmq',                                             '',        '',            'usage',                          '',        'usage'),
    ('pgmq',     'functions',                                        '',        '',            'execute',                        '',        'execute'),
    ('pgmq',     'meta',                                             '',        '',            'select',                         '',        'select'),
    ('pgmq',     'notify_insert_throttle',                            '',        '',            'select, update',                 '',        'select, update'),
    ('pgmq',     'topic_bindings',                                   '',        '',            'select',                         '',        'select'),

    ('table',    'dragonfly.settings',                               '',        '',            '',                               '',        ''),
    ('table',    'dragonfly.idempotency_keys',                       '',        '',            '',                               '',        ''),
    ('helper',   'dragonfly.tg_touch_updated_at()',                    '',        '',            '',                               '',        ''),
    ('helper',   'dragonfly.is_operator()',                          '',        'execute',     'execute',                        'execute', ''),
    ('queue',    'case_copilot',                                     '',        '',            'select, insert, update, delete, truncate', '', ''),
    ('queue',    'enforce',                                          '',        '',            'select, insert, update, delete, truncate', '', ''),
    ('queue',    'enrich',                                           '',        '',            'select, insert, update, delete, truncate', '', ''),
    ('queue',    'outreach',                                         '',        '',            'select, insert, update, delete, truncate', '', ''),

    ('function', 'public.queue_job(jsonb)',                          'execute', 'execute',     'execute',                        'execute', ''),
    ('function', 'public.queue_job(text,text)',                      'execute', 'execute',     'execute',                        'execute', ''),
    ('function', 'public.queue_job(text,jsonb)',                     'execute', 'execute',     'execute',                        'execute', ''),
    ('function', 'public.queue_job(jsonb,text)',                     'execute', 'execute',     'execute',                        'execute', ''),
    ('function', 'public.queue_job(text,text,jsonb)',                'execute', 'execute',     'execute',                        'execute', ''),
    ('function', 'public.queue_job(text,text,jsonb,timestamp with time zone)',
                                                                     'execute', 'execute',     'execute',                        'execute', ''),
    ('function', 'public.queue_job(text,text,jsonb,integer)',        'execute', 'execute',     'execute',                        'execute', ''),
    ('function', 'public.queue_job(text,text,jsonb,timestamp with time zone,integer)',
                                                                     'execute', 'execute',     'execute',                        'execute', ''),
    ('function', 'public.queue_jobs(jsonb)',                         '',        '',            'execute',                        '',        ''),
    ('function', 'public.queue_job_status(text,text)',               '',        'execute',     'execute',                        'execute', ''), -- *
    ('function', 'public.dequeue_job(text)',                         '',        '',            'execute',                        '',        ''),
    ('function', 'public.dequeue_jobs(text,integer,integer)',        '',        '',            'execute',                        '',        ''),
    ('function', 'public.pgmq_delete(text,bigint)',                  '',        '',            'execute',                        '',        ''),
    ('function', 'public.pgmq_delete_many(text,bigint[])',           '',        '',            'execute',                        '',        ''),
    ('function', 'dragonfly.waiting(text)',                          '',        '',            'execute',                        'execute', ''),
    ('function', 'dragonfly.working(text)',                          '',        '',            'execute',                        'execute', ''),
    ('function', 'dragonfly.purge_idempotency_keys(integer)',        '',        '',            'execute',                        '',        ''),
    ('function', 'dragonfly.caller_is_operator()',                   '',        'execute',     'execute',                        'execute', ''),
    ('function', 'dragonfly.doctor()',                               '',        '',            'execute',                        'execute', ''),
    ('function', 'dragonfly.examine()',                              '',        '',            'execute',                        'execute', ''),
    ('function', 'dragonfly.version()',                              '',        '',            'execute',                        'execute', ''),
    ('function', 'dragonfly.install(boolean)',                       '',        '',            '',                               '',        ''),
    ('function', 'dragonfly.uninstall_jobs()',                       '',        '',            '',                               '',        ''),
    ('function', 'dragonfly.preflight()',                            '',        '',            '',                               '',        ''),
    ('function', 'dragonfly.finish_script()',                        '',        '',            '',                               '',        '')
) as access (kind, object, anon, authenticated, service_role, enforcement_operator, dragonfly_owner)
