-- A date was extended while it was still ahead, to a later one; by the customer once, by an agent once, and twice for what
-- did not arrive, whoever held the credit: what is handed on keeps what it has had by then.
with recursive line as (
  select credit, head_version, state, expires_at, recorded_at, null as what
  from posting where head_version is not null
    and credit in (select credit from credit_change where what like 'extended%')
  union all
  select credit, head_version, state, expires_at, recorded_at, what from credit_change where credit is not null
), chain as (
  select line.*, lag(state) over credit as was_state, lag(expires_at) over credit as was_to
  from line window credit as (partition by credit order by head_version)
), handed_on (credit, earlier, until) as (
  select distinct credit, credit, 'infinity'::timestamptz from credit_change where credit is not null
  union all
  select h.credit, c.came_from, least(h.until, c.recorded_at)
  from handed_on h join credit c on c.id = h.earlier where c.came_from is not null
)
select format('credit %s was %s at version %s to %s from %s, when it was %s', credit, what, head_version, expires_at,
  was_to, lower(was_state))
from chain
where what like 'extended%'
  and (expires_at is null or expires_at <= was_to or expires_at <= recorded_at or was_state is distinct from 'ACTIVE')
union all
select format('credit %s was %s %s times', credit, what, count(*))
from (
  select h.credit, c.what from handed_on h
  join credit_change c on c.credit = h.earlier and c.recorded_at <= h.until
  where c.what in ('extended_by_customer', 'extended_by_agent', 'undelivered')
) used
group by credit, what having count(*) > case what when 'undelivered' then 2 else 1 end
