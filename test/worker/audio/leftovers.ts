import { readdirSync, readFileSync } from 'node:fs';

/** Programs that this process has started and that have not ended. */
export function children(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
        return Number(status.slice(status.lastIndexOf(')')).split(' ')[2]) === process.pid;
      } catch {
        return false;
      }
    });
}

/** Of this process. */
export const threads = (): string[] =>
  process.getActiveResourcesInfo().filter((name) => /Worker|MessagePort/.test(name));
