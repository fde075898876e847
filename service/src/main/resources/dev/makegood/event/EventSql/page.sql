-- The events that come next in the order of commit. Only what no running transaction can still precede is served, so
-- that a cursor never skips one.
select o.epoch, cast(cast(o.xid as text) as bigint) as xid, o.ordinal, o.id, o.owner, o.type
from outbox o
where (o.epoch, o.xid, o.ordinal) > (:after.epoch, cast(cast(:after.xid as text) as xid8), :after.ordinal)
  and (o.epoch < (select max(number) from epoch) or o.xid < pg_snapshot_xmin(pg_current_snapshot()))
order by o.epoch, o.xid, o.ordinal
limit :most
