import type { Knex } from 'knex';
import { hashId } from './hash-id.ts';

/** A server of a signed-in person, as Discord lists it. */
export interface UserServer {
  id: string;
  name: string;
  icon: string | null;
  canManage: boolean;
}

export interface ServerList {
  servers: UserServer[];
  /** Epoch ms. */
  fetchedAt: number;
}

/** What Discord last said, to any process; null when nobody asked yet. */
export async function readServerList(control: Knex, sessionId: string): Promise<ServerList | null> {
  const row = await control('session_servers').where('id_hash', hashId(sessionId)).first();
  return row ? { servers: row.servers, fetchedAt: Number(row.fetched_at) } : null;
}

/** Keeps the list with its session; of two, the newer one. A session that has ended gets none. */
export async function saveServerList(
  control: Knex,
  sessionId: string,
  { servers, fetchedAt }: ServerList,
): Promise<void> {
  await control.raw(
    `INSERT INTO session_servers (id_hash, servers, fetched_at)
     SELECT id_hash, ?::jsonb, ? FROM sessions WHERE id_hash = ? FOR KEY SHARE
     ON CONFLICT (id_hash) DO UPDATE SET servers = excluded.servers, fetched_at = excluded.fetched_at
      WHERE session_servers.fetched_at < excluded.fetched_at`,
    [JSON.stringify(servers), fetchedAt, hashId(sessionId)],
  );
}
