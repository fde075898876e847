-- Invariant 9: a customer's versions in a unit have no gap, their times never go back, and each row names the credits
-- that are open after it.
with line as (
  select owner, unit, head_version, entry || '/' || number as at, credit, available + held > 0 as is_open, open,
    recorded_at
  from posting where head_version is not null
  union all
  select owner, unit, head_version, entry || '/' || number, credit, available + held > 0, open, recorded_at
  from credit_change
), chain as (
  select line.*,
    lag(head_version, 1, 0::bigint) over head as before,
    lag(open, 1, '{}') over head as was_open,
    lag(recorded_at, 1, '-infinity') over head as was_recorded
  from line
  window head as (partition by owner, unit order by head_version)
)
select case
    when head_version <> before + 1
      then format('row %s of customer %s in %s: version %s follows %s', at, owner, unit, head_version, before)
    when recorded_at < was_recorded
      then format('row %s of customer %s in %s was recorded before the version before it', at, owner, unit)
    else format('row %s of customer %s in %s names the wrong open credits', at, owner, unit)
  end
from chain
where head_version <> before + 1
  or recorded_at < was_recorded
  or credit is not null and (credit = any (open)) <> is_open
  or not array_remove(open, credit) @> array_remove(was_open, credit)
  or not array_remove(open, credit) <@ array_remove(was_open, credit)
