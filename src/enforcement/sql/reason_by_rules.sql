case when score >= $7 then 'score ' || score || $15
when balance >= $8 then 'balance ' || balance || $16
when score >= $5 then 'score ' || score || $13
when balance >= $6 then 'balance ' || balance || $14
when score >= $3 then 'score ' || score || $11
when balance >= $4 then 'balance ' || balance || $12
when score >= $1 then 'score ' || score || $9
when balance >= $2 then 'balance ' || balance || $10
else 'default' end
