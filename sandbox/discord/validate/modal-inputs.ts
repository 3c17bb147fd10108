import type { ComponentData } from '../state/types.ts';
import { type ComponentScope, omitUndefined } from './component-scope.ts';
import type { Field } from './field.ts';
import { readSelect } from './selects.ts';

export const MODAL_INPUT_TYPES = [3, 4, 5, 6, 7, 8, 19, 21, 22, 23];

export function readModalInput(field: Field, scope: ComponentScope, type: number): ComponentData {
  if (type === 4) return readTextInput(field, scope, false);
  if (type === 19) return readFileUpload(field, scope);
  if (type === 21 || type === 22) return readChoices(field, scope, type);
  if (type === 23)
    return {
      type,
      id: scope.readId(field.key('id')),
      custom_id: scope.readCustomId(field.key('custom_id')),
      default: field.key('default').bool() ?? false,
    };
  return readSelect(field, scope, type);
}

export function readTextInput(
  field: Field,
  scope: ComponentScope,
  isLabelRequired: boolean,
): ComponentData {
  const min = field.key('min_length').int({ min: 0, max: 4000 });
  const max = field.key('max_length').int({ min: 1, max: 4000 });
  if (min !== undefined && max !== undefined && min > max)
    field
      .key('min_length')
      .addError('TEXT_INPUT_MIN_LENGTH_GREATER', 'min_length cannot exceed max_length');
  const label = field.key('label').string({ min: 1, max: 45, required: isLabelRequired });
  return omitUndefined({
    type: 4,
    id: scope.readId(field.key('id')),
    custom_id: scope.readCustomId(field.key('custom_id')),
    style: field.key('style').choice([1, 2], true),
    label,
    min_length: min,
    max_length: max,
    required: field.key('required').bool() ?? true,
    value: field.key('value').string({ min: 0, max: max ?? 4000 }),
    placeholder: field.key('placeholder').string({ max: 100 }),
  });
}

function readFileUpload(field: Field, scope: ComponentScope): ComponentData {
  const min = field.key('min_values').int({ min: 0, max: 10 }) ?? 1;
  const max = field.key('max_values').int({ min: 1, max: 10 }) ?? 1;
  if (min > max)
    field.key('min_values').addError('BASE_TYPE_CHOICES', 'min_values exceeds max_values');
  return {
    type: 19,
    id: scope.readId(field.key('id')),
    custom_id: scope.readCustomId(field.key('custom_id')),
    min_values: min,
    max_values: max,
    required: field.key('required').bool() ?? true,
  };
}

/** Radio groups (21) take 2–10 options, checkbox groups (22) 1–10. */
function readChoices(field: Field, scope: ComponentScope, type: 21 | 22): ComponentData {
  const items = field.key('options').list({ min: type === 21 ? 2 : 1, max: 10, required: true });
  const seenValues = new Set<string>();
  const options = items.map((item) => {
    const value = item.key('value').string({ min: 1, max: 100, required: true }) ?? '';
    if (seenValues.has(value))
      item.addError(
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    seenValues.add(value);
    return omitUndefined({
      value,
      label: item.key('label').string({ min: 1, max: 100, required: true }),
      description: item.key('description').string({ max: 100 }),
      default: item.key('default').bool() || undefined,
    });
  });
  if (type === 21 && options.filter((option) => option.default).length > 1)
    field
      .key('options')
      .addError('SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', 'Only one option can be the default');
  const component = {
    type,
    id: scope.readId(field.key('id')),
    custom_id: scope.readCustomId(field.key('custom_id')),
    options,
    required: field.key('required').bool() ?? true,
  };
  if (type === 21) return component;
  return {
    ...component,
    min_values: field.key('min_values').int({ min: 0, max: 10 }) ?? 1,
    max_values: field.key('max_values').int({ min: 1, max: 10 }) ?? Math.max(1, options.length),
  };
}
