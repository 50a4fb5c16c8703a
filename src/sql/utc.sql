-- ISO 8601 in UTC, whatever the session's time zone.
pg_catalog.to_char({{at}} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
