import { ComponentType } from 'discord-api-types/v10';
import type { ChecklistItem } from '../../domain/settings/types.ts';
import { SUCCESS_COLOUR, WARNING_COLOUR } from '../messages/colours.ts';
import { escapeSingleLine } from '../messages/markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import { setupButtonRow } from '../messages/setup/greeting.ts';
import type { Translator } from '../translator.ts';

const FORM_ITEMS: ReadonlySet<ChecklistItem['id']> = new Set(['label', 'staff_channel']);

/** What is ready and what is missing; each open line names the command that closes it. */
export function presentChecklist(
  t: Translator,
  items: readonly ChecklistItem[],
  questions: NonNullable<MessageBody['components']> = [],
): MessageBody {
  const isComplete = items.every(({ ok }) => ok);
  // What the form asks for; of an unavailable database nothing is known.
  const needsForm = items.some(({ id, ok }) => !ok && FORM_ITEMS.has(id));
  const lines = items.map(({ id, ok, isNote, values }) => {
    const state = isNote ? 'note' : ok ? 'ok' : 'open';
    const key = `setup.checklist.${id}.${state}`;
    const text = t([key, 'setup.checklist.open'], {
      ...values,
      ...(values.label ? { label: escapeSingleLine(values.label, 100) } : {}),
    });
    return t(`setup.checklist.${state}`, { text });
  });
  const list = {
    type: ComponentType.Container as const,
    accent_color: isComplete ? SUCCESS_COLOUR : WARNING_COLOUR,
    components: [
      textDisplay(t(isComplete ? 'setup.checklist.title_done' : 'setup.checklist.title_open')),
      textDisplay(lines.join('\n')),
      ...(needsForm ? [setupButtonRow(t)] : []),
    ],
  };
  return createMessage(list, ...questions);
}
