select from judgments.cases where case_id = $1 for no key update
