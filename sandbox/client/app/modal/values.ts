import type { MessageComponent } from '../api/types.ts';
import { getDefaultValues } from '../message-components/choices.ts';

export type Value = string | boolean | string[];
export type Values = Record<string, Value>;

export const ModalComponentType = {
  Row: 1,
  Select: 3,
  Text: 4,
  Display: 10,
  Label: 18,
  Files: 19,
  Radio: 21,
  Checks: 22,
  Check: 23,
} as const;

/** What can be filled in, wherever it stands. */
export function collectInputs(components: MessageComponent[]): MessageComponent[] {
  return components.flatMap((component) =>
    component.component ? [component.component] : component.components ? component.components : [],
  );
}

export function getInitialValues(components: MessageComponent[]): Values {
  const entries = collectInputs(components)
    .filter((component) => component.type !== ModalComponentType.Files)
    .map((component): [string, Value] => [component.custom_id!, getInitialValue(component)]);
  return Object.fromEntries(entries);
}

function getInitialValue(component: MessageComponent): Value {
  if (component.type === ModalComponentType.Text) return component.value ?? '';
  if (component.type === ModalComponentType.Check) return component.default ?? false;
  if (component.type === ModalComponentType.Radio) return getDefaultValues(component)[0] ?? '';
  return getDefaultValues(component);
}
