-- Bundles: upserted by list, elements that cannot be used are named, the rest go on.
\set ON_ERROR_ROLLBACK on
begin;
insert into judgments.cases (case_id, case_number) values ('00000000-0000-0000-0000-00000000000c', 'N-1'), ('00000000-0000-0000-0000-00000000000d', 'N-2');
insert into parties.entities (entity_id, case_id, role, name_normalized) values
('00000000-0000-0000-0000-00000000000e', '00000000-0000-0000-0000-00000000000c', 'defendant', 'ann'), ('00000000-0000-0000-0000-00000000000f', '00000000-0000-0000-0000-00000000000d', 'defendant', 'ann');
set role service_role;
select jsonb_pretty(upsert_enrichment_bundle('{"case_id": "00000000-0000-0000-0000-00000000000c", "contacts": [
    {"entity_id": "00000000-0000-0000-0000-00000000000e", "kind": "phone", "value": "555-0100", "source": "x", "score": 10, "validated_bool": true},
    {"entity_id": "00000000-0000-0000-0000-00000000000f", "kind": "phone", "value": "555-0100"},
    {"entity_id": "00000000-0000-0000-0000-00000000000e", "kind": "PHONE", "value": " 555-0100 ", "score": "20.50"},
    {"entity_id": "00000000-0000-0000-0000-00000000000e", "kind": "email", "value": "a@x.y", "score": "high"},
    {"entity_id": "00000000-0000-0000-0000-0000000000ff", "kind": "email", "value": "a@x.y"},
    "text", null, [], {"kind": "email"}, {"entity_id": "00000000-0000-0000-0000-00000000000e", "kind": "fax", "value": "1"}],
  "assets": [{"entity_id": "00000000-0000-0000-0000-00000000000e", "asset_type": "vehicle", "meta_json": {"plate": 1.10}, "confidence": 55.5},
    {"entity_id": "00000000-0000-0000-0000-00000000000e", "asset_type": "boat"}, {"entity_id": "00000000-0000-0000-0000-00000000000e", "asset_type": "dba", "meta_json": []}]}'));
select kind, value, source, validated_bool, score from enrichment.contacts;
select asset_type, meta_json, confidence from enrichment.assets;
select upsert_enrichment_bundle('{"case_id": "00000000-0000-0000-0000-00000000000c", "contacts": [{"entity_id": "00000000-0000-0000-0000-00000000000e", "kind": "phone", "value": "555-0100", "score": 30}],
  "assets": [{"entity_id": "00000000-0000-0000-0000-00000000000e", "asset_type": "vehicle", "confidence": 60}]}') - 'case_id' as again;
select source, validated_bool, score from enrichment.contacts;
select source, meta_json, confidence from enrichment.assets;
-- What a later bundle does not name stays, null names nothing; what it names is changed, also to false and 0.
select upsert_enrichment_bundle('{"case_id": "00000000-0000-0000-0000-00000000000c", "contacts": [{"entity_id": "00000000-0000-0000-0000-00000000000e", "kind": "phone", "value": "555-0100", "score": null, "source": "y"}],
  "assets": [{"entity_id": "00000000-0000-0000-0000-00000000000e", "asset_type": "vehicle", "source": "dmv"}]}') ->> 'ok' as other_fields;
select source, validated_bool, score from enrichment.contacts;
select source, meta_json, confidence from enrichment.assets;
select upsert_enrichment_bundle('{"case_id": "00000000-0000-0000-0000-00000000000c", "contacts": [{"entity_id": "00000000-0000-0000-0000-00000000000e", "kind": "phone", "value": "555-0100", "validated_bool": false}, {"entity_id": "00000000-0000-0000-0000-00000000000e", "kind": "phone", "value": "555-0100", "score": 0}],
  "assets": [{"entity_id": "00000000-0000-0000-0000-00000000000e", "asset_type": "vehicle", "meta_json": {}, "confidence": 0}]}') ->> 'ok' as to_nothing;
select source, validated_bool, score from enrichment.contacts;
select source, meta_json, confidence from enrichment.assets;
-- A new row has the defaults, and what a client left empty stays empty.
update enrichment.contacts set validated_bool = null, score = null;
select upsert_enrichment_bundle('{"case_id": "00000000-0000-0000-0000-00000000000c", "contacts": [{"entity_id": "00000000-0000-0000-0000-00000000000e", "kind": "phone", "value": "555-0100"}, {"entity_id": "00000000-0000-0000-0000-00000000000e", "kind": "phone", "value": "555-0101"}]}') ->> 'ok' as defaults;
select value, source, validated_bool, score from enrichment.contacts order by value;
delete from enrichment.contacts where value = '555-0101';
select upsert_enrichment_bundle('{"case_id": "00000000-0000-0000-0000-00000000000c", "contacts": [], "assets": null}') - 'case_id' as empty;
-- Refused.
select upsert_enrichment_bundle();
\echo :LAST_ERROR_SQLSTATE
select upsert_enrichment_bundle('[]');
\echo :LAST_ERROR_SQLSTATE
select upsert_enrichment_bundle('{"case_id": "x"}');
\echo :LAST_ERROR_SQLSTATE
select upsert_enrichment_bundle('{"case_id": "00000000-0000-0000-0000-0000000000cc"}');
\echo :LAST_ERROR_SQLSTATE
select upsert_enrichment_bundle('{"case_id": "00000000-0000-0000-0000-00000000000c", "contacts": {}}');
\echo :LAST_ERROR_SQLSTATE
select upsert_enrichment_bundle('{"case_id": "00000000-0000-0000-0000-00000000000c", "assets": "many"}');
\echo :LAST_ERROR_SQLSTATE
-- What an index cannot hold is skipped, the rest goes on.
select upsert_enrichment_bundle(jsonb_build_object('case_id', '00000000-0000-0000-0000-00000000000c', 'contacts', (
    select jsonb_agg(jsonb_build_object('entity_id', '00000000-0000-0000-0000-00000000000e', 'kind', 'address', 'value', value)) from (values
        ((select string_agg(md5(n::text), '') from generate_series(1, 300) as n)), ('1 Main St')) as it (value)))) - 'case_id' as long;
-- A hundred thousand elements.
select upsert_enrichment_bundle(jsonb_build_object('case_id', '00000000-0000-0000-0000-00000000000c', 'contacts', (
    select jsonb_agg(jsonb_build_object('entity_id', '00000000-0000-0000-0000-00000000000e', 'kind', 'email', 'value', n || '@x.y', 'score', n % 101)) from generate_series(1, 100000) as n)))
    - 'case_id' as many;
select count(*), sum(score) from enrichment.contacts where kind = 'email';
rollback;
