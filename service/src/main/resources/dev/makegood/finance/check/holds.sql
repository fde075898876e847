-- A hold sets aside what its postings say, until its end: nothing is captured after it, or to anybody else, or with
-- another discount than was decided; heads and rows list the holds that are open.
with line as (
  select owner, unit, head_version, entry || '/' || number as at, amount, from_kind, to_kind, holds,
    case when to_kind = 'HELD' then entry when from_kind = 'HELD' then reverses end as hold
  from posting where head_version is not null
  union all
  select owner, unit, head_version, entry || '/' || number, 0, null, null, holds, null from credit_change
), chain as (
  select at, owner, unit, hold, coalesce(holds, '{}') as holds,
    coalesce(lag(holds) over head, '{}') as was,
    sum(case when to_kind = 'HELD' then amount else -amount end) over (
      partition by owner, unit, hold order by head_version) as remains
  from line
  window head as (partition by owner, unit order by head_version)
), open as (
  select owner, unit, array_agg(hold) as holds, min(ends_at) as ends_at
  from (
    select l.owner, l.unit, l.hold, h.ends_at
    from line l left join hold h on h.id = l.hold and h.owner = l.owner
    where l.hold is not null
    group by l.owner, l.unit, l.hold, h.ends_at
    having sum(case when l.to_kind = 'HELD' then l.amount else -l.amount end) > 0
  ) remaining group by owner, unit
), decided as (
  select h.id, split_part(posting, ':', 1)::integer as number, sum(split_part(line, '=', 2)::bigint) as discount
  from hold h cross join string_to_table(h.discounts, ';') posting
  cross join string_to_table(split_part(posting, ':', 2), ',') line
  group by h.id, split_part(posting, ':', 1)
), captured as (
  select p.entry, p.number, p.owner, p.reverses, p.reverses_number, p.unit, p.to_party, p.recorded_at,
    (select sum(d.amount) from posting d
     where d.entry = p.entry and d.owner = p.owner and d.credit = p.credit and d.from_kind = 'FUNDING') as discount
  from posting p where p.from_kind = 'HELD' and p.to_kind = 'REDEEMED'
)
select format('row %s of customer %s in %s names the wrong open holds', at, owner, unit)
from chain
where hold is not null and (hold = any (holds)) <> (remains > 0)
  or not array_remove(holds, hold) @> array_remove(was, hold)
  or not array_remove(holds, hold) <@ array_remove(was, hold)
union all
select case
    when h.next_due is null or o.ends_at < h.next_due
      then format('customer %s in %s has a hold that ends before %s', o.owner, o.unit, coalesce(h.next_due, 'infinity'))
    else format('customer %s in %s lists the wrong open holds', coalesce(h.owner, o.owner), coalesce(h.unit, o.unit))
  end
from customer_head h full join open o on o.owner = h.owner and o.unit = h.unit
where o.ends_at < coalesce(h.next_due, 'infinity')
  or not coalesce(h.holds, '{}') @> coalesce(o.holds, '{}')
  or not coalesce(h.holds, '{}') <@ coalesce(o.holds, '{}')
union all
select case
    when h.id is null then format('entry %s captured from hold %s, which does not exist', c.entry, c.reverses)
    when c.recorded_at >= h.ends_at then format('entry %s captured from hold %s after its end', c.entry, h.id)
    when c.to_party <> h.redeemer then format('entry %s captured from hold %s to another account', c.entry, h.id)
    else format('entry %s captured posting %s of hold %s with a discount of %s instead of %s', c.entry, c.reverses_number,
      h.id, coalesce(c.discount, 0), coalesce(d.discount, 0))
  end
from captured c
left join hold h on h.id = c.reverses and h.owner = c.owner
left join decided d on d.id = c.reverses and d.number = c.reverses_number
where h.id is null or c.recorded_at >= h.ends_at or c.to_party <> h.redeemer
  or c.unit = 'USE' and c.discount is distinct from d.discount
union all
select case
    when h.id is null then format('entry %s sets value aside and is no hold', p.entry)
    when p.entry is null then format('hold %s sets nothing aside', h.id)
    else format('hold %s lasts from %s to %s', h.id, h.recorded_at, h.ends_at)
  end
from hold h full join (select distinct entry, owner from posting where to_kind = 'HELD') p
  on p.entry = h.id and p.owner = h.owner
where h.id is null or p.entry is null or h.ends_at > h.recorded_at + interval '7 days'
