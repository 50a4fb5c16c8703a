-- What a plain login sets before the library is loaded does not count afterwards.
create role early login in role service_role;
\c - early
set dragonfly_queue.authenticator = 'early';
set dragonfly_queue.idempotency_retention = '1 hour';
select dragonfly.version() is not null as loaded;
show dragonfly_queue.authenticator;
show dragonfly_queue.idempotency_retention;
\c - postgres
drop role early;
