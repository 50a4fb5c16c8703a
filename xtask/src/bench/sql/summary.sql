select * from v_enforcement_summary;
