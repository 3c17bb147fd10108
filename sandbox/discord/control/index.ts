import type { z } from 'zod';
import type { Core } from '../core.ts';
import * as applications from './applications.ts';
import * as channels from './channels.ts';
import * as commands from './commands.ts';
import * as components from './components.ts';
import * as faults from './faults.ts';
import * as log from './log.ts';
import * as members from './members.ts';
import type { Operation } from './operation.ts';
import * as people from './people.ts';
import * as reactions from './reactions.ts';
import * as reading from './reading.ts';
import * as seeding from './seed.ts';
import * as servers from './servers.ts';
import * as store from './store.ts';
import * as threads from './threads.ts';
import * as waiting from './waiting.ts';
import * as writing from './writing.ts';

const { presentApplicationWithSecrets: _a, ...applicationOperations } = applications;
const { settleInput: _b, ...commandOperations } = commands;
const { presentServer: _c, ...serverOperations } = servers;
const { BOT_PERMISSIONS: _d, ...seedOperations } = seeding;

export const operations = {
  ...applicationOperations,
  ...channels,
  ...commandOperations,
  ...components,
  ...faults,
  ...log,
  ...members,
  ...people,
  ...reactions,
  ...reading,
  ...serverOperations,
  ...store,
  ...threads,
  ...waiting,
  ...seedOperations,
  ...writing,
};

type Operations = typeof operations;

type Method<T> =
  T extends Operation<infer Input, infer Output>
    ? // biome-ignore lint/complexity/noBannedTypes: {} asks whether every key is optional
      {} extends z.input<Input>
      ? (input?: z.input<Input>) => Promise<Output>
      : (input: z.input<Input>) => Promise<Output>
    : never;

/**
 * The control API for the same process: each call takes what its HTTP form takes in path, query and
 * body.
 */
export type Control = { [Name in keyof Operations]: Method<Operations[Name]> };

export function createControl(core: Core): Control {
  const entries = Object.entries(operations).map(([name, operation]) => [
    name,
    (input: unknown) =>
      runOperation(core, operation as unknown as Operation<z.ZodType, unknown>, input),
  ]);
  return Object.fromEntries(entries) as Control;
}

export async function runOperation(
  core: Core,
  operation: Operation<z.ZodType, unknown>,
  input: unknown,
): Promise<unknown> {
  const result = await operation.run(core, operation.input.parse(input ?? {}));
  if (operation.method !== 'GET') core.markChanged();
  return result;
}
