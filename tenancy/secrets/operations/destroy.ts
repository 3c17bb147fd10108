import type { Door } from '../door.ts';
import { checkedPath } from '../names.ts';

/** KV v2 destroy of versions. Vault refuses an empty list; to us it is nothing to do. */
export async function destroy(door: Door, path: string, versions: number[]): Promise<void> {
  const operation = 'destroy';
  const checked = checkedPath(path, operation);
  if (versions.length === 0) return;
  await door.call({ operation, method: 'POST', path: `kv/destroy/${checked}`, body: { versions } });
}
