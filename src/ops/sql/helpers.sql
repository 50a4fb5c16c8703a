select signature || ' is missing' from unnest($8) as signature
where to_regprocedure(signature) is null
