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
    ('net',      'net.http_post(text,jsonb,jsonb,jsonb,integer)',     '',        '',            '',                               '',        'execute'),
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
    ('table',    'public.case_copilot_logs',                         '',        '',            'select, insert, update, delete', '',        ''),
    ('table',    'public.content_jobs',                               '',        '',            'select, insert, update, delete', '',        ''),
    ('table',    'public.content_job_stages',                         '',        '',            'select, insert, update, delete', '',        ''),
    ('table',    'public.content_job_events',                         '',        '',            'select, insert, update, delete', '',        ''),
    ('table',    'public.content_payloads',                           '',        '',            'select, insert, update, delete', '',        ''),
    ('table',    'public.content_assets',                             '',        '',            'select, insert, update, delete', '',        ''),
    ('table',    'public.content_dead_letters',                       '',        '',            'select, insert, update, delete', '',        ''),
    ('table',    'public.content_job_metrics',                        '',        '',            'select, insert, update, delete', '',        ''),
    ('table',    'public.content_stage_config',                       '',        '',            'select, insert, update, delete', '',        ''),

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
    ('view',     'public.v_content_job_status',                       '',        '',            'select',                         '',        ''),

    ('helper',   'dragonfly.tg_touch_updated_at()',                    '',        '',            '',                               '',        ''),
    ('helper',   'dragonfly.is_operator()',                          '',        'execute',     'execute',                        'execute', ''),
    ('helper',   'dragonfly.tg_know_stage()',                        '',        '',            '',                               '',        ''),
    ('helper',   'dragonfly.tg_close_in_step()',                     '',        '',            '',                               '',        ''),
    ('helper',   'public.set_enforcement_stage(bigint,text,text,text)',
                                                                     'execute', 'execute',     'execute',                        'execute', ''),
    ('helper',   'dragonfly.tg_case_id_twice()',                     '',        '',            '',                               '',        ''),
    ('helper',   'dragonfly.tg_content_first_stage()',                '',        '',            '',                               '',        ''),
    ('helper',   'dragonfly.tg_content_cancel_stages()',              '',        '',            '',                               '',        ''),
    ('helper',   'dragonfly.tg_touch_last_updated_at()',              '',        '',            '',                               '',        ''),
    ('helper',   'dragonfly.try_content_worker(text,text,text,jsonb)','',        '',            '',                               '',        ''),
    ('queue',    'content',                                           '',        '',            'select, insert, update, delete, truncate','',        ''),
    ('queue',    'schema',                                            '',        '',            'select, insert, update, delete, truncate','',        ''),
    ('queue',    'tsv',                                               '',        '',            'select, insert, update, delete, truncate','',        ''),
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
    ('function', 'public.get_content_stage_backlog()',                'execute', 'execute',     'execute',                        'execute', ''),
    ('function', 'public.create_content_job(text,text,jsonb,text,integer,integer,integer,text)','',        '',            'execute',                        '',        ''),
    ('function', 'public.enqueue_stage(text,uuid,text,jsonb,integer,integer,integer,integer,integer)','',        '',            'execute',                        '',        ''),
    ('function', 'public.dequeue_stage(text,integer,text)',           '',        '',            'execute',                        '',        ''),
    ('function', 'public.dequeue_stage_batch(text,integer,integer,text)','',        '',            'execute',                        '',        ''),
    ('function', 'public.extend_message_visibility(text,bigint,uuid,text,integer)','',        '',            'execute',                        '',        ''),
    ('function', 'public.start_stage(uuid,text)',                     '',        '',            'execute',                        '',        ''),
    ('function', 'public.complete_stage(text,bigint,uuid,text,jsonb,text)','',        '',            'execute',                        '',        ''),
    ('function', 'public.fail_stage(text,bigint,uuid,text,jsonb,boolean)','',        '',            'execute',                        '',        ''),
    ('function', 'public.delayed_requeue_stage(text,bigint,uuid,text,jsonb,integer,integer,integer)','',        '',            'execute',                        '',        ''),
    ('function', 'public.move_to_dead_letter(text,bigint,uuid,text,jsonb,text,jsonb,integer)','',        '',            'execute',                        '',        ''),
    ('function', 'public.get_queue_depth(text)',                      '',        '',            'execute',                        '',        ''),
    ('function', 'public.archive_message(text,bigint)',               '',        '',            'execute',                        '',        ''),
    ('function', 'public.archive_messages(text,bigint[])',            '',        '',            'execute',                        '',        ''),
    ('function', 'public.record_job_metric(uuid,text,text,numeric,bigint,integer,integer,jsonb)','',        '',            'execute',                        '',        ''),
    ('function', 'public.cancel_content_job(uuid,text)',              '',        '',            'execute',                        '',        ''),
    ('function', 'public.reclaim_stalled_stages(integer)',            '',        '',            'execute',                        '',        ''),
    ('function', 'public.trigger_content_worker(text,text,text,jsonb,jsonb)','',        '',            'execute',                        '',        ''),
    ('function', 'public.dispatch_content_queue(text)',               '',        '',            'execute',                        '',        ''),
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
