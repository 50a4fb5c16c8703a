case when score >= $7 then 'tier3'
when balance >= $8 then 'tier3'
when score >= $5 then 'tier2'
when balance >= $6 then 'tier2'
when score >= $3 then 'tier1'
when balance >= $4 then 'tier1'
when score >= $1 then 'tier0'
when balance >= $2 then 'tier0'
else 'tier0' end
