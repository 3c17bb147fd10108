import type { CommandRecord } from '../state/types.ts';
import { readLocalizations, readName } from './command-names.ts';
import { readCommandOptions } from './command-options.ts';
import { countCharacters, type Field } from './field.ts';

const MAX_TOTAL_LENGTH = 8000;

export type CommandDraft = Omit<CommandRecord, 'id' | 'applicationId' | 'guildId' | 'version'>;

/** Reads a command body; `existing` supplies what a PATCH leaves out. */
export function readCommand(field: Field, existing?: CommandRecord): CommandDraft {
  if (!field.object()) field.form.throwIfFailed();
  const type = existing?.type ?? field.key('type').choice([1, 2, 3]) ?? 1;
  const isSlash = type === 1;
  const readOrKeep = <T>(name: string, old: T | undefined, reader: (item: Field) => T): T =>
    existing && !field.has(name) ? (old as T) : reader(field.key(name));
  const draft: CommandDraft = {
    type,
    name: readOrKeep('name', existing?.name, (item) => readName(item, isSlash)),
    nameLocalizations: readOrKeep('name_localizations', existing?.nameLocalizations, (item) =>
      readLocalizations(item, (text) => readName(text, isSlash)),
    ),
    description: readOrKeep('description', existing?.description, (item) =>
      readDescription(item, isSlash),
    ),
    descriptionLocalizations: readOrKeep(
      'description_localizations',
      existing?.descriptionLocalizations,
      (item) =>
        readLocalizations(item, (text) => text.string({ min: 1, max: 100, required: true })),
    ),
    options: readOrKeep('options', existing?.options, (item) => {
      if (!isSlash && item.list().length > 0)
        item.addError(
          'APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS',
          'Context menu commands cannot have options',
        );
      return isSlash ? readCommandOptions(item) : [];
    }),
    defaultMemberPermissions: readOrKeep(
      'default_member_permissions',
      existing?.defaultMemberPermissions,
      readPermissions,
    ),
    contexts: readOrKeep('contexts', existing?.contexts, (item) =>
      readNumbers(item, [0, 1, 2], field.key('dm_permission').bool() === false ? [0] : null),
    ),
    integrationTypes: readOrKeep('integration_types', existing?.integrationTypes, (item) =>
      readNumbers(item, [0, 1], [0]),
    ) ?? [0],
    nsfw: readOrKeep('nsfw', existing?.nsfw, (item) => item.bool() ?? false),
  };
  if (totalLength(draft) > MAX_TOTAL_LENGTH)
    field.addError(
      'APPLICATION_COMMAND_TOO_LARGE',
      `Command exceeds maximum size (${MAX_TOTAL_LENGTH})`,
    );
  return draft;
}

function readDescription(field: Field, isSlash: boolean): string {
  if (isSlash) return field.string({ min: 1, max: 100, required: true }) ?? '';
  if (field.isPresent && field.value !== '')
    field.addError(
      'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID',
      'Context menu commands cannot have description',
    );
  return '';
}

function readPermissions(field: Field): string | null {
  if (!field.isPresent) return null;
  const text = String(field.value);
  if (!/^\d{1,20}$/.test(text)) {
    field.addError('NUMBER_TYPE_COERCE', `Value ${JSON.stringify(field.value)} is not int.`);
    return null;
  }
  return text;
}

function readNumbers<T extends number[] | null>(field: Field, allowed: number[], fallback: T) {
  if (!field.isPresent) return fallback;
  const values = field
    .list({ min: 1, max: allowed.length })
    .map((item) => item.choice(allowed, true))
    .filter((value) => value !== undefined);
  if (new Set(values).size !== values.length)
    field.addError('SET_TYPE_ALREADY_CONTAINS_VALUE', 'Set already contains this value');
  return values;
}

/** Names, descriptions and values of the whole command together may have 8,000 characters. */
function totalLength(draft: Pick<CommandDraft, 'name' | 'description' | 'options'>): number {
  let total = countCharacters(draft.name) + countCharacters(draft.description);
  for (const option of draft.options) {
    total += totalLength({ ...option, options: option.options ?? [] });
    for (const choice of option.choices ?? [])
      total += countCharacters(choice.name) + countCharacters(String(choice.value));
  }
  return total;
}
