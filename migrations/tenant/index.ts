import type { Migration } from '../types.ts';
import { fence } from './001-fence.ts';
import { settings } from './002-settings.ts';
import { counters } from './003-counters.ts';
import { submissions } from './004-submissions.ts';
import { submissionEvents } from './005-submission-events.ts';
import { artistMessages } from './006-artist-messages.ts';
import { requests } from './007-requests.ts';
import { outbox } from './008-outbox.ts';
import { outboxDue } from './009-outbox-due.ts';
import { auditLog } from './010-audit-log.ts';
import { doorFunctions } from './011-door-functions.ts';
import { moves } from './012-moves.ts';
import { byteOrder } from './013-byte-order.ts';
import { homeTables } from './014-home-tables.ts';
import { requestFingerprints } from './015-request-fingerprints.ts';

/** A guild's data: one set that runs on Postgres and on MySQL/MariaDB, one table a version. */
export const tenantMigrations: readonly Migration[] = [
  fence,
  settings,
  counters,
  submissions,
  submissionEvents,
  artistMessages,
  requests,
  outbox,
  outboxDue,
  auditLog,
  doorFunctions,
  moves,
  byteOrder,
  homeTables,
  requestFingerprints,
];
