-- Credits, changes, incidents and usage belong to an accepted entry of the same time.
with belonging as (
  select 'credit' as what, id::text as id, entry, owner, recorded_at from credit
  union all
  select 'change', entry || '/' || number, entry, owner, recorded_at from credit_change
  union all
  select 'hold', id::text, id, owner, recorded_at from hold
  union all
  select 'incident', id::text, entry, owner, recorded_at from incident
  union all
  select 'resolution', incident::text, entry, owner, recorded_at from resolution
  union all
  select 'usage', subject || ' ' || period || ' ' || version, entry, null, recorded_at from usage
)
select format('%s %s: its entry %s %s', b.what, b.id, b.entry, case
    when j.id is null then 'does not exist'
    when j.outcome <> 'accepted' then 'was refused'
    when j.owner <> b.owner then 'is of another customer'
    else 'has another time' end)
from belonging b left join journal j on j.id = b.entry
where j.id is null or j.outcome <> 'accepted' or j.owner <> b.owner or j.recorded_at <> b.recorded_at
union all
select format('resolution %s: its entry %s says otherwise', r.incident, r.entry)
from resolution r join journal j on j.id = r.entry and j.owner = r.owner
where r.resolved_by <> j.actor
  or (j.command like 'resolve_incident/%' and r.outcome is distinct from j.facts::jsonb ->> 'outcome')
