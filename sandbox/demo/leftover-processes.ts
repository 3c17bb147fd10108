import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const getPidFile = (folder: string) => path.join(folder, 'processes.json');

/** Remembers the product's processes, for a start after this one was killed. */
export function savePids(folder: string, pids: readonly number[]): void {
  writeFileSync(getPidFile(folder), JSON.stringify(pids));
}

/** Ends what a killed demo left running on this data: two bots would answer everything twice. */
export async function stopLeftoverProcesses(folder: string): Promise<void> {
  if (!existsSync(getPidFile(folder))) return;
  const pids = (JSON.parse(readFileSync(getPidFile(folder), 'utf8')) as number[]).filter(
    isProductProcess,
  );
  for (const pid of pids) process.kill(pid, 'SIGTERM');
  const deadline = Date.now() + 20_000;
  // Not our children: their end cannot be waited for, only seen.
  while (pids.some(isProductProcess) && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 100));
}

/** A pid may be somebody else's by now. */
function isProductProcess(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('server/main.ts');
  } catch {
    return false;
  }
}
