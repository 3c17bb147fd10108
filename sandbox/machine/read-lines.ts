import type { ChildProcess } from 'node:child_process';

/** Tells each line that a process says, on both streams. */
export function readLines(child: ChildProcess, onLine: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.on('data', (chunk: Buffer) => {
      const completeLines = (rest + chunk.toString()).split('\n');
      rest = completeLines.pop() ?? '';
      for (const line of completeLines) if (line) onLine(line);
    });
  }
}
