import { ComponentType as C, InteractionType } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import type { ChannelRecord, ComponentData, MessageRecord } from '../state/types.ts';
import { walkComponents } from '../validate/component-ids.ts';
import { type OpenInteraction, openInteraction } from './open-interaction.ts';
import { InvalidInput } from './option-values.ts';
import { ResolvedData } from './resolved.ts';

interface ComponentTarget {
  personId: string;
  channel: ChannelRecord;
  message: MessageRecord;
  customId: string;
}

export function pressButton(core: Core, target: ComponentTarget): OpenInteraction {
  const component = findComponent(target);
  if (component.type !== C.Button) throw new InvalidInput(target.customId, 'This is not a button.');
  return sendInteraction(core, target, component, {});
}

/** Chooses values in a select of any kind. */
export function chooseInSelect(
  core: Core,
  target: ComponentTarget,
  values: string[],
): OpenInteraction {
  const component = findComponent(target);
  const resolved = new ResolvedData(core, target.channel, target.personId);
  checkSelection(component, values, resolved);
  return sendInteraction(core, target, component, {
    values,
    ...(resolved.value ? { resolved: resolved.value } : {}),
  });
}

function findComponent(target: ComponentTarget): ComponentData {
  for (const component of walkComponents(target.message.components))
    if (component['custom_id'] === target.customId) {
      if (component['disabled']) throw new InvalidInput(target.customId, 'This is disabled.');
      return component;
    }
  throw new InvalidInput(target.customId, 'The message has no such component.');
}

function sendInteraction(
  core: Core,
  target: ComponentTarget,
  component: ComponentData,
  fields: object,
): OpenInteraction {
  return openInteraction(core, {
    applicationId: target.message.authorId,
    type: InteractionType.MessageComponent,
    userId: target.personId,
    channel: target.channel,
    data: {
      component_type: component.type,
      custom_id: target.customId,
      id: component.id,
      ...fields,
    },
    source: target.message,
  });
}

/** Also used for selects in modals. */
export function checkSelection(
  component: ComponentData,
  values: string[],
  resolved: ResolvedData,
): void {
  const field = String(component['custom_id']);
  const invalid = (message: string) => new InvalidInput(field, message);
  const min = Number(component['min_values'] ?? 1);
  const max = Number(component['max_values'] ?? 1);
  if (values.length < min || values.length > max)
    throw invalid(`Choose between ${min} and ${max}.`);
  if (new Set(values).size !== values.length) throw invalid('Choose each value once.');
  const options = component['options'] as { value: string }[] | undefined;
  for (const value of values) {
    const isKnown =
      component.type === C.StringSelect
        ? (options ?? []).some((option) => option.value === value)
        : component.type === C.UserSelect
          ? resolved.addUser(value)
          : component.type === C.RoleSelect
            ? resolved.addRole(value)
            : component.type === C.MentionableSelect
              ? resolved.addUser(value) || resolved.addRole(value)
              : component.type === C.ChannelSelect &&
                resolved.addChannel(value, component['channel_types'] as number[] | undefined);
    if (!isKnown) throw invalid(`"${value}" cannot be chosen.`);
  }
}
