import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const fileOf = (folder: string) => path.join(folder, 'processes.json');

/** Remembers the product's processes, for a start after this one was killed. */
export function remember(folder: string, pids: readonly number[]): void {
  writeFileSync(fileOf(folder), JSON.stringify(pids));
}

/** Ends what a killed demo left running on this data: two bots would answer everything twice. */
export async function endLeftovers(folder: string): Promise<void> {
  if (!existsSync(fileOf(folder))) return;
  const pids = (JSON.parse(readFileSync(fileOf(folder), 'utf8')) as number[]).filter(isOurs);
  for (const pid of pids) process.kill(pid, 'SIGTERM');
  const giveUpAt = Date.now() + 20_000;
  // Not our children: their end cannot be waited for, only seen.
  while (pids.some(isOurs) && Date.now() < giveUpAt)
    await new Promise((resolve) => setTimeout(resolve, 100));
}

/** A pid may be somebody else's by now. */
function isOurs(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('server/main.ts');
  } catch {
    return false;
  }
}
