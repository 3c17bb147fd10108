import type { Migration } from '../types.ts';

/**
 * The guards of writes and reads, which refuse inside SQL: with pipelining the statements that follow are
 * already on the wire, so a refusal has to abort the transaction by itself.
 *
 * enter_write: sets the guild, locks its fence row in share mode, checks epoch and mode. READ
 * COMMITTED matters: a writer that waited for a mover re-reads the row as the mover left it.
 * enter_read: sets the guild and checks, without a lock, that this place still serves it; the
 * transaction can only read from there on.
 *
 * VK001: wrong epoch or no fence row (resolve again). VK002: fenced for a move (wait).
 */
export const migration: Migration = {
  version: 11,
  name: 'door_functions',
  up: (_knex, target) => {
    if (target.engine === 'mysql') return [];
    const grant = (signature: string) =>
      target.managed
        ? [
            `REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC`,
            `GRANT EXECUTE ON FUNCTION ${signature} TO vektra_app, vektra_mover`,
          ]
        : [];
    return [
      `CREATE FUNCTION enter_write(g bigint, e bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
       DECLARE found_mode text;
       BEGIN
         PERFORM pg_catalog.set_config('vektra.guild_id', g::text, true);
         SELECT f.mode INTO found_mode FROM vektra.guild_fence f
           WHERE f.guild_id = g AND f.epoch = e FOR SHARE;
         IF found_mode IS NULL THEN RAISE EXCEPTION 'not open here' USING ERRCODE = 'VK001'; END IF;
         IF found_mode <> 'open' THEN RAISE EXCEPTION 'fenced' USING ERRCODE = 'VK002'; END IF;
       END $$`,
      `CREATE FUNCTION enter_read(g bigint, e bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
       DECLARE found_mode text;
       BEGIN
         PERFORM pg_catalog.set_config('vektra.guild_id', g::text, true),
                 pg_catalog.set_config('transaction_read_only', 'on', true);
         SELECT f.mode INTO found_mode FROM vektra.guild_fence f
           WHERE f.guild_id = g AND f.epoch = e;
         IF found_mode IS NULL OR found_mode = 'moved'
           THEN RAISE EXCEPTION 'not served here' USING ERRCODE = 'VK001'; END IF;
       END $$`,
      ...grant('enter_write(bigint, bigint)'),
      ...grant('enter_read(bigint, bigint)'),
    ];
  },
};
