import test from 'ava';
import type { CustomerEngine } from './customer-placement.ts';

/**
 * `npm run test:full`: the full matrix of databases, more seeds, and files named `*.full.test.ts`.
 */
export const isFull = process.env.TEST_FULL === '1';

/** Whether pictures of pages are kept for people: in a full run, and with `--screenshots`. */
export const keepsScreenshots = isFull || process.env.TEST_SCREENSHOTS === '1';

/** The cases of every day; `npm run test:full` takes all. */
export const pickCases = <T>(all: readonly T[], everyDay: readonly NoInfer<T>[]): readonly T[] =>
  isFull ? all : everyDay;

/** A serial test of `npm run test:full`, in a file that has others for every day. */
export const testFull = (isFull ? test.serial : () => {}) as typeof test.serial;

/**
 * The engines on which a costly test runs. MariaDB is always among them: it is the one whose SQL
 * differs from a region's.
 */
export const COSTLY_ENGINES: readonly CustomerEngine[] = isFull
  ? ['postgres', 'mariadb']
  : ['mariadb'];
