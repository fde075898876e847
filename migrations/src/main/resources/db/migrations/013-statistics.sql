--liquibase formatted sql

--changeset makegood:013-statistics
--comment: What these tables hold keeps its character as they grow, and they are asked by key. The default, a new sample with each tenth more, cost a young ledger tens of milliseconds of every minute's latency; one with each doubling is enough.
alter table customer set (autovacuum_analyze_scale_factor = 1);
alter table incident set (autovacuum_analyze_scale_factor = 1);
alter table claim_number set (autovacuum_analyze_scale_factor = 1);
alter table journal set (autovacuum_analyze_scale_factor = 1);
alter table credit set (autovacuum_analyze_scale_factor = 1);
alter table posting set (autovacuum_analyze_scale_factor = 1);
alter table credit_change set (autovacuum_analyze_scale_factor = 1);
alter table usage set (autovacuum_analyze_scale_factor = 1);
alter table incident_head set (autovacuum_analyze_scale_factor = 1);
alter table customer_head set (autovacuum_analyze_scale_factor = 1);
alter table idempotency_key set (autovacuum_analyze_scale_factor = 1);
alter table outbox_default set (autovacuum_analyze_scale_factor = 1);
--rollback alter table customer reset (autovacuum_analyze_scale_factor); alter table incident reset (autovacuum_analyze_scale_factor); alter table claim_number reset (autovacuum_analyze_scale_factor);
--rollback alter table journal reset (autovacuum_analyze_scale_factor); alter table credit reset (autovacuum_analyze_scale_factor); alter table posting reset (autovacuum_analyze_scale_factor);
--rollback alter table credit_change reset (autovacuum_analyze_scale_factor); alter table usage reset (autovacuum_analyze_scale_factor); alter table incident_head reset (autovacuum_analyze_scale_factor);
--rollback alter table customer_head reset (autovacuum_analyze_scale_factor); alter table idempotency_key reset (autovacuum_analyze_scale_factor); alter table outbox_default reset (autovacuum_analyze_scale_factor);
