import type { ComponentData } from '../state/types.ts';
import { type ComponentScope, omitUndefined } from './component-scope.ts';
import { isStandardEmoji } from './emoji.ts';
import type { Field } from './field.ts';

const LINK = 5;
const PREMIUM = 6;

export function readButton(field: Field, scope: ComponentScope): ComponentData {
  const style = field.key('style').choice([1, 2, 3, 4, 5, 6], true);
  const label = field.key('label').string({ max: 80 });
  const emoji = readEmoji(field.key('emoji'));
  const button = omitUndefined({
    type: 2,
    id: scope.readId(field.key('id')),
    style,
    label,
    emoji,
    disabled: field.key('disabled').bool() || undefined,
  }) as ComponentData;
  if (style === PREMIUM) {
    button['sku_id'] = field.key('sku_id').snowflake(true);
    for (const name of ['label', 'emoji', 'custom_id', 'url']) rejectField(field, name, 'premium');
    return button;
  }
  if (style === LINK) {
    button['url'] = field
      .key('url')
      .url({ max: 512, schemes: ['http', 'https', 'discord'], required: true });
    rejectField(field, 'custom_id', 'link');
  } else {
    button['custom_id'] = scope.readCustomId(field.key('custom_id'));
    rejectField(field, 'url', 'non-link');
  }
  if (!label && !emoji)
    field.addError(
      'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED',
      'A button must have a label or emoji',
    );
  return button;
}

export function readEmoji(field: Field): Record<string, unknown> | undefined {
  if (!field.isPresent || !field.object()) return undefined;
  const id = field.key('id').snowflake();
  const name = field.key('name').string({ max: 100 });
  if (!id && (!name || !isStandardEmoji(name)))
    return field.key('name').addError('BUTTON_COMPONENT_INVALID_EMOJI', 'Invalid emoji');
  const animated = field.key('animated').bool();
  return omitUndefined({ id, name, animated: animated || undefined });
}

function rejectField(field: Field, name: string, kind: string): void {
  if (field.key(name).isPresent)
    field
      .key(name)
      .addError('BUTTON_COMPONENT_FIELD_FORBIDDEN', `A ${kind} button cannot have a ${name}`);
}
