-- What the outbox tells stands in the journal, at the same place in the order.
select format('event %s of %s tells of no entry at its place in the journal', o.id, o.day)
from outbox o left join journal j on j.id = o.id and j.owner = o.owner
where (j.epoch, j.xid, j.ordinal) is distinct from (o.epoch, o.xid, o.ordinal)
