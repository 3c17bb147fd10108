import { ComponentType } from 'discord-api-types/v10';
import type { ChecklistItem } from '../../domain/settings/types.ts';
import { t } from '../catalogues/translate.ts';
import { type Body, body, words } from './body.ts';
import { commandNames } from './errors.ts';
import { oneLine } from './markdown.ts';

/** What is ready and what is missing; each open line names the way to close it. */
export function presentChecklist(items: readonly ChecklistItem[]): Body {
  const done = items.every(({ ok }) => ok);
  const lines = items.map(({ id, ok, values }) => {
    const text = t(`setup.${id}.${ok ? 'ok' : 'open'}`, {
      ...commandNames,
      ...values,
      ...(values.label ? { label: oneLine(values.label, 100) } : {}),
    });
    return t(ok ? 'setup.ok' : 'setup.open', { text });
  });
  return body({
    type: ComponentType.Container,
    accent_color: done ? 0x3ecf8e : 0xf5b14c,
    components: [
      words(t(done ? 'setup.title_done' : 'setup.title_open', commandNames)),
      words(lines.join('\n')),
    ],
  });
}
