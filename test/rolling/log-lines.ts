import type { DeployedProcess } from './processes.ts';

/** Warnings that an upgrade causes; anything else of that level or above is a fault. */
const EXPECTED: readonly RegExp[] = [];

/** @returns lines that a process wrote and should not have, each after its process's name */
export function findUnexpectedLines(processes: readonly DeployedProcess[]): string[] {
  return processes.flatMap(({ name, child }) =>
    child
      .output()
      .split('\n')
      .filter((line) => line !== '' && !/^\{"level":"(debug|info)"/.test(line))
      .filter((line) => !EXPECTED.some((expected) => expected.test(line)))
      .map((line) => `${name}: ${line}`),
  );
}
