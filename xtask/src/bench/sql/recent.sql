select * from v_enforcement_recent limit 50;
