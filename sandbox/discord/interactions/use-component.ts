import { ComponentType as C, InteractionType } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import type { ChannelRecord, ComponentData, MessageRecord } from '../state/types.ts';
import { walkComponents } from '../validate/component-ids.ts';
import { type OpenInteraction, openInteraction } from './open.ts';
import { InvalidInput } from './option-values.ts';
import { Resolved } from './resolved.ts';

interface Press {
  personId: string;
  channel: ChannelRecord;
  message: MessageRecord;
  customId: string;
}

export function pressButton(core: Core, press: Press): OpenInteraction {
  const component = find(press);
  if (component.type !== C.Button) throw new InvalidInput(press.customId, 'This is not a button.');
  return send(core, press, component, {});
}

/** Chooses values in a select of any kind. */
export function chooseInSelect(core: Core, press: Press, values: string[]): OpenInteraction {
  const component = find(press);
  const resolved = new Resolved(core, press.channel, press.personId);
  checkSelection(component, values, resolved);
  return send(core, press, component, {
    values,
    ...(resolved.value ? { resolved: resolved.value } : {}),
  });
}

function find(press: Press): ComponentData {
  for (const component of walkComponents(press.message.components))
    if (component['custom_id'] === press.customId) {
      if (component['disabled']) throw new InvalidInput(press.customId, 'This is disabled.');
      return component;
    }
  throw new InvalidInput(press.customId, 'The message has no such component.');
}

function send(core: Core, press: Press, component: ComponentData, more: object): OpenInteraction {
  return openInteraction(core, {
    applicationId: press.message.authorId,
    type: InteractionType.MessageComponent,
    userId: press.personId,
    channel: press.channel,
    data: {
      component_type: component.type,
      custom_id: press.customId,
      id: component.id,
      ...more,
    },
    source: press.message,
  });
}

/** Also used for selects in modals. */
export function checkSelection(
  component: ComponentData,
  values: string[],
  resolved: Resolved,
): void {
  const field = String(component['custom_id']);
  const wrong = (message: string) => new InvalidInput(field, message);
  const min = Number(component['min_values'] ?? 1);
  const max = Number(component['max_values'] ?? 1);
  if (values.length < min || values.length > max) throw wrong(`Choose between ${min} and ${max}.`);
  if (new Set(values).size !== values.length) throw wrong('Choose each value once.');
  const options = component['options'] as { value: string }[] | undefined;
  for (const value of values) {
    const known =
      component.type === C.StringSelect
        ? (options ?? []).some((option) => option.value === value)
        : component.type === C.UserSelect
          ? resolved.user(value)
          : component.type === C.RoleSelect
            ? resolved.role(value)
            : component.type === C.MentionableSelect
              ? resolved.user(value) || resolved.role(value)
              : component.type === C.ChannelSelect &&
                resolved.channelOf(value, component['channel_types'] as number[] | undefined);
    if (!known) throw wrong(`"${value}" cannot be chosen.`);
  }
}
