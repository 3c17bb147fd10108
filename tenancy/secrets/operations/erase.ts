import type { Door } from '../door.ts';
import { checkedPath } from '../names.ts';

/** KV v2 metadata delete, which removes every version with it. */
export async function erase(door: Door, path: string): Promise<void> {
  const operation = 'erase';
  const checked = checkedPath(path, operation);
  await door.call({ operation, method: 'DELETE', path: `kv/metadata/${checked}` });
}
