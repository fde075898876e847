--liquibase formatted sql

--changeset makegood:013-statistics
--comment: What grows keeps its character as it grows, and is asked by key. By the default, a new sample with each tenth more, a young ledger was sampled every minute, and its commits waited; with half of its rows new, that is when it has doubled, is often enough.
alter table customer set (autovacuum_analyze_scale_factor = 0.5);
alter table text set (autovacuum_analyze_scale_factor = 0.5);
alter table incident set (autovacuum_analyze_scale_factor = 0.5);
alter table resolution set (autovacuum_analyze_scale_factor = 0.5);
alter table incident_reference set (autovacuum_analyze_scale_factor = 0.5);
alter table claim_number set (autovacuum_analyze_scale_factor = 0.5);
alter table journal set (autovacuum_analyze_scale_factor = 0.5);
alter table credit set (autovacuum_analyze_scale_factor = 0.5);
alter table posting set (autovacuum_analyze_scale_factor = 0.5);
alter table hold set (autovacuum_analyze_scale_factor = 0.5);
alter table credit_change set (autovacuum_analyze_scale_factor = 0.5);
alter table usage set (autovacuum_analyze_scale_factor = 0.5);
alter table incident_head set (autovacuum_analyze_scale_factor = 0.5);
alter table customer_head set (autovacuum_analyze_scale_factor = 0.5);
alter table idempotency_key set (autovacuum_analyze_scale_factor = 0.5);
alter table purchase set (autovacuum_analyze_scale_factor = 0.5);
alter table reminder set (autovacuum_analyze_scale_factor = 0.5);
alter table reminder_report set (autovacuum_analyze_scale_factor = 0.5);
alter table outbox_default set (autovacuum_analyze_scale_factor = 0.5);
--rollback alter table customer reset (autovacuum_analyze_scale_factor);
--rollback alter table text reset (autovacuum_analyze_scale_factor);
--rollback alter table incident reset (autovacuum_analyze_scale_factor);
--rollback alter table resolution reset (autovacuum_analyze_scale_factor);
--rollback alter table incident_reference reset (autovacuum_analyze_scale_factor);
--rollback alter table claim_number reset (autovacuum_analyze_scale_factor);
--rollback alter table journal reset (autovacuum_analyze_scale_factor);
--rollback alter table credit reset (autovacuum_analyze_scale_factor);
--rollback alter table posting reset (autovacuum_analyze_scale_factor);
--rollback alter table hold reset (autovacuum_analyze_scale_factor);
--rollback alter table credit_change reset (autovacuum_analyze_scale_factor);
--rollback alter table usage reset (autovacuum_analyze_scale_factor);
--rollback alter table incident_head reset (autovacuum_analyze_scale_factor);
--rollback alter table customer_head reset (autovacuum_analyze_scale_factor);
--rollback alter table idempotency_key reset (autovacuum_analyze_scale_factor);
--rollback alter table purchase reset (autovacuum_analyze_scale_factor);
--rollback alter table reminder reset (autovacuum_analyze_scale_factor);
--rollback alter table reminder_report reset (autovacuum_analyze_scale_factor);
--rollback alter table outbox_default reset (autovacuum_analyze_scale_factor);
