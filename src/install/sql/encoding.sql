select pg_encoding_to_char(encoding)::text from pg_database
where datname = current_database()
