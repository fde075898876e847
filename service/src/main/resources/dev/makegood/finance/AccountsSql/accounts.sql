-- What was rolled up, and what has been posted since: in one snapshot, so the sums are exact now.
with posted as (
  select p.unit, p.amount, p.from_kind, p.from_party, p.to_kind, p.to_party, c.kind as credit_kind
  from journal j
  join posting p on p.entry = j.id and p.owner = j.owner
  join credit c on c.id = p.credit and c.owner = p.owner
  where (j.epoch, j.xid, j.ordinal) > (
      (select epoch from account_rollup_mark),
      (select xid from account_rollup_mark),
      (select ordinal from account_rollup_mark))
), moved as (
  select from_kind as kind, from_party as party, unit, credit_kind, -amount as amount from posted
  union all
  select to_kind, to_party, unit, credit_kind, amount from posted
), placed as (
  select kind, case when kind in ('AVAILABLE', 'HELD') then cast('00000000-0000-0000-0000-000000000000' as uuid)
      else party end as party, unit, case when kind in ('AVAILABLE', 'HELD') then credit_kind else '' end as credit_kind,
    amount
  from moved
  union all
  select kind, party, unit, credit_kind, received - given from account_rollup
)
select kind, party, unit, credit_kind, sum(amount) as balance,
  (select subject from principal where id = party) as partner
from placed
group by kind, party, unit, credit_kind
order by kind, party, unit, credit_kind
