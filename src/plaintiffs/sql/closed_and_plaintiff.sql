(select closed.id from closed, public.plaintiffs as plaintiff
where plaintiff.id = $1 for no key update of plaintiff)
