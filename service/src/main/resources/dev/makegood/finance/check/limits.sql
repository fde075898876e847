-- Invariant 5: each decision about a remedy repeats. The limits that it names were in force, its windows stood as the
-- usage says, an accepted one fits all of them, and one refused for a limit does not.
with decided as (
  select id, actor, outcome, recorded_at, split_part(limits, '@', 1) as level,
    split_part(split_part(limits, '@', 2), '|', 1)::bigint as version,
    substring(heads from 'settings=(\d+)')::bigint as settings,
    string_to_array(limits, '|') as windows
  from journal where limits is not null
), known as materialized (
  select d.id, d.outcome, d.version, coalesce(l.version, 0) as in_force, d.windows,
    array[l.incident, l.day, l.month] as maximum
  from decided d left join lateral (
    select * from limit_version l
    where (l.agent = d.actor or l.level = d.level) and l.version <= d.settings
      and l.valid_from <= d.recorded_at and (l.valid_to is null or d.recorded_at < l.valid_to)
    order by l.agent is not null desc, l.valid_from desc, l.version desc limit 1
  ) l on true
), place as materialized (
  select id, outcome, version, name, part[2] as period, nullif(part[3], '-')::bigint as bound,
    part[4]::bigint as used, part[5]::bigint as value,
    case when in_force = 0 then 0 else maximum[number] end as maximum
  from known
  cross join lateral (values (1, 'incident'), (2, 'day'), (3, 'month')) as named (number, name)
  cross join lateral string_to_array(windows[number + 1], ':') as part
), judged as (
  select coalesce(p.id, u.entry) as entry, coalesce(p.name, u.period) as name, case
      when p.id is null then 'was used, and the entry shows no limits for it'
      when p.bound is distinct from p.maximum then format('has the limit %s instead of %s',
        coalesce(p.bound::text, 'none'), coalesce(p.maximum::text, 'none'))
      when p.outcome = 'accepted' and p.used + p.value > p.bound
        then format('is taken to %s, above the limit %s', p.used + p.value, p.bound)
      when u.total - u.value <> p.used then format('stood at %s before it, not at %s', u.total - u.value, p.used)
      when u.value <> p.value then format('counted %s, not %s', u.value, p.value)
      when u.entry is not null and coalesce(u.limit_version, 0) <> p.version
        then format('was counted under limits %s, not %s', u.limit_version, p.version)
    end as fault
  from place p full join (select * from window_usage where value > 0) u on u.entry = p.id and u.period = p.period
)
select format('entry %s: the %s %s', entry, name, fault) from judged where fault is not null
union all
select format('entry %s: it names limits %s, and %s were in force', id, version, in_force)
from known where version <> in_force
union all
select format('entry %s: refused for a limit, and every window had room', id)
from place where outcome = 'limit_exceeded'
group by id having not coalesce(bool_or(used + value > bound), false)
