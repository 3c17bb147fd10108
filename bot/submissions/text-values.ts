import type { SubmissionSummary } from '../../domain/submissions/types.ts';
import { escapeSingleLine, toUnixSeconds } from '../messages/markdown.ts';
import { STATUS_STYLES } from '../messages/submissions/status-style.ts';
import type { Translator } from '../translator.ts';

/** Long names are cut: fifteen lines have to fit into one message. */
const MAX_NAME_LENGTH = 60;

/** What a line about a submission can show. */
export const toTextValues = (t: Translator, item: SubmissionSummary) => ({
  number: item.number,
  icon: STATUS_STYLES[item.status].icon,
  title: escapeSingleLine(item.trackTitle, MAX_NAME_LENGTH),
  artist: escapeSingleLine(item.artistName, MAX_NAME_LENGTH),
  status: t(`submissions.status.${item.status}`),
  seconds: toUnixSeconds(item.createdAt),
});
