-- Messages that are due at $2, those due longest first, $3 at the most, each locked; passes by what others are
-- taking.
-- The inner limit is the most that anybody may ask for. It tells the planner to look for the first rows; the
-- outer one,
-- which it cannot see through, stops the locking. A plain $3 would have the statement planned anew for each call,
-- because a plan for so few rows looks better than the kept one.
select due.msg_id from (
    select due.msg_id from pgmq.{{table}} as due
    where due.vt <= $2 and {{also}}
    order by due.vt
    limit {{max_quantity}}
    for update skip locked) as due
limit (select $3)
