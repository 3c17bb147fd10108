import type { Knex } from 'knex';
import { retryOnConnectionLoss } from '../pools/retry-on-connection-loss.ts';
import { createCoupon, listCoupons, redeemCoupon, revokeCoupon } from './coupons.ts';
import {
  findDatabaseSecret,
  listSecrets,
  requestRotation,
  revokeDatabaseSecret,
} from './database-secrets.ts';
import { findFileBucket, requestBucketRotation, revokeFileBucket } from './file-buckets.ts';
import { readFormDraft, saveFormDraft } from './form-drafts.ts';
import {
  endGrant,
  grantPlan,
  listEntitledGuilds,
  listGrants,
  listGrantsOfGuilds,
  saveEntitlements,
  startTrial,
} from './grants.ts';
import {
  getGuildName,
  getGuildNames,
  listPresentGuilds,
  markGuildAbsent,
  saveGuildProfiles,
} from './guilds.ts';
import { closeOpenItem, listOpenItemGuilds, listOpenItems, touchOpenItem } from './open-items.ts';
import {
  claimLabelCopies,
  finishLabelCopy,
  finishOperatorAudit,
  listOperatorAudit,
  recordAdminAction,
  recordOperatorAction,
  startOperatorAudit,
} from './operator-audit.ts';
import {
  claimPlanReminder,
  listEndedCustomerDatabasePlans,
  releasePlanReminder,
} from './plan-reminders.ts';
import { claimRequest, finishRequest, releaseRequest } from './requests.ts';
import { releaseRestShare, takeRestShare } from './rest-shares.ts';
import { readServerList, saveServerList } from './session-servers.ts';
import {
  createSetupLink,
  endSetupSession,
  extendSetupSession,
  isSetupLinkValid,
  readSetupSession,
  redeemSetupLink,
  setSetupCandidate,
} from './setup-sessions.ts';
import { listTenants } from './tenants.ts';
import { createSession, endSession, readSession, updateSessionTokens } from './user-sessions.ts';

/** Every operation takes the control database first; binding it keeps the pool inside tenancy. */
type BoundOperations<T> = {
  [K in keyof T]: T[K] extends (control: Knex, ...args: infer A) => infer R
    ? (...args: A) => R
    : never;
};

/** Reads, and changes that come to the same when they run twice. */
const idempotentOperations = {
  saveGuildProfiles,
  releasePlanReminder,
  markGuildAbsent,
  listPresentGuilds,
  getGuildName,
  listGrants,
  listGrantsOfGuilds,
  saveEntitlements,
  listEntitledGuilds,
  listCoupons,
  readSession,
  updateSessionTokens,
  endSession,
  readServerList,
  saveServerList,
  finishRequest,
  releaseRequest,
  touchOpenItem,
  closeOpenItem,
  listOpenItems,
  listOpenItemGuilds,
  listTenants,
  listEndedCustomerDatabasePlans,
  getGuildNames,
  listOperatorAudit,
  finishOperatorAudit,
  finishLabelCopy,
  readFormDraft,
  createSetupLink,
  isSetupLinkValid,
  extendSetupSession,
  readSetupSession,
  setSetupCandidate,
  endSetupSession,
  findDatabaseSecret,
  findFileBucket,
  listSecrets,
  takeRestShare,
  releaseRestShare,
};

/** Whether one of these took effect on a connection that was lost is not known: never repeated. */
const nonIdempotentOperations = {
  grantPlan,
  endGrant,
  startTrial,
  createCoupon,
  revokeCoupon,
  redeemCoupon,
  createSession,
  recordAdminAction,
  recordOperatorAction,
  startOperatorAudit,
  claimLabelCopies,
  saveFormDraft,
  revokeDatabaseSecret,
  revokeFileBucket,
  requestBucketRotation,
  requestRotation,
  claimPlanReminder,
  redeemSetupLink,
  claimRequest,
};

/** Access to what has no guild, by named operations only. */
export type ControlAccess = BoundOperations<
  typeof idempotentOperations & typeof nonIdempotentOperations
>;

type Operation = (control: Knex, ...args: unknown[]) => Promise<unknown>;

export function createControlAccess(control: Knex): ControlAccess {
  const boundOnce = Object.entries(nonIdempotentOperations as Record<string, Operation>).map(
    ([name, run]) => [name, run.bind(null, control)] as const,
  );
  const boundWithRetry = Object.entries(
    idempotentOperations as unknown as Record<string, Operation>,
  ).map(
    ([name, run]) =>
      [
        name,
        (...args: unknown[]) => retryOnConnectionLoss(control, () => run(control, ...args)),
      ] as const,
  );
  return Object.fromEntries([...boundOnce, ...boundWithRetry]) as ControlAccess;
}
