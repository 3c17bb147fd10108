import type { CommandRecord } from '../state/types.ts';
import { readLocalizations, readName } from './command-names.ts';
import { readCommandOptions } from './command-options.ts';
import { type Field, length } from './field.ts';

const MAX_TOTAL = 8000;

export type CommandDraft = Omit<CommandRecord, 'id' | 'applicationId' | 'guildId' | 'version'>;

/** Reads a command body; `existing` supplies what a PATCH leaves out. */
export function readCommand(field: Field, existing?: CommandRecord): CommandDraft {
  if (!field.object()) field.form.check();
  const type = existing?.type ?? field.key('type').choice([1, 2, 3]) ?? 1;
  const slash = type === 1;
  const read = <T>(name: string, old: T | undefined, reader: (item: Field) => T): T =>
    existing && !field.has(name) ? (old as T) : reader(field.key(name));
  const draft: CommandDraft = {
    type,
    name: read('name', existing?.name, (item) => readName(item, slash)),
    nameLocalizations: read('name_localizations', existing?.nameLocalizations, (item) =>
      readLocalizations(item, (text) => readName(text, slash)),
    ),
    description: read('description', existing?.description, (item) => readDescription(item, slash)),
    descriptionLocalizations: read(
      'description_localizations',
      existing?.descriptionLocalizations,
      (item) =>
        readLocalizations(item, (text) => text.string({ min: 1, max: 100, required: true })),
    ),
    options: read('options', existing?.options, (item) => {
      if (!slash && item.list().length > 0)
        item.fail(
          'APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS',
          'Context menu commands cannot have options',
        );
      return slash ? readCommandOptions(item) : [];
    }),
    defaultMemberPermissions: read(
      'default_member_permissions',
      existing?.defaultMemberPermissions,
      readPermissions,
    ),
    contexts: read('contexts', existing?.contexts, (item) =>
      readNumbers(item, [0, 1, 2], field.key('dm_permission').value === false ? [0] : null),
    ),
    integrationTypes: read('integration_types', existing?.integrationTypes, (item) =>
      readNumbers(item, [0, 1], [0]),
    ) ?? [0],
    nsfw: read('nsfw', existing?.nsfw, (item) => item.bool() ?? false),
  };
  if (totalLength(draft) > MAX_TOTAL)
    field.fail('APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${MAX_TOTAL})`);
  return draft;
}

function readDescription(field: Field, slash: boolean): string {
  if (slash) return field.string({ min: 1, max: 100, required: true }) ?? '';
  if (field.present && field.value !== '')
    field.fail(
      'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID',
      'Context menu commands cannot have description',
    );
  return '';
}

function readPermissions(field: Field): string | null {
  if (!field.present) return null;
  const text = String(field.value);
  if (!/^\d{1,20}$/.test(text)) {
    field.fail('NUMBER_TYPE_COERCE', `Value ${JSON.stringify(field.value)} is not int.`);
    return null;
  }
  return text;
}

function readNumbers<T extends number[] | null>(field: Field, allowed: number[], without: T) {
  if (!field.present) return without;
  const values = field
    .list({ min: 1, max: allowed.length })
    .map((item) => item.choice(allowed, true));
  if (new Set(values).size !== values.length)
    field.fail('SET_TYPE_ALREADY_CONTAINS_VALUE', 'Set already contains this value');
  return values.filter((value) => value !== undefined);
}

/** Names, descriptions and values of the whole command together may have 8,000 characters. */
function totalLength(draft: Pick<CommandDraft, 'name' | 'description' | 'options'>): number {
  let total = length(draft.name) + length(draft.description);
  for (const option of draft.options) {
    total += totalLength({ ...option, options: option.options ?? [] });
    for (const choice of option.choices ?? [])
      total += length(choice.name) + length(String(choice.value));
  }
  return total;
}
