with sent as materialized (
    select distinct on (role, name_normalized) *
    from (select place, role, name_full, first_name, last_name, business_name, ein_or_ssn, raw,
                 coalesce(name_normalized, 'hash_' || pg_catalog.md5(name_full)) as name_normalized
          from unnest($2, $3, $4, $5, $6, $7, $8, $9) with ordinality
              as it (role, name_normalized, name_full, first_name, last_name, business_name,
                     ein_or_ssn, raw, place)) as named
    order by role, name_normalized, place),
written as (
    insert into parties.entities as entity (org_id, case_id, role, name_full, first_name, last_name,
        business_name, ein_or_ssn, address, phones, emails, raw, name_normalized)
    select owner.org_id, owner.case_id, role{{cast parties.entities.role}}, name_full, first_name, last_name,
        business_name,
           ein_or_ssn, nullif(sent.raw -> 'address', 'null'), nullif(sent.raw -> 'phones', 'null'),
           nullif(sent.raw -> 'emails', 'null'), coalesce(sent.raw, '{}'), name_normalized
    from sent, judgments.cases as owner
    where owner.case_id = $1
    order by role, name_normalized
    on conflict (case_id, role, name_normalized) do update
    set name_full = coalesce(nullif(entity.name_full, ''), excluded.name_full),
        first_name = coalesce(nullif(entity.first_name, ''), excluded.first_name),
        last_name = coalesce(nullif(entity.last_name, ''), excluded.last_name),
        business_name = coalesce(nullif(entity.business_name, ''), excluded.business_name),
        ein_or_ssn = coalesce(nullif(entity.ein_or_ssn, ''), excluded.ein_or_ssn),
        address = coalesce(entity.address, excluded.address),
        phones = coalesce(entity.phones, excluded.phones),
        emails = coalesce(entity.emails, excluded.emails)
    where (coalesce(entity.name_full, '') = '' and excluded.name_full is not null)
       or (coalesce(entity.first_name, '') = '' and excluded.first_name is not null)
       or (coalesce(entity.last_name, '') = '' and excluded.last_name is not null)
       or (coalesce(entity.business_name, '') = '' and excluded.business_name is not null)
       or (coalesce(entity.ein_or_ssn, '') = '' and excluded.ein_or_ssn is not null)
       or (entity.address is null and excluded.address is not null)
       or (entity.phones is null and excluded.phones is not null)
       or (entity.emails is null and excluded.emails is not null)
    returning entity.xmax = 0 as is_new)
select pg_catalog.count(*) filter (where is_new) from written
