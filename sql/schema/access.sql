-- access: who may do what, as one table.
--
-- For each object of ours all rights of PUBLIC, anon, authenticated, service_role and
-- enforcement_operator are revoked by name (Supabase's default privileges hand out everything),
-- then what stands here is granted. dragonfly_owner owns the functions, tables and helpers and nothing
-- else; on what is not its own (schemas, pgmq) it gets the rights of its column.
-- Functions marked * decide further inside: authenticated passes only with an operator's claims. So
-- does set_enforcement_stage(bigint,…), which takes anon only where dragonfly_queue.anon_may_set_stage
-- is on.
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
    ('table',    'public.judgments',                                 '',        'select',      'select, insert, update, delete', 'select',  ''),
    ('table',    'public.enforcement_stage_lookup',                  '',        'select',      'select, insert, update, delete', 'select',  ''),
    ('table',    'public.enforcement_tier_lookup',                   '',        'select',      'select, insert, update, delete', 'select',  ''),
    ('table',    'public.enforcement_cases',                         '',        'select',      'select, insert, update, delete', 'select',  ''),
    ('table',    'public.enforcement_events',                        '',        'select',      'select, insert, update, delete', 'select',  ''),
    ('table',    'public.enforcement_history',                       '',        'select',      'select, insert, update, delete', 'select',  ''),
    ('table',    'public.enforcement_actions',                       '',        'select',      'select, insert, update, delete', 'select',  ''),
    ('table',    'public.enforcement_documents',                     '',        'select',      'select, insert, update, delete', 'select',  ''),
    ('table',    'public.plaintiffs',                                '',        'select',      'select, insert, update, delete', 'select',  ''),
    ('table',    'public.plaintiff_contacts',                        '',        'select',      'select, insert, update, delete', 'select',  ''),
    ('table',    'public.plaintiff_tasks',                           '',        'select',      'select, insert, update, delete', 'select',  ''),
    ('table',    'public.plaintiff_call_attempts',                   '',        'select',      'select, insert, update, delete', 'select',  ''),
    ('table',    'public.plaintiff_status_history',                  '',        'select',      'select, insert, update, delete', 'select',  ''),
    ('table',    'judgments.cases',                                  '',        'select',      'select, insert, update, delete', 'select',  ''),
    ('table',    'judgments.enrichment_runs',                        '',        'select',      'select, insert, update, delete', 'select',  ''),
    ('table',    'parties.entities',                                 '',        'select',      'select, insert, update, delete', 'select',  ''),
    ('table',    'parties.entity_links',                             '',        'select',      'select, insert, update, delete', 'select',  ''),
    ('table',    'enrichment.contacts',                              '',        'select',      'select, insert, update, delete', 'select',  ''),
    ('table',    'enrichment.assets',                                '',        'select',      'select, insert, update, delete', 'select',  ''),
    ('table',    'public.import_runs',                               '',        'select',      'select, insert, update, delete', 'select',  ''),
    ('table',    'public.raw_simplicity_imports',                    '',        'select',      'select, insert, update, delete', 'select',  ''),
    ('table',    'workers.heartbeats',                               '',        '',            'select, insert, update, delete', '',        ''),
    ('table',    'workers.metrics',                                  '',        '',            'select, insert, update, delete', '',        ''),
    ('table',    'workers.metric_slots',                             '',        '',            'select, insert, update, delete', '',        ''),
    ('table',    'workers.processed_jobs',                           '',        '',            'select, insert, update, delete', '',        ''),
    ('table',    'workers.dead_letter_log',                          '',        '',            'select, insert, update, delete', '',        ''),
    ('table',    'workers.queue_policy',                             '',        '',            'select, insert, update, delete', '',        ''),
    ('table',    'public.case_copilot_logs',                         '',        '',            'select, insert, update, delete', '',        ''),

    ('view',     'public.v_enforcement_overview',                    '',        'select',      'select',                         'select',  ''),
    ('view',     'public.v_enforcement_stage_totals',                '',        'select',      'select',                         'select',  ''),
    ('view',     'public.v_enforcement_summary',                     '',        'select',      'select',                         'select',  ''),
    ('view',     'public.v_enforcement_recent',                      '',        'select',      'select',                         'select',  ''),
    ('view',     'public.v_enforcement_timeline',                    '',        'select',      'select',                         'select',  ''),
    ('view',     'public.v_enforcement_case_summary',                '',        'select',      'select',                         'select',  ''),
    ('view',     'judgments.v_collectability_snapshot',              '',        'select',      'select',                         'select',  ''),
    ('view',     'public.v_collectability_snapshot',                 '',        'select',      'select',                         'select',  ''),
    ('view',     'public.v_plaintiffs_overview',                     '',        'select',      'select',                         'select',  ''),
    ('view',     'public.v_plaintiff_open_tasks',                    '',        'select',      'select',                         'select',  ''),
    ('view',     'public.v_plaintiff_call_queue',                    '',        'select',      'select',                         'select',  ''),
    ('view',     'public.v_judgment_pipeline',                       '',        'select',      'select',                         'select',  ''),
    ('view',     'public.v_priority_pipeline',                       '',        'select',      'select',                         'select',  ''),
    ('view',     'public.v_case_copilot_latest',                     '',        '',            'select',                         '',        ''),
    ('view',     'workers.v_worker_health',                          '',        '',            'select',                         '',        ''),
    ('view',     'workers.v_queue_metrics',                          '',        '',            'select',                         '',        ''),

    ('helper',   'dragonfly.tg_touch_updated_at()',                    '',        '',            '',                               '',        ''),
    ('helper',   'dragonfly.is_operator()',                          '',        'execute',     'execute',                        'execute', ''),
    ('helper',   'dragonfly.tg_know_stage()',                        '',        '',            '',                               '',        ''),
    ('helper',   'dragonfly.tg_close_in_step()',                     '',        '',            '',                               '',        ''),
    ('helper',   'public.set_enforcement_stage(bigint,text,text,text)',
                                                                     'execute', 'execute',     'execute',                        'execute', ''),
    ('helper',   'dragonfly.tg_case_id_twice()',                     '',        '',            '',                               '',        ''),
    ('helper',   'workers.queue_depths()',                           '',        '',            'execute',                        '',        ''),
    ('queue',    'case_copilot',                                     '',        '',            'select, insert, update, delete, truncate', '', ''),
    ('queue',    'enforce',                                          '',        '',            'select, insert, update, delete, truncate', '', ''),
    ('queue',    'enrich',                                           '',        '',            'select, insert, update, delete, truncate', '', ''),
    ('queue',    'outreach',                                         '',        '',            'select, insert, update, delete, truncate', '', ''),
    ('queue',    'comms_outbound',                                   '',        '',            'select, insert, update, delete, truncate', '', ''),
    ('queue',    'dead_letter',                                      '',        '',            'select, insert, update, delete, truncate', '', ''),
    ('queue',    'enforcement_drafting',                             '',        '',            'select, insert, update, delete, truncate', '', ''),
    ('queue',    'enforcement_strategy',                             '',        '',            'select, insert, update, delete, truncate', '', ''),
    ('queue',    'ingest_raw',                                       '',        '',            'select, insert, update, delete, truncate', '', ''),
    ('queue',    'score_collectability',                             '',        '',            'select, insert, update, delete, truncate', '', ''),
    ('queue',    'simplicity_ingest',                                '',        '',            'select, insert, update, delete, truncate', '', ''),

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
    ('function', 'public.open_enforcement_case(jsonb)',              '',        'execute',     'execute',                        'execute', ''), -- *
    ('function', 'public.open_enforcement_case(bigint,text,uuid,text,numeric,text)',
                                                                     '',        'execute',     'execute',                        'execute', ''), -- *
    ('function', 'public.close_enforcement_case(jsonb)',             '',        'execute',     'execute',                        'execute', ''), -- *
    ('function', 'public.close_enforcement_case(uuid,text,text,text)',
                                                                     '',        'execute',     'execute',                        'execute', ''), -- *
    ('function', 'public.set_enforcement_stage(jsonb)',              '',        'execute',     'execute',                        'execute', ''), -- *
    ('function', 'public.set_enforcement_stage(uuid,text,text,text,jsonb,boolean)',
                                                                     '',        'execute',     'execute',                        'execute', ''), -- *
    ('function', 'public.log_enforcement_event(jsonb,boolean)',      '',        'execute',     'execute',                        'execute', ''), -- *
    ('function', 'public.log_enforcement_event(uuid,text,jsonb,text,uuid,text,text)',
                                                                     '',        'execute',     'execute',                        'execute', ''), -- *
    ('function', 'public.queue_enforcement_action(jsonb)',           '',        'execute',     'execute',                        'execute', ''), -- *
    ('function', 'public.queue_enforcement_action(uuid,text,text,jsonb,text,text)',
                                                                     '',        'execute',     'execute',                        'execute', ''), -- *
    ('function', 'public.record_enforcement_payment(jsonb)',         '',        'execute',     'execute',                        'execute', ''), -- *
    ('function', 'public.record_enforcement_payment(uuid,numeric,bigint,timestamp with time zone,text,text,text,boolean,text)',
                                                                     '',        'execute',     'execute',                        'execute', ''), -- *
    ('function', 'public.issue_subpoena(jsonb)',                     '',        'execute',     'execute',                        'execute', ''), -- *
    ('function', 'public.issue_subpoena(uuid,text,date,text[],text,text)',
                                                                     '',        'execute',     'execute',                        'execute', ''), -- *
    ('function', 'public.record_subpoena_response(jsonb)',           '',        'execute',     'execute',                        'execute', ''), -- *
    ('function', 'public.record_subpoena_response(uuid,boolean,uuid,text,text,text)',
                                                                     '',        'execute',     'execute',                        'execute', ''), -- *
    ('function', 'public.set_tier_override(uuid,text,timestamp with time zone,text,text)',
                                                                     '',        'execute',     'execute',                        'execute', ''), -- *
    ('function', 'public.refresh_enforcement_metrics()',             '',        '',            'execute',                        '',        ''),
    ('function', 'dragonfly.set_judgment_stage(bigint,text,text,text)',
                                                                     '',        '',            '',                               '',        ''),
    ('function', 'public.log_call_outcome(uuid,uuid,text,text,text,timestamp with time zone)', 'execute', 'execute',     'execute',                        'execute', ''),
    ('function', 'public.log_call_outcome(json)',                    'execute', 'execute',     'execute',                        'execute', ''),
    ('function', 'public.request_case_copilot(uuid,text)',           'execute', 'execute',     'execute',                        'execute', ''),
    ('function', 'public.set_case_enrichment(uuid,numeric,text,text)', '',        '',            'execute',                        '',        ''),
    ('function', 'public.set_case_scores(uuid,numeric,numeric,numeric,numeric,numeric,numeric,text)', '',        '',            'execute',                        '',        ''),
    ('function', 'public.upsert_enrichment_bundle(jsonb)',           '',        '',            'execute',                        '',        ''),
    ('function', 'public.insert_or_get_entity(jsonb)',               '',        '',            'execute',                        '',        ''),
    ('function', 'public.insert_or_get_case_with_entities(jsonb)',   '',        '',            'execute',                        '',        ''),
    ('function', 'public.process_simplicity_imports(uuid)',          '',        '',            'execute',                        '',        ''),
    ('function', 'dragonfly.waiting(text)',                          '',        '',            'execute',                        'execute', ''),
    ('function', 'dragonfly.working(text)',                          '',        '',            'execute',                        'execute', ''),
    ('function', 'dragonfly.purge_idempotency_keys(integer)',        '',        '',            'execute',                        '',        ''),
    ('function', 'dragonfly.caller_is_operator()',                   '',        'execute',     'execute',                        'execute', ''),
    ('function', 'dragonfly.doctor()',                               '',        '',            'execute',                        'execute', ''),
    ('function', 'dragonfly.examine()',                              '',        '',            'execute',                        'execute', ''),
    ('function', 'dragonfly.version()',                              '',        '',            'execute',                        'execute', ''),
    ('function', 'dragonfly.install(boolean)',                       '',        '',            '',                               '',        ''),
    ('function', 'dragonfly.as_owner(text)',                         '',        '',            '',                               '',        ''),
    ('function', 'dragonfly.uninstall_jobs()',                       '',        '',            '',                               '',        ''),
    ('function', 'dragonfly.preflight()',                            '',        '',            '',                               '',        ''),
    ('function', 'dragonfly.finish_script()',                        '',        '',            '',                               '',        '')
) as access (kind, object, anon, authenticated, service_role, enforcement_operator, dragonfly_owner)
