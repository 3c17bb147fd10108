import { z } from 'zod';
import type { GuildReader } from '../../tenancy/types.ts';
import { readUsedBytes } from '../files/add-files.ts';
import { getFileLimits } from '../files/guild-file-limits.ts';
import { query } from '../operations/guild-operations.ts';
import { parseText } from '../submissions/row-parsers.ts';
import { getActiveTemplates } from '../templates/active-templates.ts';
import { MAX_UPLOADS_PER_SESSION } from './limits.ts';
import { readSession, readUploads, type SessionRow } from './read-session.ts';
import { parseForm } from './session-form.ts';
import type { UploadSession } from './types.ts';

export const sessionInput = z.object({ sessionId: z.uuid('id.malformed') });

/**
 * A session as its artist sees it, also when it is over.
 * @throws VektraError `not_found`, also for somebody else's and once it was erased
 */
export const get = query({
  name: 'uploads.get',
  access: 'member',
  limit: 'artistQuery',
  input: sessionInput,
  async read({ db, actor, deps, settings }, { sessionId }): Promise<UploadSession> {
    const session = await readSession(db, actor.userId, sessionId);
    const currentSettings = settings();
    const [uploads, demo, usedBytes, limits, { label }, templates] = await Promise.all([
      readUploads(db, sessionId),
      readDemo(db, session),
      readUsedBytes(db),
      getFileLimits(deps, actor.guildId),
      currentSettings,
      currentSettings.then((read) => getActiveTemplates(deps, actor.guildId, read)),
    ]);
    return {
      id: session.id,
      number: session.number,
      labelName: label.labelName,
      ...demo,
      uploads: uploads.map(({ id, name, sizeBytes, receivedBytes }) => ({
        id,
        name,
        sizeBytes,
        receivedBytes,
      })),
      limits: {
        maxFileBytes: limits.maxFileBytes,
        remainingBytes:
          limits.maxTotalBytes === null ? null : Math.max(0, limits.maxTotalBytes - usedBytes),
        maxFiles: MAX_UPLOADS_PER_SESSION,
      },
      expiresAt: session.isOpen ? session.expiresAt : Math.min(session.expiresAt, db.now),
      sentNumber: session.sentNumber,
      successTemplate: templates?.success ?? '',
    };
  },
});

async function readDemo(
  db: GuildReader,
  { number, form }: SessionRow,
): Promise<Pick<UploadSession, 'artistName' | 'trackTitle'>> {
  if (number === null) return parseForm(form);
  const row = await db
    .table('submissions')
    .where('number', number)
    .first('artist_name', 'track_title');
  return { artistName: parseText(row?.artist_name), trackTitle: parseText(row?.track_title) };
}
