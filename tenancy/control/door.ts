import type { Knex } from 'knex';
import { retryLost } from '../pools/retry-lost.ts';
import {
  askForRotation,
  findDatabaseSecret,
  listDatabaseSecrets,
  revokeDatabaseSecret,
} from './database-secrets.ts';
import { readFormDraft, saveFormDraft } from './form-drafts.ts';
import { endGrant, grantPlan, grantsOf, listGrants } from './grants.ts';
import {
  guildName,
  guildNames,
  markGuildAbsent,
  presentGuilds,
  saveGuildProfiles,
} from './guilds.ts';
import { closeOpenItem, openItemsOf, touchOpenItem } from './open-items.ts';
import {
  auditAdmin,
  auditOperator,
  claimLabelCopies,
  finishLabelCopy,
  finishOperatorAudit,
  listOperatorAudit,
  startOperatorAudit,
} from './operator-audit.ts';
import { claimPlanReminder, endedOwnPlans } from './plan-reminders.ts';
import { beginRequest, dropRequest, finishRequest } from './requests.ts';
import { readServerList, saveServerList } from './session-servers.ts';
import { createSession, endSession, readSession, renewSession } from './sessions.ts';
import {
  createSetupLink,
  endSetupSession,
  findSetupLink,
  openSetupSession,
  readSetupSession,
  setSetupCandidate,
  spendSetupLink,
} from './setup.ts';
import { listTenants } from './tenants.ts';

/** Every operation takes the control database first; the door binds it, so nobody else holds it. */
type Bound<T> = {
  [K in keyof T]: T[K] extends (control: Knex, ...args: infer A) => infer R
    ? (...args: A) => R
    : never;
};

/** Reads, and changes that come to the same when they run twice. */
const repeatable = {
  saveGuildProfiles,
  markGuildAbsent,
  presentGuilds,
  guildName,
  listGrants,
  grantsOf,
  readSession,
  renewSession,
  endSession,
  readServerList,
  saveServerList,
  finishRequest,
  dropRequest,
  touchOpenItem,
  closeOpenItem,
  openItemsOf,
  listTenants,
  endedOwnPlans,
  guildNames,
  listOperatorAudit,
  finishOperatorAudit,
  finishLabelCopy,
  readFormDraft,
  createSetupLink,
  findSetupLink,
  openSetupSession,
  readSetupSession,
  setSetupCandidate,
  endSetupSession,
  findDatabaseSecret,
  listDatabaseSecrets,
};

/** Whether one of these took effect on a connection that was lost is not known: never repeated. */
const unrepeatable = {
  grantPlan,
  endGrant,
  createSession,
  auditAdmin,
  auditOperator,
  startOperatorAudit,
  claimLabelCopies,
  saveFormDraft,
  revokeDatabaseSecret,
  askForRotation,
  claimPlanReminder,
  spendSetupLink,
  beginRequest,
};

/** The second door: what has no guild, by named operations only. */
export type ControlDoor = Bound<typeof repeatable & typeof unrepeatable>;

type Operation = (control: Knex, ...args: unknown[]) => Promise<unknown>;

export function controlDoor(control: Knex): ControlDoor {
  const once = Object.entries(unrepeatable as Record<string, Operation>).map(
    ([name, run]) => [name, run.bind(null, control)] as const,
  );
  const again = Object.entries(repeatable as unknown as Record<string, Operation>).map(
    ([name, run]) =>
      [name, (...args: unknown[]) => retryLost(control, () => run(control, ...args))] as const,
  );
  return Object.fromEntries([...once, ...again]) as ControlDoor;
}
