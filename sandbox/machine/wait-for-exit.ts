import type { ChildProcess } from 'node:child_process';

/** Resolves when a process has ended well. @throws Error with what it wrote to its stderr */
export function waitForExit(child: ChildProcess): Promise<void> {
  const stderrChunks: Buffer[] = [];
  child.stderr?.on('data', (chunk: Buffer) => stderrChunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(Buffer.concat(stderrChunks).toString().trim())),
    );
  });
}
