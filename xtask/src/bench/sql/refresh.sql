select refresh_enforcement_metrics();
