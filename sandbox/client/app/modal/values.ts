import type { Part } from '../api/types.ts';
import { presetOf } from '../parts/picks.ts';

export type Value = string | boolean | string[];
export type Values = Record<string, Value>;

export const Type = {
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
export function inputsOf(parts: Part[]): Part[] {
  return parts.flatMap((part) =>
    part.component ? [part.component] : part.components ? part.components : [],
  );
}

export function firstValues(parts: Part[]): Values {
  const entries = inputsOf(parts)
    .filter((part) => part.type !== Type.Files)
    .map((part): [string, Value] => [part.custom_id!, firstValue(part)]);
  return Object.fromEntries(entries);
}

function firstValue(part: Part): Value {
  if (part.type === Type.Text) return part.value ?? '';
  if (part.type === Type.Check) return part.default ?? false;
  if (part.type === Type.Radio) return presetOf(part)[0] ?? '';
  return presetOf(part);
}
