select 'extension is ' || extversion || ', its library is ' || $3
from pg_extension where extname = 'dragonfly_queue' and extversion <> $3
