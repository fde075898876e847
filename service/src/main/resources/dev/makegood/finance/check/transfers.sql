-- What went into transit came out of it in the same command, onto one credit of another customer under the same terms
-- and to the same date; its values are the part, rounded cumulatively, of those of the credit that it came from.
with given as (
  select p.credit, p.owner, p.unit, p.amount, p.state, p.expires_at, p.expires_on, p.zone, j.command_id,
    coalesce(sum(p.amount) over (partition by p.credit order by p.head_version
      rows between unbounded preceding and 1 preceding), 0) as before
  from posting p join journal j on j.id = p.entry and j.owner = p.owner
  where p.to_kind = 'TRANSIT'
), received as (
  select p.credit, p.owner, p.unit, p.amount, p.state, j.command_id
  from posting p join journal j on j.id = p.entry and j.owner = p.owner
  where p.from_kind = 'TRANSIT'
), paired as (
  select g.credit as giver, r.credit as receiver, case
      when r.credit is null then 'never arrived'
      when g.credit is null then 'came from nowhere'
      when (g.amount, g.unit, g.state) <> (r.amount, r.unit, r.state) or g.owner = r.owner then 'arrived as something else'
      when c.came_from is distinct from g.credit then 'names another origin'
      when (o.kind, o.basis, o.giver, o.charged, o.charged_day, o.cost_centre, o.incident, o.rate_version, o.currency,
          coalesce(o.terms, ''))
        <> (c.kind, c.basis, c.giver, c.charged, c.charged_day, c.cost_centre, c.incident, c.rate_version, c.currency,
          coalesce(c.terms, '')) then 'changed its terms on the way'
      when (g.expires_at, g.expires_on, g.zone) is distinct from (c.expires_at, c.expires_on, c.zone)
        then 'changed its date on the way'
      when (c.customer_value, c.fair_value, c.cost) <> (
          div(o.customer_value::numeric * (g.before + g.amount), o.face) - div(o.customer_value * g.before, o.face),
          div(o.fair_value::numeric * (g.before + g.amount), o.face) - div(o.fair_value * g.before, o.face),
          div(o.cost::numeric * (g.before + g.amount), o.face) - div(o.cost * g.before, o.face))
        then 'has the wrong part of the values'
    end as fault
  from given g full join received r on r.command_id = g.command_id
  left join credit o on o.id = g.credit and o.owner = g.owner
  left join credit c on c.id = r.credit and c.owner = r.owner
)
select format('transfer of credit %s to credit %s: it %s', giver, receiver, fault) from paired where fault is not null
