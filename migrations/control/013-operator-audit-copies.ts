import type { Migration } from '../types.ts';

/**
 * Operators' changes that end outside the control database have an outcome, and each one is copied
 * into the audit log of the label that it concerns. Rows from before are not copied: null. The version
 * before names no due time, so its rows are copied too.
 */
export const migration: Migration = {
  version: 13,
  name: 'operator_audit_copies',
  up: () => [
    `ALTER TABLE operator_audit
       ADD COLUMN outcome text NOT NULL DEFAULT 'done'
         CHECK (outcome IN ('started', 'done', 'failed')),
       ADD COLUMN outcome_code text,
       ADD COLUMN label_copy_due_at bigint`,
    'ALTER TABLE operator_audit ALTER COLUMN label_copy_due_at SET DEFAULT 0',
    'CREATE INDEX operator_audit_by_guild ON operator_audit (guild_id, at, id)',
    'CREATE INDEX operator_audit_by_operator ON operator_audit (operator, at, id)',
    `CREATE INDEX operator_audit_copies_due ON operator_audit (label_copy_due_at)
       WHERE label_copy_due_at IS NOT NULL`,
    // What was typed into a form whose sender has to sign in again first.
    `CREATE TABLE form_drafts (
       id_hash bytea PRIMARY KEY,
       user_id bigint NOT NULL,
       fields jsonb NOT NULL,
       expires_at bigint NOT NULL
     )`,
    'CREATE INDEX form_drafts_by_expiry ON form_drafts (expires_at)',
  ],
};
