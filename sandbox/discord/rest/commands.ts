import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import { Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { presentCommand } from '../present/command.ts';
import type { CommandRecord } from '../state/types.ts';
import { GLOBAL } from '../state/world.ts';
import { type CommandDraft, readCommand } from '../validate/command.ts';
import { Field } from '../validate/field.ts';

const MAXIMUM: Record<number, number> = { 1: 100, 2: 15, 3: 15 };
const GLOBAL_PATH = '/applications/:application_id/commands';
const GUILD_PATH = '/applications/:application_id/guilds/:guild_id/commands';

export const commandRoutes: RestRoute[] = [GLOBAL_PATH, GUILD_PATH].flatMap((path) => [
  botRoute('GET', path, list),
  botRoute('POST', path, create),
  botRoute('PUT', path, replaceAll),
  botRoute('GET', `${path}/:command_id`, (core, call) => presentCommand(find(core, call))),
  botRoute('PATCH', `${path}/:command_id`, edit),
  botRoute('DELETE', `${path}/:command_id`, remove),
]);

function commands(core: Core, call: Call): Map<string, CommandRecord> {
  if (call.param('application_id') !== call.botId) throw discordError(20012);
  const guildId = call.params['guild_id'];
  if (guildId !== undefined && !core.world.guilds.get(guildId)?.botIds.has(call.botId))
    throw discordError(50001);
  return core.world.commandsOf(call.botId, guildId ?? GLOBAL);
}

function find(core: Core, call: Call): CommandRecord {
  const command = commands(core, call).get(call.param('command_id'));
  if (!command) throw discordError(10063);
  return command;
}

function list(core: Core, call: Call): unknown {
  return [...commands(core, call).values()].map(presentCommand);
}

/** A command of the same name and type is replaced: that answers 200, a new one 201. */
function create(core: Core, call: Call): unknown {
  const all = commands(core, call);
  const body = call.body();
  const draft = readCommand(body);
  body.form.check();
  const old = sameName(all, draft);
  if (
    !old &&
    [...all.values()].filter((item) => item.type === draft.type).length >= MAXIMUM[draft.type]!
  )
    throw discordError(30032);
  const command = keep(core, call, all, draft, old);
  return new Answer(old ? 200 : 201, presentCommand(command));
}

function replaceAll(core: Core, call: Call): unknown {
  const all = commands(core, call);
  const body = new Field(call.json);
  const items = body.list({ max: 130, required: true });
  const seen = new Set<string>();
  const drafts = items.map((item) => {
    const draft = readCommand(item);
    const key = `${draft.type}:${draft.name}`;
    if (seen.has(key))
      item.fail('APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
    seen.add(key);
    return draft;
  });
  body.form.check();
  for (const type of [1, 2, 3])
    if (drafts.filter((draft) => draft.type === type).length > MAXIMUM[type]!)
      throw discordError(30032);
  const before = new Map(all);
  all.clear();
  return drafts.map((draft) =>
    presentCommand(keep(core, call, all, draft, sameName(before, draft))),
  );
}

function edit(core: Core, call: Call): unknown {
  const all = commands(core, call);
  const old = find(core, call);
  const body = call.body();
  const draft = readCommand(body, old);
  const twin = sameName(all, draft);
  if (twin && twin.id !== old.id)
    body
      .key('name')
      .fail('APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
  body.form.check();
  return presentCommand(keep(core, call, all, draft, old));
}

function remove(core: Core, call: Call): undefined {
  const command = find(core, call);
  commands(core, call).delete(command.id);
}

function sameName(all: Map<string, CommandRecord>, draft: CommandDraft): CommandRecord | undefined {
  for (const command of all.values())
    if (command.type === draft.type && command.name === draft.name) return command;
  return undefined;
}

function keep(
  core: Core,
  call: Call,
  all: Map<string, CommandRecord>,
  draft: CommandDraft,
  old: CommandRecord | undefined,
): CommandRecord {
  const version = core.newId();
  const command: CommandRecord = {
    ...draft,
    id: old?.id ?? version,
    applicationId: call.botId,
    guildId: call.params['guild_id'] ?? null,
    version,
  };
  all.set(command.id, command);
  return command;
}
