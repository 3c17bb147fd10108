import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';

/** The file of what the product's processes log in this run: a JSON object a line. */
export interface ProcessLog {
  file: string;
  write(processName: string, line: string): void;
  /** Resolves when everything is in the file. */
  close(): Promise<void>;
}

/** @param onError is told of the first error of each kind, in a sentence */
export function createProcessLog(folder: string, onError: (text: string) => void): ProcessLog {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'vektra.log');
  const stream = createWriteStream(file);
  const mentioned = new Set<string>();
  return {
    file,
    write(processName, line) {
      stream.write(`${line}\n`);
      const { level, msg } = parseLogLine(line);
      if (level !== 'error' && level !== 'fatal') return;
      const kind = `${processName} logged an error: ${msg}`;
      if (mentioned.has(kind)) return;
      mentioned.add(kind);
      onError(`${kind}. Details are in the log.`);
    },
    close: () => new Promise((resolve) => stream.end(resolve)),
  };
}

/** @returns nothing of a line that is not a log record: what a library or Node itself prints */
export function parseLogLine(line: string): { level?: string; msg?: string } {
  try {
    return { ...(JSON.parse(line) as { level?: string; msg?: string } | null) };
  } catch {
    return {};
  }
}
