import { z } from 'zod';
import type { Core } from '../core.ts';
import type { Outcome } from '../interactions/outcome.ts';
import { askSuggestions, runMenuCommand, runSlashCommand } from '../interactions/run-command.ts';
import {
  type FoundCommand,
  findCommand,
  mayUse,
  reachableCommands,
  visibleCommands,
} from '../interactions/visible-commands.ts';
import { presentCommand } from '../present/command.ts';
import type { ChannelRecord } from '../state/types.ts';
import { findVisibleChannel, findVisibleMessage } from './find.ts';
import { count, file, flag, id, operation } from './operation.ts';
import { outcomeOf, refused } from './settle.ts';

export const settling = { settle: flag.optional(), settleMs: count.optional() };

const where = {
  personId: id,
  channelId: id,
  /** `submit`, `ticket close`, or a menu command's name. */
  command: z.string().min(1),
  /** Needed only when two bots have a command of that name. */
  applicationId: id.optional(),
  ...settling,
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
    visibleCommands(core, personId, findVisibleChannel(core, personId, channelId)).map(
      presentCommand,
    ),
});

type Found = { channel: ChannelRecord; found: FoundCommand } | { refusal: Outcome };

function lookUp(
  core: Core,
  type: number,
  input: {
    personId: string;
    channelId: string;
    command: string;
    applicationId?: string | undefined;
  },
): Found {
  const channel = findVisibleChannel(core, input.personId, input.channelId);
  const found = findCommand(
    reachableCommands(core, channel),
    type,
    input.command,
    input.applicationId,
  );
  if (!found)
    return { refusal: refused('UNKNOWN_COMMAND', `There is no command "${input.command}" here.`) };
  if (!mayUse(core, input.personId, channel, found.command))
    return {
      refusal: refused('HIDDEN_COMMAND', 'You do not have permission to use this command.'),
    };
  return { channel, found };
}

export const runCommand = operation({
  method: 'POST',
  path: '/control/people/:personId/commands/run',
  input: z.object({ ...where, options }),
  async run(core, input): Promise<Outcome> {
    const result = lookUp(core, 1, input);
    if ('refusal' in result) return result.refusal;
    const place = { personId: input.personId, channel: result.channel };
    return outcomeOf(core, input, () => runSlashCommand(core, place, result.found, input.options));
  },
});

export const autocomplete = operation({
  method: 'POST',
  path: '/control/people/:personId/commands/autocomplete',
  input: z.object({ ...where, options, option: z.string(), value: z.string().default('') }),
  async run(core, input): Promise<Outcome> {
    const result = lookUp(core, 1, input);
    if ('refusal' in result) return result.refusal;
    const place = { personId: input.personId, channel: result.channel };
    return outcomeOf(core, input, () =>
      askSuggestions(core, place, result.found, input.option, input.value, input.options),
    );
  },
});

export const runMessageCommand = operation({
  method: 'POST',
  path: '/control/people/:personId/commands/message',
  input: z.object({ ...where, messageId: id }),
  async run(core, input): Promise<Outcome> {
    const result = lookUp(core, 3, input);
    if ('refusal' in result) return result.refusal;
    const { channel, found } = result;
    const message = findVisibleMessage(core, input.personId, channel, input.messageId);
    const place = { personId: input.personId, channel };
    return outcomeOf(core, input, () => runMenuCommand(core, place, found.command, { message }));
  },
});

export const runUserCommand = operation({
  method: 'POST',
  path: '/control/people/:personId/commands/user',
  input: z.object({ ...where, targetId: id }),
  async run(core, input): Promise<Outcome> {
    const result = lookUp(core, 2, input);
    if ('refusal' in result) return result.refusal;
    const { channel, found } = result;
    const place = { personId: input.personId, channel };
    return outcomeOf(core, input, () =>
      runMenuCommand(core, place, found.command, { userId: input.targetId }),
    );
  },
});
