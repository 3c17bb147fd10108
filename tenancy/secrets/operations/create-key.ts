import type { Door } from '../door.ts';
import { checkedKey } from '../names.ts';

/** Transit key creation; Vault leaves a key that is there as it is. */
export async function createKey(door: Door, name: string): Promise<void> {
  const operation = 'createKey';
  await door.call({
    operation,
    method: 'POST',
    path: `transit/keys/${checkedKey(name, operation)}`,
    body: { type: 'aes256-gcm96' },
  });
}
