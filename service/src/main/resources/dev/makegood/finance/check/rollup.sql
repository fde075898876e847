-- The rolled-up accounts are the sums of the postings up to the mark.
with folded as (
  select p.*, c.kind as credit_kind
  from account_rollup_mark m
  join journal j on (j.epoch, j.xid, j.ordinal) <= (m.epoch, m.xid, m.ordinal)
  join posting p on p.entry = j.id and p.owner = j.owner
  left join credit c on c.id = p.credit and c.owner = p.owner
), moved as (
  select from_kind as kind, from_party as party, unit, credit_kind, 0 as received, amount as given from folded
  union all
  select to_kind, to_party, unit, credit_kind, amount, 0 from folded
), placed as (
  select kind, unit, received, given,
    case when kind in ('AVAILABLE', 'HELD') then '00000000-0000-0000-0000-000000000000' else party end as party,
    case when kind in ('AVAILABLE', 'HELD') then credit_kind else '' end as credit_kind
  from moved
), summed as (
  select kind, party, unit, credit_kind, sum(received) as received, sum(given) as given
  from placed group by kind, party, unit, credit_kind
)
select format('account %s %s in %s %s received %s and gave %s, rolled up are %s and %s', coalesce(s.kind, r.kind),
  coalesce(s.party, r.party), coalesce(s.unit, r.unit), coalesce(s.credit_kind, r.credit_kind),
  coalesce(s.received, 0), coalesce(s.given, 0), coalesce(r.received, 0), coalesce(r.given, 0))
from summed s full join account_rollup r
  on (r.kind, r.party, r.unit, r.credit_kind) = (s.kind, s.party, s.unit, s.credit_kind)
where (coalesce(s.received, 0), coalesce(s.given, 0)) <> (coalesce(r.received, 0), coalesce(r.given, 0))
