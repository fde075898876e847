--liquibase formatted sql

--changeset makegood:011-append-only splitStatements:false
--comment: Journal, postings, usage, credits, their changes, incidents, limit versions and rates can be written once and never changed: by a trigger for everybody, by privilege for the application.
do $$
declare
  name text;
begin
  foreach name in array array['journal', 'posting', 'credit', 'credit_change', 'hold', 'usage', 'incident', 'resolution',
      'claim_number', 'level_version', 'agent_version', 'limit_version', 'rate', 'average_spend', 'expiry_term', 'epoch', 'unit',
      'reminder', 'reminder_report'] loop
    execute format('create trigger append_only before update or delete or truncate on %I
        for each statement execute function append_only()', name);
  end loop;
end
$$;
--rollback drop trigger append_only on journal; drop trigger append_only on posting; drop trigger append_only on credit; drop trigger append_only on credit_change; drop trigger append_only on hold; drop trigger append_only on usage; drop trigger append_only on incident; drop trigger append_only on resolution; drop trigger append_only on claim_number; drop trigger append_only on level_version; drop trigger append_only on agent_version; drop trigger append_only on limit_version; drop trigger append_only on rate; drop trigger append_only on average_spend; drop trigger append_only on expiry_term; drop trigger append_only on epoch; drop trigger append_only on unit; drop trigger append_only on reminder; drop trigger append_only on reminder_report;

--changeset makegood:011-grants
--comment: The application appends to the ledger and moves heads; the reader sees the ledger but nothing personal.
grant select, insert on
  journal, posting, credit, credit_change, hold, usage, incident, resolution, claim_number, level_version,
  agent_version, limit_version, rate, average_spend, reminder, reminder_report, idempotency_key, outbox to makegood_app;
grant select on unit, expiry_term, epoch, level, agent, window_usage, dropped_events to makegood_app;
grant select, insert, update on
  settings, cost_centre, agent_head, incident_head, customer_head, customer,
  claim_number_block, account_rollup, account_rollup_mark, clock_lease to makegood_app;
grant select, insert, update, delete on principal, text, incident_reference, purchase to makegood_app;
grant execute on function open_epoch(), roll_outbox(integer, integer) to makegood_app;
grant select on
  journal, posting, credit, credit_change, hold, usage, incident, resolution, claim_number, level_version,
  agent_version, limit_version, rate, average_spend, unit, expiry_term, epoch, window_usage, settings, cost_centre, level, agent_head, incident_head, customer_head,
  account_rollup, account_rollup_mark, clock_lease, dropped_events, reminder,
  reminder_report to makegood_reader;
--rollback revoke all on all tables in schema public from makegood_app, makegood_reader;
