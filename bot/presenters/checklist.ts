import { ComponentType } from 'discord-api-types/v10';
import type { ChecklistItem } from '../../domain/settings/types.ts';
import { t } from '../catalogues/translate.ts';
import { commandMentions } from './errors.ts';
import { escapeSingleLine } from './markdown.ts';
import { createMessage, type MessageBody, textDisplay } from './message.ts';

/** What is ready and what is missing; each open line names the way to close it. */
export function presentChecklist(items: readonly ChecklistItem[]): MessageBody {
  const isComplete = items.every(({ ok }) => ok);
  const lines = items.map(({ id, ok, values }) => {
    const text = t(`setup.${id}.${ok ? 'ok' : 'open'}`, {
      ...commandMentions,
      ...values,
      ...(values.label ? { label: escapeSingleLine(values.label, 100) } : {}),
    });
    return t(ok ? 'setup.ok' : 'setup.open', { text });
  });
  return createMessage({
    type: ComponentType.Container,
    accent_color: isComplete ? 0x3ecf8e : 0xf5b14c,
    components: [
      textDisplay(t(isComplete ? 'setup.title_done' : 'setup.title_open', commandMentions)),
      textDisplay(lines.join('\n')),
    ],
  });
}
