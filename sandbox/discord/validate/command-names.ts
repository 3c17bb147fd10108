import { Locale } from 'discord-api-types/v10';
import { countCharacters, type Field } from './field.ts';

const LOCALES = new Set<string>(Object.values(Locale));
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

export function readName(field: Field, isSlash: boolean): string {
  const name = field.string({ min: 1, max: 32, required: true });
  if (name === undefined || countCharacters(name) > 32 || name === '') return '';
  const isValid = isSlash ? NAME.test(name) && name === name.toLowerCase() : name.trim() === name;
  if (!isValid) field.addError('APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  return name;
}

export function readLocalizations(
  field: Field,
  readText: (field: Field) => string | undefined,
): Record<string, string> | null {
  if (!field.isPresent || !field.object()) return null;
  const result: Record<string, string> = {};
  for (const locale of Object.keys(field.value as object)) {
    const item = field.key(locale);
    if (!LOCALES.has(locale))
      field.addError('DICT_TYPE_KEY_INVALID', `Value "${locale}" is not a valid locale.`);
    else if (item.isPresent) result[locale] = readText(item) ?? '';
  }
  return result;
}
