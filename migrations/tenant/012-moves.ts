import type { Migration } from '../types.ts';
import { captureTriggerSql } from './capture-trigger.ts';
import { createPlainTable, rowIdColumn } from './columns.ts';
import { CURRENT_GUILD_SQL } from './row-security.ts';

/**
 * What a move needs of a place: its token on the fence row, the keys of rows that changed while they
 * were copied, and fence functions that know a move's modes.
 *
 * Modes: `open`; `copying` (open, and changes are noted); `fenced` (reads only); `moved` (nothing);
 * `filling` (a target: nothing, until the move opens it).
 */
export const migration: Migration = {
  version: 12,
  name: 'moves',
  up: (knex, target) => {
    const schema = createPlainTable(knex, 'move_changes', ['id'], (table) => {
      rowIdColumn(table).notNullable();
      table.string('table_name', 64).notNullable();
      table.text('row_key').notNullable();
    }).alterTable('guild_fence', (table) => {
      rowIdColumn(table, 'move_token');
    });
    if (target.engine === 'mysql') return schema;
    if (target.managed)
      schema
        .raw('ALTER TABLE move_changes ENABLE ROW LEVEL SECURITY')
        .raw('ALTER TABLE move_changes FORCE ROW LEVEL SECURITY')
        .raw(
          `CREATE POLICY own_guild ON move_changes USING (guild_id = (SELECT ${CURRENT_GUILD_SQL}))`,
        )
        .raw('GRANT SELECT, INSERT, UPDATE, DELETE ON move_changes TO vektra_mover');
    for (const sql of [ENTER_WRITE_SQL, ENTER_READ_SQL, ENTER_FILL_SQL, CAPTURE_CHANGE_SQL])
      schema.raw(sql);
    if (target.managed)
      schema
        .raw('REVOKE ALL ON FUNCTION enter_fill(bigint, text) FROM PUBLIC')
        .raw('GRANT EXECUTE ON FUNCTION enter_fill(bigint, text) TO vektra_app, vektra_mover');
    for (const [table, key] of KEY_COLUMNS) schema.raw(captureTriggerSql(table, key));
    return schema;
  },
};

/** The tables of versions 2 to 10; a later one makes its trigger in its own version. */
const KEY_COLUMNS: readonly [string, string[]][] = [
  ['guild_settings', []],
  ['guild_counters', ['name']],
  ['submissions', ['number']],
  ['submission_events', ['number', 'id']],
  ['artist_messages', ['number', 'id']],
  ['requests', ['id']],
  ['outbox', ['id']],
  ['outbox_due', ['id']],
  ['audit_log', ['id']],
];

/**
 * KEY SHARE instead of SHARE: a move sets the mode at once, without waiting behind writers that
 * overlap each other for ever (share locks let newcomers pass a waiting exclusive one), and then
 * waits for those that were under way. Whoever locks the row after that commit sees the new mode.
 */
const ENTER_WRITE_SQL = `CREATE OR REPLACE FUNCTION enter_write(g bigint, e bigint) RETURNS void
 LANGUAGE plpgsql SECURITY DEFINER AS $$
 DECLARE found_mode text;
 BEGIN
   PERFORM pg_catalog.set_config('vektra.guild_id', g::text, true);
   SELECT f.mode INTO found_mode FROM vektra.guild_fence f
     WHERE f.guild_id = g AND f.epoch = e FOR KEY SHARE;
   IF found_mode = 'open' THEN RETURN; END IF;
   IF found_mode = 'copying' THEN
     PERFORM pg_catalog.set_config('vektra.capture', 'on', true);
     RETURN;
   END IF;
   IF found_mode IN ('fenced', 'filling') THEN RAISE EXCEPTION 'fenced' USING ERRCODE = 'VK002'; END IF;
   RAISE EXCEPTION 'not open here' USING ERRCODE = 'VK001';
 END $$`;

/** A place that is being filled has nothing to read yet: like a fenced one, it is worth a short wait. */
const ENTER_READ_SQL = `CREATE OR REPLACE FUNCTION enter_read(g bigint, e bigint) RETURNS void
 LANGUAGE plpgsql SECURITY DEFINER AS $$
 DECLARE found_mode text;
 BEGIN
   PERFORM pg_catalog.set_config('vektra.guild_id', g::text, true),
           pg_catalog.set_config('transaction_read_only', 'on', true);
   SELECT f.mode INTO found_mode FROM vektra.guild_fence f
     WHERE f.guild_id = g AND f.epoch = e;
   IF found_mode = 'filling' THEN RAISE EXCEPTION 'fenced' USING ERRCODE = 'VK002'; END IF;
   IF found_mode IS NULL OR found_mode = 'moved'
     THEN RAISE EXCEPTION 'not served here' USING ERRCODE = 'VK001'; END IF;
 END $$`;

/**
 * The mover's way into its target. The lock makes whoever takes the move over, or opens the target,
 * wait for what is under way; after that, this token opens nothing.
 */
const ENTER_FILL_SQL = `CREATE FUNCTION enter_fill(g bigint, t text) RETURNS void
 LANGUAGE plpgsql SECURITY DEFINER AS $$
 BEGIN
   PERFORM pg_catalog.set_config('vektra.guild_id', g::text, true);
   PERFORM 1 FROM vektra.guild_fence f
     WHERE f.guild_id = g AND f.mode = 'filling' AND f.move_token = t FOR SHARE;
   IF NOT FOUND THEN RAISE EXCEPTION 'not this move''s' USING ERRCODE = 'VK003'; END IF;
 END $$`;

/** Keys only, as a list of texts: the move reads the row as it then is. */
const CAPTURE_CHANGE_SQL = `CREATE FUNCTION capture_change() RETURNS trigger
 LANGUAGE plpgsql SECURITY DEFINER AS $$
 DECLARE
   old_key text;
   new_key text;
 BEGIN
   IF TG_OP <> 'INSERT' THEN
     SELECT coalesce(jsonb_agg(to_jsonb(OLD) ->> k ORDER BY n), '[]')::text INTO old_key
       FROM unnest(TG_ARGV) WITH ORDINALITY AS a (k, n);
     INSERT INTO vektra.move_changes (guild_id, id, table_name, row_key)
       VALUES (OLD.guild_id, gen_random_uuid()::text, TG_TABLE_NAME, old_key);
   END IF;
   IF TG_OP <> 'DELETE' THEN
     SELECT coalesce(jsonb_agg(to_jsonb(NEW) ->> k ORDER BY n), '[]')::text INTO new_key
       FROM unnest(TG_ARGV) WITH ORDINALITY AS a (k, n);
     IF new_key IS DISTINCT FROM old_key THEN
       INSERT INTO vektra.move_changes (guild_id, id, table_name, row_key)
         VALUES (NEW.guild_id, gen_random_uuid()::text, TG_TABLE_NAME, new_key);
     END IF;
   END IF;
   RETURN NULL;
 END $$`;
