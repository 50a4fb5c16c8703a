select substr(name, 10) || ' has the columns of an earlier version; something depends on it'
from dragonfly.settings
where name like 'old view %' and to_regclass(substr(name, 10)) is not null
order by 1
