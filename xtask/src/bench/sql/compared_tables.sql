-- What the extension's tables are compared with: the same columns and indexes, without row security
-- and without anything that listens; and a queue of pgmq's own, as it comes.
create schema bench;
create table bench.floor_keys (like dragonfly.idempotency_keys including all);
create table bench.floor_queue (like pgmq.q_enrich including all);
select pgmq.create('plain');

-- Batches are made before a run, so that making them is no part of it; out of line and uncompressed,
-- so that reading them costs little.
create table bench.batches (id integer primary key, jobs jsonb not null);
alter table bench.batches alter column jobs set storage external;
create sequence bench.batch_number;
