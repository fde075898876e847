-- Invariant 6: each idempotency key leads to an entry, and no entry is bound to two keys.
select format('key %s leads to entry %s, which does not exist', k.id, k.entry)
from idempotency_key k left join journal j on j.id = k.entry
where j.id is null
union all
select format('entry %s is bound to %s keys', entry, count(*))
from idempotency_key group by entry having count(*) > 1
