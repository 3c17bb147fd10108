import type { ArtistSubmission, SubmissionSummary } from '../../domain/submissions/types.ts';
import { escapeSingleLine, toUnixSeconds } from '../messages/markdown.ts';
import { ARTIST_STATUS_STYLES, STATUS_STYLES } from '../messages/submissions/status-style.ts';
import type { Translator } from '../translator.ts';

/** Long names are cut: fifteen lines have to fit into one message. */
const MAX_NAME_LENGTH = 60;

type Named = Pick<SubmissionSummary, 'number' | 'trackTitle' | 'artistName' | 'createdAt'>;

const toNameValues = (item: Named) => ({
  number: item.number,
  title: escapeSingleLine(item.trackTitle, MAX_NAME_LENGTH),
  artist: escapeSingleLine(item.artistName, MAX_NAME_LENGTH),
  seconds: toUnixSeconds(item.createdAt),
});

/** What a line about a submission can show to staff. */
export const toTextValues = (t: Translator, item: SubmissionSummary) => ({
  ...toNameValues(item),
  icon: STATUS_STYLES[item.status].icon,
  status: t(`submissions.status.${item.status}`),
});

/** What a line about a submission can show to its artist. */
export const toArtistTextValues = (t: Translator, item: ArtistSubmission) => ({
  ...toNameValues(item),
  icon: ARTIST_STATUS_STYLES[item.status].icon,
  status: t(`submissions.artist_status.${item.status}`),
});
