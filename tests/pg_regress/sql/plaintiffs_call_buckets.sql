-- Every row of the table of outcomes, and what follows from it.
begin;
insert into plaintiffs (id, name) values ('00000000-0000-0000-0000-00000000000a', 'Ann');
create temp table calls as
select gen_random_uuid() as task_id, place, outcome, interest from (values
    (1, 'do_not_call', 'hot'), (2, 'do_not_call', null), (3, 'bad_number', 'warm'), (4, 'bad_number', null),
    (5, 'reached', 'hot'), (6, 'reached', 'warm'), (7, 'reached', 'cold'), (8, 'reached', 'none'),
    (9, 'reached', ''), (10, 'reached', null), (11, 'reached', 'lukewarm'), (12, 'left_voicemail', 'hot'),
    (13, 'no_answer', null), (14, 'something new', 'warm')) as rows (place, outcome, interest);
insert into plaintiff_tasks (id, plaintiff_id, kind, status) select task_id, '00000000-0000-0000-0000-00000000000a', 'other', 'open' from calls;
create function pg_temp.outcome(task_id uuid, outcome text, interest text) returns text language plpgsql as $$
declare answer jsonb;
begin
    answer := log_call_outcome('00000000-0000-0000-0000-00000000000a', task_id, outcome, interest, null, '2031-01-31');
    update plaintiff_tasks set status = 'completed' where kind = 'call';
    return answer ->> 'status' || case answer ->> 'follow_up_created' when 'true' then ' and a follow-up' else '' end;
end $$;
select outcome, coalesce(quote_literal(interest), 'null') as interest, pg_temp.outcome(task_id, outcome, interest) as status from calls order by place;
select status, count(*) from plaintiff_status_history group by status order by status;
rollback;
