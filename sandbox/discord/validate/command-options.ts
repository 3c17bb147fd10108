import type { CommandOptionRecord } from '../state/types.ts';
import { readLocalizations, readName } from './command-names.ts';
import { omitUndefined } from './component-scope.ts';
import type { Field } from './field.ts';

const OPTION_TYPES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const SUBCOMMAND = 1;
const GROUP = 2;

/** Options of a command (depth 0), of a group (1) or of a subcommand (2). */
export function readCommandOptions(field: Field, depth = 0): CommandOptionRecord[] {
  const items = field.list({ max: 25 });
  const names = new Set<string>();
  let hasOptional = false;
  let nestedCount = 0;
  const options = items.map((item) => {
    const option = readOption(item, depth);
    if (names.has(option.name))
      item.addError(
        'APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE',
        'Command option names must be unique',
      );
    names.add(option.name);
    if (option.type === SUBCOMMAND || option.type === GROUP) nestedCount++;
    else if (!option.required) hasOptional = true;
    else if (hasOptional)
      item.addError(
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    return option;
  });
  if (nestedCount > 0 && nestedCount < options.length)
    field.addError(
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      'Sub-command and sub-command group option types are mutually exclusive to all other types',
    );
  return options;
}

function readOption(field: Field, depth: number): CommandOptionRecord {
  if (!field.object()) return { type: 3, name: '', description: '' };
  const allowed = depth === 0 ? OPTION_TYPES : depth === 1 ? [SUBCOMMAND] : OPTION_TYPES.slice(2);
  const type = field.key('type').choice(allowed, true) ?? 3;
  const isText = type === 3;
  const isNumeric = type === 4 || type === 10;
  const option = omitUndefined({
    type,
    name: readName(field.key('name'), true),
    description: field.key('description').string({ min: 1, max: 100, required: true }) ?? '',
    name_localizations:
      readLocalizations(field.key('name_localizations'), (item) => readName(item, true)) ??
      undefined,
    description_localizations:
      readLocalizations(field.key('description_localizations'), (item) =>
        item.string({ min: 1, max: 100, required: true }),
      ) ?? undefined,
    required: field.key('required').bool() || undefined,
    channel_types: type === 7 ? readChannelTypes(field.key('channel_types')) : undefined,
    min_value: isNumeric ? field.key('min_value').number() : undefined,
    max_value: isNumeric ? field.key('max_value').number() : undefined,
    min_length: isText ? field.key('min_length').int({ min: 0, max: 6000 }) : undefined,
    max_length: isText ? field.key('max_length').int({ min: 1, max: 6000 }) : undefined,
    autocomplete: field.key('autocomplete').bool() || undefined,
  }) as CommandOptionRecord;
  if (type === SUBCOMMAND) option.options = readCommandOptions(field.key('options'), 2);
  if (type === GROUP) option.options = readCommandOptions(field.key('options'), 1);
  readChoices(field, option);
  return option;
}

function readChannelTypes(field: Field): number[] | undefined {
  if (!field.isPresent) return undefined;
  return field
    .list()
    .map((item) => item.choice([0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16], true))
    .filter((item) => item !== undefined);
}

function readChoices(field: Field, option: CommandOptionRecord): void {
  const list = field.key('choices');
  const supportsChoices = option.type === 3 || option.type === 4 || option.type === 10;
  if (option.autocomplete && !supportsChoices)
    field
      .key('autocomplete')
      .addError(
        'APPLICATION_COMMAND_AUTOCOMPLETE_TYPE_INVALID',
        'Autocomplete is only for string, integer and number options',
      );
  if (!list.isPresent) return;
  const items = list.list({ max: 25 });
  if (items.length > 0 && option.autocomplete)
    list.addError(
      'APPLICATION_COMMAND_OPTION_CHOICES_AUTOCOMPLETE',
      'Options with autocomplete cannot have choices',
    );
  if (items.length > 0 && !supportsChoices) {
    list.addError(
      'APPLICATION_COMMAND_OPTION_CHOICES_INVALID',
      'This option type takes no choices',
    );
    return;
  }
  const names = new Set<string>();
  option.choices = items.map((item) => {
    const name = item.key('name').string({ min: 1, max: 100, required: true }) ?? '';
    if (names.has(name))
      item.addError(
        'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_DUPLICATE',
        'Option choice names must be unique',
      );
    names.add(name);
    const value = item.key('value');
    return omitUndefined({
      name,
      name_localizations:
        readLocalizations(item.key('name_localizations'), (text) =>
          text.string({ min: 1, max: 100, required: true }),
        ) ?? undefined,
      value:
        option.type === 3
          ? (value.string({ min: 1, max: 100, required: true }) ?? '')
          : ((option.type === 4 ? value.int({ required: true }) : value.number()) ?? 0),
    });
  });
}
