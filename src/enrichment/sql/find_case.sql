select case_id from judgments.cases
where org_id = $1 and source = $2{{cast judgments.cases.source}}
  and case_number = $3
