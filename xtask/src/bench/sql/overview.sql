select * from v_enforcement_overview where current_stage = 'bank_levy' and tier = 'tier3' limit 50;
