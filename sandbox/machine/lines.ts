import type { ChildProcess } from 'node:child_process';

/** Tells each line that a process says, on both streams. */
export function lines(child: ChildProcess, onLine: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.on('data', (chunk: Buffer) => {
      const parts = (rest + chunk.toString()).split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts) if (line) onLine(line);
    });
  }
}
