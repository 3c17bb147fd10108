import type { Knex } from 'knex';
import {
  askForRotation,
  findDatabaseSecret,
  listDatabaseSecrets,
  revokeDatabaseSecret,
} from './database-secrets.ts';
import { endGrant, grantPlan, grantsOf, listGrants } from './grants.ts';
import { guildName, markGuildAbsent, presentGuilds, saveGuildProfiles } from './guilds.ts';
import { closeOpenItem, openItemsOf, touchOpenItem } from './open-items.ts';
import { auditAdmin, auditOperator } from './operator-audit.ts';
import { claimPlanReminder, endedOwnPlans } from './plan-reminders.ts';
import { beginRequest, dropRequest, finishRequest } from './requests.ts';
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

const operations = {
  saveGuildProfiles,
  markGuildAbsent,
  presentGuilds,
  guildName,
  grantPlan,
  endGrant,
  listGrants,
  grantsOf,
  createSession,
  readSession,
  renewSession,
  endSession,
  beginRequest,
  finishRequest,
  dropRequest,
  touchOpenItem,
  closeOpenItem,
  openItemsOf,
  listTenants,
  auditAdmin,
  endedOwnPlans,
  claimPlanReminder,
  auditOperator,
  revokeDatabaseSecret,
  askForRotation,
  createSetupLink,
  findSetupLink,
  spendSetupLink,
  openSetupSession,
  readSetupSession,
  setSetupCandidate,
  endSetupSession,
  findDatabaseSecret,
  listDatabaseSecrets,
};

/** The second door: what has no guild, by named operations only. */
export type ControlDoor = Bound<typeof operations>;

export function controlDoor(control: Knex): ControlDoor {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      (operation as (...args: unknown[]) => unknown).bind(null, control),
    ]),
  ) as ControlDoor;
}
