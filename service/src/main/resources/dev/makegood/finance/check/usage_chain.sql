-- In each window, totals are running sums in the order of the head's versions, and times never go back.
with chain as (
  select window_usage.*,
    lag(total, 1, 0::bigint) over place as was_total,
    lag(recorded_at, 1, '-infinity') over place as was_recorded
  from window_usage
  window place as (partition by subject, period, scope order by version)
)
select case
    when total <> was_total + value then format(
      'window %s of %s %s: total %s at version %s does not follow from %s', period, lower(subject_kind), subject, total,
      version, was_total)
    else format('window %s of %s %s: version %s was recorded before the one before it', period, lower(subject_kind),
      subject, version)
  end
from chain
where total <> was_total + value or recorded_at < was_recorded
