import type { Migration } from '../types.ts';
import { guilds } from './001-guilds.ts';
import { grants } from './002-grants.ts';
import { sessions } from './003-sessions.ts';
import { openItems } from './004-open-items.ts';
import { operatorAudit } from './005-operator-audit.ts';
import { moves } from './006-moves.ts';
import { ownDatabases } from './007-own-databases.ts';
import { planReminders } from './008-plan-reminders.ts';
import { sessionServers } from './009-session-servers.ts';
import { moveSchemaVersion } from './010-move-schema-version.ts';
import { requests } from './011-requests.ts';
import { retention } from './012-retention.ts';
import { operatorAuditCopies } from './013-operator-audit-copies.ts';

/** The registry and what has no guild. Always Postgres. */
export const controlMigrations: readonly Migration[] = [
  guilds,
  grants,
  sessions,
  openItems,
  operatorAudit,
  moves,
  ownDatabases,
  planReminders,
  sessionServers,
  moveSchemaVersion,
  requests,
  retention,
  operatorAuditCopies,
];
