import { z } from 'zod';
import type { GuildReader } from '../../tenancy/types.ts';
import { VektraError } from '../errors/errors.ts';
import type { GuildSettings } from './types.ts';

const nullableId = z.string().nullable().catch(null).default(null);

/** Each key has a default and falls back to it: a customer database is untrusted. */
const schema = z.object({
  labelName: z.string().max(100).catch('').default(''),
  staffChannelId: nullableId,
  staffRoleIds: z.array(z.string()).catch([]).default([]),
  approvedChannelId: nullableId,
  rejectedChannelId: nullableId,
  undoSeconds: z.number().int().min(0).max(300).catch(30).default(30),
  intakeOpen: z.boolean().catch(true).default(true),
});

export function parseSettings(document: string): GuildSettings {
  let value: unknown = {};
  try {
    value = JSON.parse(document);
  } catch {
    // Not JSON: the defaults apply.
  }
  return schema.catch(schema.parse({})).parse(value);
}

/** @throws VektraError `not_set_up` when `/start` was never run */
export async function readSettings(db: GuildReader): Promise<GuildSettings> {
  const row = await db.table('guild_settings').first('document');
  if (!row) throw new VektraError('not_set_up', { values: { missing: 'label' } });
  return parseSettings(row.document);
}
