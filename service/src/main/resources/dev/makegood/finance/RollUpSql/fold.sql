-- Moves the mark over the next entries, never over one that a running transaction could still precede, and adds what
-- they moved. Of the credits' own accounts only the sums by kind of credit are kept.
with batch as materialized (
  select id, owner, epoch, xid, ordinal
  from journal
  where (epoch, xid, ordinal) > (
      (select epoch from account_rollup_mark),
      (select xid from account_rollup_mark),
      (select ordinal from account_rollup_mark))
    and (epoch < (select max(number) from epoch) or xid < pg_snapshot_xmin(pg_current_snapshot()))
  order by epoch, xid, ordinal
  limit :batch
), posted as (
  select p.unit, p.amount, p.from_kind, p.from_party, p.to_kind, p.to_party, c.kind as credit_kind
  from batch b
  join posting p on p.entry = b.id and p.owner = b.owner
  join credit c on c.id = p.credit and c.owner = p.owner
), moved as (
  select from_kind as kind, from_party as party, unit, credit_kind, 0 as received, amount as given from posted
  union all
  select to_kind, to_party, unit, credit_kind, amount, 0 from posted
), summed as (
  select kind, case when kind in ('AVAILABLE', 'HELD') then cast('00000000-0000-0000-0000-000000000000' as uuid)
      else party end as party, unit, case when kind in ('AVAILABLE', 'HELD') then credit_kind else '' end as credit_kind,
    sum(received) as received, sum(given) as given
  from moved
  group by 1, 2, 3, 4
), added as (
  insert into account_rollup (kind, party, unit, credit_kind, received, given)
  select kind, party, unit, credit_kind, received, given from summed
  on conflict (kind, party, unit, credit_kind) do update
  set received = account_rollup.received + excluded.received, given = account_rollup.given + excluded.given
), marked as (
  update account_rollup_mark set epoch = last.epoch, xid = last.xid, ordinal = last.ordinal
  from (select epoch, xid, ordinal from batch order by epoch desc, xid desc, ordinal desc limit 1) last
)
select count(*) from batch
