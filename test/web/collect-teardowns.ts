/** Teardowns of what all tests of a file share, to be run when they are done. */
export function collectTeardowns(): {
  teardown(end: () => unknown): void;
  run(): Promise<void>;
} {
  const ends: (() => unknown)[] = [];
  return {
    teardown: (end) => void ends.push(end),
    async run() {
      for (const end of ends.toReversed()) await end();
    },
  };
}
