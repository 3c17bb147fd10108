import type { DeployedProcess } from './processes.ts';

/** Of a line with an error's stack, what tells which error it is. */
const MAX_LINE_LENGTH = 600;

/** Warnings that the test causes; any other line of that level or above is a fault. */
const EXPECTED: readonly RegExp[] = [
  // A turn of the label whose data is moved met the fence: it is resumed after the switch.
  /"code":"(moving|storage_moving)"/,
];

/** @returns lines that a process wrote and should not have, each after its process's name */
export function findUnexpectedLines(processes: readonly DeployedProcess[]): string[] {
  return processes.flatMap(({ name, child }) =>
    child
      .output()
      .split('\n')
      .filter((line) => line !== '' && !/^\{"level":"(debug|info)"/.test(line))
      .filter((line) => !EXPECTED.some((expected) => expected.test(line)))
      .map((line) => `${name}: ${line.slice(0, MAX_LINE_LENGTH)}`),
  );
}
