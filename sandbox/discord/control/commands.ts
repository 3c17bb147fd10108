import { z } from 'zod';
import type { Core } from '../core.ts';
import type { Outcome } from '../interactions/outcome.ts';
import {
  requestSuggestions,
  runMenuCommand,
  runSlashCommand,
} from '../interactions/run-command.ts';
import {
  canUse,
  type FoundCommand,
  findCommand,
  listReachableCommands,
  listVisibleCommands,
} from '../interactions/visible-commands.ts';
import { presentCommand } from '../present/command.ts';
import type { ChannelRecord } from '../state/types.ts';
import { findVisibleChannel, findVisibleMessage } from './find.ts';
import { count, file, flag, id, operation } from './operation.ts';
import { rejected, waitForOutcome } from './wait-for-outcome.ts';

export const settleInput = { settle: flag.optional(), settleMs: count.optional() };

const commandTarget = {
  personId: id,
  channelId: id,
  /** `submit`, `ticket close`, or a menu command's name. */
  command: z.string().min(1),
  /** Needed only when two bots have a command of that name. */
  applicationId: id.optional(),
  ...settleInput,
};

const options = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), file]))
  .default({});

/** What the person's client offers after a slash, and in the menus of messages and people. */
export const listCommands = operation({
  method: 'GET',
  path: '/control/people/:personId/commands',
  input: z.object({ personId: id, channelId: id }),
  run: (core, { personId, channelId }) =>
    listVisibleCommands(core, personId, findVisibleChannel(core, personId, channelId)).map(
      presentCommand,
    ),
});

type CommandLookup = { channel: ChannelRecord; found: FoundCommand } | { refusal: Outcome };

function findUsableCommand(
  core: Core,
  type: number,
  input: {
    personId: string;
    channelId: string;
    command: string;
    applicationId?: string | undefined;
  },
): CommandLookup {
  const channel = findVisibleChannel(core, input.personId, input.channelId);
  const found = findCommand(
    listReachableCommands(core, channel),
    type,
    input.command,
    input.applicationId,
  );
  if (!found)
    return { refusal: rejected('UNKNOWN_COMMAND', `There is no command "${input.command}" here.`) };
  if (!canUse(core, input.personId, channel, found.command))
    return {
      refusal: rejected('HIDDEN_COMMAND', 'You do not have permission to use this command.'),
    };
  return { channel, found };
}

export const runCommand = operation({
  method: 'POST',
  path: '/control/people/:personId/commands/run',
  input: z.object({ ...commandTarget, options }),
  async run(core, input): Promise<Outcome> {
    const result = findUsableCommand(core, 1, input);
    if ('refusal' in result) return result.refusal;
    const context = { personId: input.personId, channel: result.channel };
    return waitForOutcome(core, input, () =>
      runSlashCommand(core, context, result.found, input.options),
    );
  },
});

export const autocomplete = operation({
  method: 'POST',
  path: '/control/people/:personId/commands/autocomplete',
  input: z.object({ ...commandTarget, options, option: z.string(), value: z.string().default('') }),
  async run(core, input): Promise<Outcome> {
    const result = findUsableCommand(core, 1, input);
    if ('refusal' in result) return result.refusal;
    const context = { personId: input.personId, channel: result.channel };
    return waitForOutcome(core, input, () =>
      requestSuggestions(core, context, result.found, input.option, input.value, input.options),
    );
  },
});

export const runMessageCommand = operation({
  method: 'POST',
  path: '/control/people/:personId/commands/message',
  input: z.object({ ...commandTarget, messageId: id }),
  async run(core, input): Promise<Outcome> {
    const result = findUsableCommand(core, 3, input);
    if ('refusal' in result) return result.refusal;
    const { channel, found } = result;
    const message = findVisibleMessage(core, input.personId, channel, input.messageId);
    const context = { personId: input.personId, channel };
    return waitForOutcome(core, input, () =>
      runMenuCommand(core, context, found.command, { message }),
    );
  },
});

export const runUserCommand = operation({
  method: 'POST',
  path: '/control/people/:personId/commands/user',
  input: z.object({ ...commandTarget, targetId: id }),
  async run(core, input): Promise<Outcome> {
    const result = findUsableCommand(core, 2, input);
    if ('refusal' in result) return result.refusal;
    const { channel, found } = result;
    const context = { personId: input.personId, channel };
    return waitForOutcome(core, input, () =>
      runMenuCommand(core, context, found.command, { userId: input.targetId }),
    );
  },
});
