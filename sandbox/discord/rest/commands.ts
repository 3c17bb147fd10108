import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import { HttpResponse } from '../http/http-response.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { presentCommand } from '../present/command.ts';
import { GLOBAL_SCOPE } from '../state/discord-state.ts';
import type { CommandRecord } from '../state/types.ts';
import { type CommandDraft, readCommand } from '../validate/command.ts';
import { Field } from '../validate/field.ts';

const MAX_COMMANDS_BY_TYPE: Record<number, number> = { 1: 100, 2: 15, 3: 15 };
const GLOBAL_PATH = '/applications/:application_id/commands';
const GUILD_PATH = '/applications/:application_id/guilds/:guild_id/commands';

export const commandRoutes: RestRoute[] = [GLOBAL_PATH, GUILD_PATH].flatMap((path) => [
  botRoute('GET', path, listCommands),
  botRoute('POST', path, createCommand),
  botRoute('PUT', path, replaceAll),
  botRoute('GET', `${path}/:command_id`, (core, request) =>
    presentCommand(findCommand(core, request)),
  ),
  botRoute('PATCH', `${path}/:command_id`, editCommand),
  botRoute('DELETE', `${path}/:command_id`, removeCommand),
]);

function getCommands(core: Core, request: RestRequest): Map<string, CommandRecord> {
  if (request.param('application_id') !== request.botId) throw discordError(20012);
  const guildId = request.params['guild_id'];
  if (guildId !== undefined && !core.state.guilds.get(guildId)?.botIds.has(request.botId))
    throw discordError(50001);
  return core.state.getCommands(request.botId, guildId ?? GLOBAL_SCOPE);
}

function findCommand(core: Core, request: RestRequest): CommandRecord {
  const command = getCommands(core, request).get(request.param('command_id'));
  if (!command) throw discordError(10063);
  return command;
}

function listCommands(core: Core, request: RestRequest): unknown {
  return [...getCommands(core, request).values()].map(presentCommand);
}

/** A command of the same name and type is replaced: that answers 200, a new one 201. */
function createCommand(core: Core, request: RestRequest): unknown {
  const all = getCommands(core, request);
  const body = request.body();
  const draft = readCommand(body);
  body.form.throwIfFailed();
  const existing = findSameName(all, draft);
  if (
    !existing &&
    [...all.values()].filter((item) => item.type === draft.type).length >=
      MAX_COMMANDS_BY_TYPE[draft.type]!
  )
    throw discordError(30032);
  const command = saveCommand(core, request, all, draft, existing);
  return new HttpResponse(existing ? 200 : 201, presentCommand(command));
}

function replaceAll(core: Core, request: RestRequest): unknown {
  const all = getCommands(core, request);
  const body = new Field(request.json);
  const items = body.list({ max: 130, required: true });
  const seenKeys = new Set<string>();
  const drafts = items.map((item) => {
    const draft = readCommand(item);
    const key = `${draft.type}:${draft.name}`;
    if (seenKeys.has(key))
      item.addError(
        'APPLICATION_COMMANDS_DUPLICATE_NAME',
        'Application command names must be unique',
      );
    seenKeys.add(key);
    return draft;
  });
  body.form.throwIfFailed();
  for (const type of [1, 2, 3])
    if (drafts.filter((draft) => draft.type === type).length > MAX_COMMANDS_BY_TYPE[type]!)
      throw discordError(30032);
  const before = new Map(all);
  all.clear();
  return drafts.map((draft) =>
    presentCommand(saveCommand(core, request, all, draft, findSameName(before, draft))),
  );
}

function editCommand(core: Core, request: RestRequest): unknown {
  const all = getCommands(core, request);
  const existing = findCommand(core, request);
  const body = request.body();
  const draft = readCommand(body, existing);
  const duplicate = findSameName(all, draft);
  if (duplicate && duplicate.id !== existing.id)
    body
      .key('name')
      .addError('APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
  body.form.throwIfFailed();
  return presentCommand(saveCommand(core, request, all, draft, existing));
}

function removeCommand(core: Core, request: RestRequest): undefined {
  const command = findCommand(core, request);
  getCommands(core, request).delete(command.id);
}

function findSameName(
  all: Map<string, CommandRecord>,
  draft: CommandDraft,
): CommandRecord | undefined {
  for (const command of all.values())
    if (command.type === draft.type && command.name === draft.name) return command;
  return undefined;
}

function saveCommand(
  core: Core,
  request: RestRequest,
  all: Map<string, CommandRecord>,
  draft: CommandDraft,
  existing: CommandRecord | undefined,
): CommandRecord {
  const version = core.newId();
  const command: CommandRecord = {
    ...draft,
    id: existing?.id ?? version,
    applicationId: request.botId,
    guildId: request.params['guild_id'] ?? null,
    version,
  };
  all.set(command.id, command);
  return command;
}
