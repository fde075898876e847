-- The entries that come next in the order of commit. Only what no running transaction can still precede is served, so
-- that a cursor never skips an entry.
select j.id, j.epoch, cast(cast(j.xid as text) as bigint) as xid, j.ordinal,
  split_part(j.command, '/', 1) as command, j.outcome, j.actor, j.role, p.subject, c.number as customer,
  j.incident, j.cost_centre, j.limits, j.effective_at, j.recorded_at
from journal j
left join principal p on p.id = j.actor
left join customer c on c.key = j.owner
where (j.epoch, j.xid, j.ordinal) > (:after.epoch, cast(cast(:after.xid as text) as xid8), :after.ordinal)
  and (j.epoch < (select max(number) from epoch) or j.xid < pg_snapshot_xmin(pg_current_snapshot()))
  and (cast(:agent as uuid) is null or j.actor = :agent)
  and (cast(:incident as uuid) is null or (j.incident = :incident and j.id = any (array(
    select entry from posting where owner = (select owner from incident where id = :incident)
    union
    select id from journal where owner = (select owner from incident where id = :incident) and postings = 0))))
  and (cast(:costCentre as uuid) is null or j.cost_centre = :costCentre)
  and (cast(:from as timestamptz) is null or j.recorded_at >= :from)
  and (cast(:to as timestamptz) is null or j.recorded_at < :to)
  and (cast(:accepted as boolean) is null or (:accepted and j.outcome = 'accepted')
    or (not :accepted and j.outcome <> 'accepted'))
  -- Entries with postings are found through these, the others through an index of their own.
  and (cast(:customer as text) is null or j.id = any (array(
    select entry from posting where owner = (select key from customer where number = :customer)
    union
    select id from journal where owner = (select key from customer where number = :customer) and postings = 0)))
order by j.epoch, j.xid, j.ordinal
limit :most
