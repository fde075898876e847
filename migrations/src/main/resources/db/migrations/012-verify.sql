--liquibase formatted sql

--changeset makegood:012-verify
--comment: Who verifies must see that each key points to an entry and that the outbox tells what the journal holds; neither table holds anything personal. What customers hold is rolled up by kind of credit.
grant select on idempotency_key, outbox, claim_number_block to makegood_reader;
alter table account_rollup add column credit_kind text not null default '';
alter table account_rollup drop constraint account_rollup_pkey;
alter table account_rollup add primary key (kind, party, unit, credit_kind);
--rollback delete from account_rollup; update account_rollup_mark set epoch = 0, xid = '0', ordinal = 0;
--rollback alter table account_rollup drop constraint account_rollup_pkey; alter table account_rollup drop column credit_kind;
--rollback alter table account_rollup add primary key (kind, party, unit); revoke select on idempotency_key, outbox, claim_number_block from makegood_reader;
