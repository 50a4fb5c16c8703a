-- database.types.ts of a database: psql -XAtq -f database.types.sql > database.types.ts
-- Tables, views, functions and enumerations of the extension's schemas, in the form that supabase-js reads.
\set QUIET on
set check_function_bodies = off;
set search_path = pg_catalog, pg_temp;

-- Words as a union.
create function pg_temp.words(words text[]) returns text language sql
return (select string_agg(to_json(word)::text, ' | ' order by place)
        from unnest(words) with ordinality as it (word, place));

-- What PostgREST writes for a value of a type.
create function pg_temp.script(of_type oid) returns text language sql as $$
select case
    when typcategory = 'A' then
        case when pg_temp.script(typelem) like '%|%' then '(' || pg_temp.script(typelem) || ')[]'
             else pg_temp.script(typelem) || '[]' end
    when typtype = 'e' then pg_temp.words(array(
        select enumlabel::text from pg_enum where enumtypid = of_type order by enumsortorder))
    when typtype = 'd' then pg_temp.script(typbasetype)
    when typname in ('int2', 'int4', 'int8', 'float4', 'float8', 'numeric') then 'number'
    when typname = 'bool' then 'boolean'
    when typname in ('json', 'jsonb') then 'Json'
    when typname = 'void' then 'undefined'
    when typname = 'record' then 'Record<string, unknown>'
    else 'string' end
from pg_type where oid = of_type
$$;

