-- Invariants 3, 4 and 9: row by row, a credit's available and held follow from the postings, stay within its face,
-- and nothing is taken from what had expired or was voided.
with line as (
  select credit, owner, unit, head_version, entry || '/' || number as at, from_kind, to_kind, from_party, to_party,
    amount, available, held, state, expires_at, recorded_at, entry, null as what
  from posting where head_version is not null
  union all
  select credit, owner, unit, head_version, entry || '/' || number, null, null, null, null,
    0, available, held, state, expires_at, recorded_at, entry, what
  from credit_change where credit is not null
), chain as (
  select line.*,
    lag(available, 1, 0::bigint) over credit as was_available,
    lag(held, 1, 0::bigint) over credit as was_held,
    lag(state) over credit as was_state,
    lag(entry) over credit = entry and lag(to_kind) over credit = 'SETTLEMENT' as settled
  from line
  window credit as (partition by credit order by head_version)
), judged as (
  select chain.at, chain.credit, chain.head_version, case
      when c.id is null then 'is not a credit of this customer and unit'
      when from_kind in ('AVAILABLE', 'HELD') and from_party <> credit
        or to_kind in ('AVAILABLE', 'HELD') and to_party <> credit then 'moves value of a credit that it does not name'
      when available <> was_available + case when to_kind = 'AVAILABLE' then amount else 0 end
        - case when from_kind = 'AVAILABLE' then amount else 0 end then 'leaves the wrong amount available'
      when held <> was_held + case when to_kind = 'HELD' then amount else 0 end
        - case when from_kind = 'HELD' then amount else 0 end then 'leaves the wrong amount held'
      when available + held > c.face then 'leaves more than the face'
      when from_kind = 'AVAILABLE'
        and (to_kind in ('REDEEMED', 'HELD', 'TRANSIT') or to_kind = 'SETTLEMENT' and state <> 'VOIDED')
        and (was_state not in ('ACTIVE', 'GRACE') or chain.expires_at <= chain.recorded_at) then 'takes what had ended'
      when from_kind = 'AVAILABLE' and to_kind = 'EXPIRED'
        and (state not in ('EXPIRED', 'BLOCKED_EXPIRED') or chain.expires_at is null or chain.expires_at > chain.recorded_at) then 'expires before its date'
      when from_kind = 'AVAILABLE' and to_kind = 'FUNDING' and state <> 'VOIDED' and settled is not true then 'is void and does not say so'
      when was_state = 'VOIDED' and state <> 'VOIDED' then 'revives what was voided'
      when was_state like 'BLOCKED%' and state not like 'BLOCKED%' and state <> 'VOIDED' and what is distinct from 'unblock'
        then 'ends a block without a word'
      when was_state is null and (from_kind is distinct from 'TRANSIT' or state not in ('ACTIVE', 'GRACE'))
        and (from_kind is distinct from 'FUNDING' or state <> 'ACTIVE')
        then 'is the first and no issue'
      when from_kind = 'AVAILABLE' and to_kind in ('REDEEMED', 'TRANSIT') and state <> was_state
        then 'changes state by a redemption'
      when state in ('EXPIRED', 'VOIDED', 'BLOCKED_EXPIRED') and available > 0 and to_kind is distinct from 'AVAILABLE'
        then 'leaves value on what has ended'
    end as fault
  from chain left join credit c on c.id = chain.credit and c.owner = chain.owner and c.unit = chain.unit
)
select format('row %s of credit %s (version %s) %s', at, credit, head_version, fault)
from judged where fault is not null
