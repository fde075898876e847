-- Invariant 2: what is append-only has its trigger, and nobody but the owner holds a privilege to change it.
with protected as (
  select name, name::regclass as id
  from unnest(array['journal', 'posting', 'credit', 'credit_change', 'hold', 'usage', 'incident', 'claim_number',
    'limit_version', 'rate', 'average_spend', 'expiry_term', 'epoch', 'unit', 'reminder',
    'reminder_report']) as name
)
select format('table %s has no append-only trigger in force', name)
from protected
where not exists (
  select from pg_trigger
  where tgrelid = protected.id and tgname = 'append_only' and tgenabled in ('O', 'A'))
union all
select format('table %s: %s may %s', name, grantee::regrole, lower(privilege_type))
from protected join pg_class c on c.oid = protected.id cross join aclexplode(c.relacl)
where grantee <> c.relowner and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER')
union all
select format('column %s.%s: %s may %s', name, attname, grantee::regrole, lower(privilege_type))
from protected join pg_attribute a on a.attrelid = protected.id cross join aclexplode(a.attacl)
where privilege_type = 'UPDATE'