-- The words that a check of one column allows.
create function pg_temp.checked(of_table oid, of_column smallint) returns text language sql as $$
select pg_temp.words(array(
    select replace(found[1], '''''', '''')
    from regexp_matches(pg_get_constraintdef(pg_constraint.oid), '''((?:[^'']|'''')*)''::', 'g') as found))
from pg_constraint
where contype = 'c' and conrelid = of_table and conkey = array[of_column]
  and pg_get_constraintdef(oid) ~ '^CHECK \(\(\(?\w+(\)::text)? = ANY \(.*ARRAY\[[^]]*\].*\)\)\)$'
limit 1
$$;

-- Rows of a table as words; rows are data, so any other word is taken too.
create function pg_temp.rows(sql text) returns text language plpgsql as $$
declare
    words text[];
begin
    execute sql into words;
    return pg_temp.words(words) || ' | (string & {})';
end
$$;

create view pg_temp.relations as
select nspname::text as schema, relname::text as name, pg_class.oid, relkind in ('r', 'p') as is_table
from pg_class join pg_namespace on pg_namespace.oid = relnamespace
where nspname in ('public', 'workers', 'judgments', 'parties', 'enrichment')
  and relkind in ('r', 'p', 'v') and relowner = to_regrole('dragonfly_owner');

create view pg_temp.fields as
select attrelid as relation, attname::text as name, attnum as place, not attnotnull as is_nullable,
    attgenerated <> '' as is_generated, atthasdef or attidentity <> '' as has_default,
    coalesce(pg_temp.checked(attrelid, attnum), pg_temp.script(atttypid)) as type
from pg_attribute join pg_temp.relations on relations.oid = attrelid
where attnum > 0 and not attisdropped;

create function pg_temp.members(of_relation oid, form text) returns text language sql
return (
    select coalesce(string_agg(
        format('          %s%s: %s%s;', name,
            case when form = 'Update' or form = 'Insert' and (is_nullable or has_default) then '?' else '' end,
            case when is_generated and form <> 'Row' then 'never' else type end,
            case when is_nullable and not (is_generated and form <> 'Row') then ' | null' else '' end),
        e'\n' order by place), '')
    from pg_temp.fields where relation = of_relation);

create view pg_temp.overloads as
select nspname::text as schema, proname::text as name, pg_proc.oid, argument.list as arguments, answer.type as returns
from pg_proc
join pg_namespace on pg_namespace.oid = pronamespace
join pg_depend on classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e'
join pg_extension on pg_extension.oid = refobjid and extname = 'dragonfly_queue'
cross join lateral (
    select coalesce(string_agg(
        format('%s%s: %s', input.name, case when input.place > pronargs - pronargdefaults then '?' else '' end,
            case
                when input.name = 'kind' and nspname = 'public' then 'Kind'
                when input.name in ('p_stage', 'p_next_stage', 'p_initial_stage') then 'ContentStage'
                when input.name = 'stage' and proname = 'set_enforcement_stage' then 'EnforcementStage'
                when input.name = 'type' and proname = 'create_job' then 'JobType'
                else pg_temp.script(input.type) end),
        '; ' order by input.place), '') as list, coalesce(bool_and(coalesce(input.name, '') <> ''), true) as is_named
    from unnest(proargtypes::oid[], proargnames[1:pronargs]) with ordinality as input (type, name, place)) as argument
cross join lateral (
    select case
        when proallargtypes is null then
            pg_temp.script(prorettype) || case when proretset then '[]' else '' end
        else '{ ' || (
            select string_agg(format('%s: %s', output.name, pg_temp.script(output.type)), '; ' order by output.place)
            from unnest(proallargtypes, proargmodes, proargnames) with ordinality
                as output (type, mode, name, place)
            where mode in ('o', 't')) || ' }' || case when proretset then '[]' else '' end
        end as type) as answer
where nspname in ('public', 'workers') and argument.is_named;

create function pg_temp.schema(of_schema text) returns text language sql
return (
    select format(e'  %s: {\n    Tables: {\n%s    };\n    Views: {\n%s    };\n    Functions: {\n%s    };\n'
        '    Enums: {\n%s    };\n    CompositeTypes: { [_ in never]: never };\n  };',
        of_schema,
        (select coalesce(string_agg(format(
                e'      %s: {\n        Row: {\n%s\n        };\n        Insert: {\n%s\n        };\n'
                '        Update: {\n%s\n        };\n        Relationships: [];\n      };\n',
                name, pg_temp.members(oid, 'Row'), pg_temp.members(oid, 'Insert'), pg_temp.members(oid, 'Update')),
            '' order by name collate "C"), e'      [_ in never]: never;\n')
         from pg_temp.relations where schema = of_schema and is_table),
        (select coalesce(string_agg(format(
                e'      %s: {\n        Row: {\n%s\n        };\n        Relationships: [];\n      };\n',
                name, pg_temp.members(oid, 'Row')), '' order by name collate "C"), e'      [_ in never]: never;\n')
         from pg_temp.relations where schema = of_schema and not is_table),
        (select coalesce(string_agg(format(e'      %s:\n%s;\n', name, forms), '' order by name collate "C"),
                    e'      [_ in never]: never;\n')
         from (select name, string_agg(format('        | { Args: %s; Returns: %s }',
                          case arguments when '' then 'Record<PropertyKey, never>' else '{ ' || arguments || ' }' end,
                          returns), e'\n' order by arguments collate "C") as forms
               from pg_temp.overloads where schema = of_schema group by name) as functions),
        (select coalesce(string_agg(format(e'      %s: %s;\n', typname, pg_temp.script(pg_type.oid)),
                    '' order by typname collate "C"), e'      [_ in never]: never;\n')
         from pg_type join pg_namespace on pg_namespace.oid = typnamespace
         where typtype = 'e' and nspname = of_schema)));

select e'// The database as supabase-js sees it; written by database.types.sql.\n\n'
    'export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];\n';
select format(e'/** What a job of queue_job is. */\nexport type Kind = %s;', pg_temp.words(array(
    select queue_name::text from workers.queue_policy where not envelope order by queue_name)));
select format(e'/** A row of enforcement_stage_lookup. */\nexport type EnforcementStage = %s;', pg_temp.rows(
    'select array_agg(stage::text order by ordinal, stage) from public.enforcement_stage_lookup'));
select format(e'/** A row of enforcement_tier_lookup. */\nexport type EnforcementTier = %s;', pg_temp.rows(
    'select array_agg(tier::text order by tier) from public.enforcement_tier_lookup'));
select format(e'/** A row of content_stage_config; any other stage works too. */\nexport type ContentStage = %s;',
    pg_temp.rows('select array_agg(stage::text order by stage) from public.content_stage_config'));
select format(e'/** A row of job_types. */\nexport type JobType = %s;\n', pg_temp.rows(
    'select array_agg(type::text order by type) from public.job_types'));
select e'export type Database = {';
select pg_temp.schema(name) from unnest(array['public', 'workers', 'judgments', 'parties', 'enrichment']) as name;
select '};';
