import type { ComponentData } from '../state/types.ts';
import { readEmoji } from './buttons.ts';
import { type ComponentScope, omitUndefined } from './component-scope.ts';
import type { Field } from './field.ts';

export const SELECT_TYPES = [3, 5, 6, 7, 8];
const DEFAULT_VALUE_TYPES: Record<number, readonly string[]> = {
  5: ['user'],
  6: ['role'],
  7: ['user', 'role'],
  8: ['channel'],
};

export function readSelect(field: Field, scope: ComponentScope, type: number): ComponentData {
  const minValues = field.key('min_values').int({ min: 0, max: 25 }) ?? 1;
  const maxValues = field.key('max_values').int({ min: 1, max: 25 }) ?? 1;
  if (minValues > maxValues)
    field
      .key('min_values')
      .addError('SELECT_COMPONENT_MIN_VALUES_GREATER', 'min_values cannot exceed max_values');
  const select = omitUndefined({
    type,
    id: scope.readId(field.key('id')),
    custom_id: scope.readCustomId(field.key('custom_id')),
    placeholder: field.key('placeholder').string({ max: 150 }),
    min_values: minValues,
    max_values: maxValues,
    disabled: field.key('disabled').bool() || undefined,
  }) as ComponentData;
  if (scope.isModal) {
    select['required'] = field.key('required').bool() ?? true;
    if (select['disabled'])
      field
        .key('disabled')
        .addError('COMPONENT_DISABLED_IN_MODAL', 'Cannot be disabled in a modal');
  }
  if (type === 3) select['options'] = readOptions(field.key('options'), minValues, maxValues);
  else readDefaultValues(field, select, type, maxValues);
  if (type === 8)
    select['channel_types'] = field
      .key('channel_types')
      .list({ max: 25 })
      .map((item) => item.int({ required: true }));
  return select;
}

function readOptions(field: Field, minValues: number, maxValues: number) {
  const items = field.list({ min: 1, max: 25, required: true });
  const seenValues = new Set<string>();
  let defaultCount = 0;
  const options = items.map((item) => {
    const value = item.key('value').string({ min: 1, max: 100, required: true }) ?? '';
    if (seenValues.has(value))
      item.addError(
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    seenValues.add(value);
    const isDefault = item.key('default').bool() ?? false;
    if (isDefault) defaultCount++;
    return omitUndefined({
      label: item.key('label').string({ min: 1, max: 100, required: true }),
      value,
      description: item.key('description').string({ max: 100 }),
      emoji: readEmoji(item.key('emoji')),
      default: isDefault || undefined,
    });
  });
  if (defaultCount > maxValues)
    field.addError('SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', 'Too many default values');
  if (items.length > 0 && minValues > items.length)
    field.addError('SELECT_COMPONENT_TOO_FEW_OPTIONS', 'min_values exceeds the number of options');
  return options;
}

function readDefaultValues(field: Field, select: ComponentData, type: number, max: number): void {
  if (!field.key('default_values').isPresent) return;
  select['default_values'] = field
    .key('default_values')
    .list({ max })
    .map((item) => ({
      id: item.key('id').snowflake(true),
      type: item.key('type').choice(DEFAULT_VALUE_TYPES[type]!, true),
    }));
}
