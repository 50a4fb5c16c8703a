insert into dragonfly.settings (name, value) values ($1, to_jsonb($2::text))
on conflict (name) do update set value = excluded.value
