import type { Migration } from '../types.ts';

/**
 * Makes the schema work on a Citus cluster, and distributes it where the region is one; on plain
 * Postgres the functions do what they did before.
 *
 * Citus sends `SET LOCAL` to the workers of a transaction, but not set_config: the functions execute
 * a SET LOCAL, whose text is all that is forwarded.
 */
export const migration: Migration = {
  version: 23,
  name: 'citus',
  up: (_knex, { engine, managed }) =>
    engine === 'mysql'
      ? []
      : [
          ENTER_WRITE_SQL,
          enterReadSql(managed),
          ENTER_FILL_SQL,
          CAPTURE_CHANGE_SQL,
          ...(managed
            ? [
                'GRANT SELECT (guild_id, epoch, mode) ON guild_fence TO vektra_app',
                DISTRIBUTE_TABLES_SQL,
                'REVOKE ALL ON FUNCTION distribute_tables() FROM PUBLIC',
                'SELECT distribute_tables()',
              ]
            : []),
        ],
};

const SET_GUILD_SQL = `EXECUTE pg_catalog.format('SET LOCAL vektra.guild_id = %L', g);`;

const ENTER_WRITE_SQL = `CREATE OR REPLACE FUNCTION enter_write(g bigint, e bigint) RETURNS void
 LANGUAGE plpgsql SECURITY DEFINER AS $$
 DECLARE found_mode text;
 BEGIN
   ${SET_GUILD_SQL}
   SELECT f.mode INTO found_mode FROM vektra.guild_fence f
     WHERE f.guild_id = g AND f.epoch = e FOR KEY SHARE;
   IF found_mode = 'open' THEN RETURN; END IF;
   IF found_mode = 'copying' THEN
     SET LOCAL vektra.capture = 'on';
     RETURN;
   END IF;
   IF found_mode IN ('fenced', 'filling') THEN RAISE EXCEPTION 'fenced' USING ERRCODE = 'VK002'; END IF;
   RAISE EXCEPTION 'not open here' USING ERRCODE = 'VK001';
 END $$`;

/**
 * In a region as the caller, who may see its guild's fence: on Citus an owner's look at it would take
 * a session on the worker of its own (1.2 ms instead of 1.5 for a read by key). The read-only mode is
 * the coordinator's: no statement that writes gets past it.
 */
const enterReadSql = (
  managed: boolean,
) => `CREATE OR REPLACE FUNCTION enter_read(g bigint, e bigint) RETURNS void
 LANGUAGE plpgsql SECURITY ${managed ? 'INVOKER' : 'DEFINER'} AS $$
 DECLARE found_mode text;
 BEGIN
   ${SET_GUILD_SQL}
   PERFORM pg_catalog.set_config('transaction_read_only', 'on', true);
   SELECT f.mode INTO found_mode FROM vektra.guild_fence f
     WHERE f.guild_id = g AND f.epoch = e;
   IF found_mode = 'filling' THEN RAISE EXCEPTION 'fenced' USING ERRCODE = 'VK002'; END IF;
   IF found_mode IS NULL OR found_mode = 'moved'
     THEN RAISE EXCEPTION 'not served here' USING ERRCODE = 'VK001'; END IF;
 END $$`;

const ENTER_FILL_SQL = `CREATE OR REPLACE FUNCTION enter_fill(g bigint, t text) RETURNS void
 LANGUAGE plpgsql SECURITY DEFINER AS $$
 BEGIN
   ${SET_GUILD_SQL}
   PERFORM 1 FROM vektra.guild_fence f
     WHERE f.guild_id = g AND f.mode = 'filling' AND f.move_token = t FOR SHARE;
   IF NOT FOUND THEN RAISE EXCEPTION 'not this move''s' USING ERRCODE = 'VK003'; END IF;
 END $$`;

/**
 * On a worker the trigger is a shard's, whose name is the table's with the shard's number behind it
 * (`guild_counters_102024`). The name of no table of ours ends in a number.
 */
const CAPTURE_CHANGE_SQL = `CREATE OR REPLACE FUNCTION capture_change() RETURNS trigger
 LANGUAGE plpgsql SECURITY DEFINER AS $$
 DECLARE
   changed_table text := pg_catalog.regexp_replace(TG_TABLE_NAME, '_[0-9]+$', '');
   old_key text;
   new_key text;
 BEGIN
   IF TG_OP <> 'INSERT' THEN
     SELECT coalesce(jsonb_agg(to_jsonb(OLD) ->> k ORDER BY n), '[]')::text INTO old_key
       FROM unnest(TG_ARGV) WITH ORDINALITY AS a (k, n);
     INSERT INTO vektra.move_changes (guild_id, id, table_name, row_key)
       VALUES (OLD.guild_id, gen_random_uuid()::text, changed_table, old_key);
   END IF;
   IF TG_OP <> 'DELETE' THEN
     SELECT coalesce(jsonb_agg(to_jsonb(NEW) ->> k ORDER BY n), '[]')::text INTO new_key
       FROM unnest(TG_ARGV) WITH ORDINALITY AS a (k, n);
     IF new_key IS DISTINCT FROM old_key THEN
       INSERT INTO vektra.move_changes (guild_id, id, table_name, row_key)
         VALUES (NEW.guild_id, gen_random_uuid()::text, changed_table, new_key);
     END IF;
   END IF;
   RETURN NULL;
 END $$`;

/**
 * Distributes the tables with a `guild_id` that are not distributed yet, each guild's rows of all
 * tables on one worker. `npm run migrate` calls it after every run, so that tables of later versions
 * are distributed too. Where there are rows, row security is not forced meanwhile: it would refuse
 * the owner's COPY of them.
 */
const DISTRIBUTE_TABLES_SQL = `CREATE FUNCTION distribute_tables() RETURNS void
 LANGUAGE plpgsql AS $$
 DECLARE
   guild_table record;
 BEGIN
   IF NOT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = 'citus') THEN RETURN; END IF;
   LOCK TABLE vektra.schema_ledger IN SHARE ROW EXCLUSIVE MODE;
   SET LOCAL citus.enable_unsafe_triggers = on;
   SET LOCAL citus.multi_shard_modify_mode = 'sequential';
   FOR guild_table IN
     SELECT c.oid::regclass AS name, c.relname = 'guild_fence' AS is_first,
            c.relforcerowsecurity AND pg_catalog.pg_relation_size(c.oid) > 0 AS is_copied
       FROM pg_catalog.pg_class c
       JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = 'guild_id'
      WHERE c.relnamespace = 'vektra'::regnamespace AND c.relkind = 'r'
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_dist_partition p WHERE p.logicalrelid = c.oid)
      ORDER BY is_first DESC, c.relname
   LOOP
     IF guild_table.is_copied THEN
       EXECUTE pg_catalog.format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', guild_table.name);
     END IF;
     PERFORM create_distributed_table(guild_table.name, 'guild_id',
       colocate_with => CASE WHEN guild_table.is_first THEN 'none' ELSE 'vektra.guild_fence' END);
     IF guild_table.is_copied THEN
       EXECUTE pg_catalog.format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', guild_table.name);
     END IF;
   END LOOP;
 END $$`;
