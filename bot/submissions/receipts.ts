import { ComponentType } from 'discord-api-types/v10';
import type { AcceptedFile } from '../../domain/files/add-files.ts';
import type { CorrectionReceipt } from '../../domain/submissions/correct.ts';
import type { SubmissionReceipt } from '../../domain/submissions/types.ts';
import { FILLED_MAX_LENGTH, renderTemplate } from '../../domain/templates/template.ts';
import { SUCCESS_COLOUR, WARNING_COLOUR } from '../messages/colours.ts';
import { escapeSingleLine, truncate } from '../messages/markdown.ts';
import { createMessage, createPanel, type MessageBody, textDisplay } from '../messages/message.ts';
import { toTemplateValues } from '../messages/review/template-values.ts';
import type { Translator } from '../translator.ts';
import { artistButtons } from './artist-buttons.ts';

/** The artist's receipt: the number, and how to follow it. */
export function presentSubmitted(
  t: Translator,
  demo: {
    number: number;
    artistName: string;
    trackTitle: string;
    serverName: string;
    success?: SubmissionReceipt['success'];
    isDuplicate: boolean;
    refusedFiles?: readonly AcceptedFile[];
    privacyUrl: string;
  },
): MessageBody {
  return createMessage(
    {
      type: ComponentType.Container,
      accent_color: SUCCESS_COLOUR,
      components: [
        textDisplay(
          t('submissions.receipt.done', {
            number: demo.number,
            title: escapeSingleLine(demo.trackTitle, 300),
            label: escapeSingleLine(demo.serverName, 100),
          }),
        ),
        ...(demo.refusedFiles ?? []).map((file) => textDisplay(formatRefusedFile(t, file))),
        ...formatSuccess(demo).map(textDisplay),
        ...(demo.isDuplicate ? [textDisplay(t('submissions.receipt.duplicate'))] : []),
        textDisplay(t('submissions.receipt.next', { url: demo.privacyUrl })),
      ],
    },
    artistButtons(t, demo.number, { canCorrect: true }),
  );
}

/** What the label says itself; empty when it says nothing. */
function formatSuccess({
  success,
  ...demo
}: {
  artistName: string;
  trackTitle: string;
  number: number;
  success?: SubmissionReceipt['success'];
}): string[] {
  if (!success) return [];
  const values = toTemplateValues({ ...demo, labelName: success.labelName });
  const text = renderTemplate(success.template, values);
  return text === '' ? [] : [truncate(text, FILLED_MAX_LENGTH)];
}
const formatRefusedFile = (t: Translator, { name, problem }: AcceptedFile): string =>
  t('submissions.receipt.file_refused', {
    name: escapeSingleLine(name, 100),
    reason: problem ? t(`files.problem.${problem}`) : '',
  });

/** The receipt for corrections. */
export const presentCorrected = (
  t: Translator,
  number: number,
  { isDuplicate, refusedFiles }: CorrectionReceipt,
): MessageBody =>
  createPanel(
    SUCCESS_COLOUR,
    t('submissions.correction.done', { number }),
    ...refusedFiles.map((file) => formatRefusedFile(t, file)),
    isDuplicate ? t('submissions.receipt.duplicate') : '',
  );

/** The receipt for a demo that is held until the label's database is back. */
export const presentDeferred = (
  t: Translator,
  demo: { trackTitle: string; serverName: string },
): MessageBody =>
  createPanel(
    WARNING_COLOUR,
    t('submissions.receipt.deferred', {
      title: escapeSingleLine(demo.trackTitle, 300),
      label: escapeSingleLine(demo.serverName, 100),
    }),
  );
