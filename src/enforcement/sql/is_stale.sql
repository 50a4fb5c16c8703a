(held.expired
or not coalesce(case when its_case.tier_override is not null
     then its_case.tier::text = its_case.tier_override::text
          and its_case.tier_reason = 'override'
     else case when score >= $7 then its_case.tier::text = 'tier3'
         and its_case.tier_reason = 'score ' || score || $15
          when balance >= $8 then its_case.tier::text = 'tier3'
              and its_case.tier_reason = 'balance ' || balance || $16
          when score >= $5 then its_case.tier::text = 'tier2' and its_case.tier_reason = 'score ' || score || $13
          when balance >= $6 then its_case.tier::text = 'tier2'
              and its_case.tier_reason = 'balance ' || balance || $14
          when score >= $3 then its_case.tier::text = 'tier1' and its_case.tier_reason = 'score ' || score || $11
          when balance >= $4 then its_case.tier::text = 'tier1'
              and its_case.tier_reason = 'balance ' || balance || $12
          when score >= $1 then its_case.tier::text = 'tier0' and its_case.tier_reason = 'score ' || score || $9
          when balance >= $2 then its_case.tier::text = 'tier0'
              and its_case.tier_reason = 'balance ' || balance || $10
          else its_case.tier::text = 'tier0' and its_case.tier_reason = 'default' end end, false)
or (its_case.next_action_at is null and facts.due is not null)
or (its_case.current_balance is null and facts.balance is not null))
