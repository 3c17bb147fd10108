import {
  type APIMessageTopLevelComponent,
  type APISelectMenuOption,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { MAX_SAVED_REASONS } from '../../domain/saved-reasons/limits.ts';
import type { SavedReason } from '../../domain/saved-reasons/read-reasons.ts';
import { ACCENT_COLOUR } from '../messages/colours.ts';
import { createCustomId } from '../messages/custom-id.ts';
import {
  escapeSingleLine,
  takeFittingLines,
  toSingleLine,
  truncate,
} from '../messages/markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import type { Translator } from '../translator.ts';

/** Characters of each reason's text. */
const MAX_SHOWN_LENGTH = 140;
const MAX_LINES_LENGTH = 3_300;
/** Discord's limit for the label and the description of an option. */
const MAX_OPTION_LENGTH = 100;

/**
 * The label's saved reasons, and what changes them.
 * @param notice what was just done; null: nothing
 */
export function presentReasons(
  t: Translator,
  reasons: readonly SavedReason[],
  notice: string | null = null,
): MessageBody {
  const lines = reasons.map(({ title, text }) =>
    t('saved_reasons.line', {
      title: escapeSingleLine(title),
      text: escapeSingleLine(text, MAX_SHOWN_LENGTH),
    }),
  );
  const shown = takeFittingLines(lines, MAX_LINES_LENGTH);
  const hidden = lines.length - shown.length;
  return createMessage(
    ...(notice ? [textDisplay(notice)] : []),
    {
      type: ComponentType.Container,
      accent_color: ACCENT_COLOUR,
      components: [
        textDisplay(
          reasons.length > 0
            ? t('saved_reasons.title', { count: reasons.length })
            : t('saved_reasons.empty'),
        ),
        ...(shown.length > 0 ? [textDisplay(shown.join('\n'))] : []),
        ...(hidden > 0 ? [textDisplay(t('saved_reasons.more', { count: hidden }))] : []),
      ],
    },
    ...(reasons.length > 0 ? [changeRow(t, reasons)] : []),
    ...(reasons.length < MAX_SAVED_REASONS ? [addRow(t)] : []),
  );
}

const changeRow = (
  t: Translator,
  reasons: readonly SavedReason[],
): APIMessageTopLevelComponent => ({
  type: ComponentType.ActionRow,
  components: [
    {
      type: ComponentType.StringSelect,
      custom_id: createCustomId('reasons', 'change'),
      placeholder: t('saved_reasons.change'),
      options: toOptions(reasons),
    },
  ],
});

const addRow = (t: Translator): APIMessageTopLevelComponent => ({
  type: ComponentType.ActionRow,
  components: [
    {
      type: ComponentType.Button,
      style: ButtonStyle.Secondary,
      label: t('saved_reasons.add'),
      custom_id: createCustomId('reasons', 'add'),
    },
  ],
});

/** The reasons as options of a select menu, by id. */
export const toOptions = (reasons: readonly SavedReason[]): APISelectMenuOption[] =>
  reasons.map(({ id, title, text }) => ({
    label: truncate(toSingleLine(title), MAX_OPTION_LENGTH),
    description: truncate(toSingleLine(text), MAX_OPTION_LENGTH),
    value: id,
  }));
