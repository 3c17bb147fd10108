import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  endEntitlement,
  grantEntitlement as grant,
  deleteEntitlement as remove,
} from '../actions/entitlements.ts';
import { installBot as install, removeBot as uninstall } from '../actions/members.ts';
import type { Core } from '../core.ts';
import { presentEntitlement } from '../present/application.ts';
import type { ApplicationRecord } from '../state/types.ts';
import { findApplication, findServer } from './find.ts';
import { bits, ControlError, flag, id, notFound, operation } from './operation.ts';

/** Fields that a developer sets in Discord's portal. */
const portalFields = {
  name: z.string().min(1).max(32),
  description: z.string().default(''),
  redirectUris: z.array(z.string()).default([]),
  intents: z.object({ presences: flag, members: flag, messageContent: flag }).partial().default({}),
  skus: z
    .array(
      z.object({
        id,
        name: z.string(),
        type: z.number().default(5),
        price: z.string().default(''),
      }),
    )
    .default([]),
  maxConcurrency: z.number().int().positive().default(16),
  eventWebhookUrl: z.string().nullable().default(null),
};

/** With everything secret: this is the owner's view of a local application. */
export function presentApplicationWithSecrets(application: ApplicationRecord) {
  const { privateKeyPem: _, ...publicFields } = application;
  return publicFields;
}

export const createApplication = operation({
  method: 'POST',
  path: '/control/applications',
  input: z.object({
    ...portalFields,
    id: id.optional(),
    token: z.string().optional(),
    clientSecret: z.string().optional(),
    ownerId: id.optional(),
  }),
  run(core, input) {
    const applicationId = input.id ?? core.newId();
    if (core.state.users.has(applicationId))
      throw new ControlError(409, 'TAKEN', `The id ${applicationId} is taken.`);
    const keys = generateKeyPairSync('ed25519');
    // The raw key is the last 32 bytes of its DER form.
    const publicKey = keys.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
    const application: ApplicationRecord = {
      id: applicationId,
      name: input.name,
      description: input.description,
      ownerId: input.ownerId ?? applicationId,
      token: input.token ?? createToken(applicationId),
      clientSecret: input.clientSecret ?? randomBytes(24).toString('base64url'),
      publicKey: publicKey.toString('hex'),
      privateKeyPem: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      redirectUris: input.redirectUris,
      intents: { presences: false, members: false, messageContent: false, ...input.intents },
      eventWebhookUrl: input.eventWebhookUrl,
      skus: input.skus.map((sku) => ({ ...sku, flags: 1 << 7 })),
      maxConcurrency: input.maxConcurrency,
      sessionStarts: { remaining: 0, resetAt: 0 },
    };
    core.state.addApplication(application);
    core.state.users.set(applicationId, {
      id: applicationId,
      username: input.name,
      globalName: null,
      avatar: null,
      bot: true,
      email: null,
      locale: 'en-US',
      dmsClosed: false,
      dmsClosedForGuilds: [],
      blocked: [],
    });
    return presentApplicationWithSecrets(application);
  },
});

/** Shaped like Discord's: the id in base64, a time, a secret. */
function createToken(applicationId: string): string {
  const name = Buffer.from(applicationId).toString('base64url');
  return `${name}.${randomBytes(4).toString('base64url')}.${randomBytes(28).toString('base64url')}`;
}

export const listApplications = operation({
  method: 'GET',
  path: '/control/applications',
  input: z.object({}),
  run: (core) => [...core.state.applications.values()].map(presentApplicationWithSecrets),
});

export const editApplication = operation({
  method: 'PATCH',
  path: '/control/applications/:applicationId',
  input: z.object({
    applicationId: id,
    name: z.string().optional(),
    redirectUris: z.array(z.string()).optional(),
    intents: z
      .object({ presences: flag, members: flag, messageContent: flag })
      .partial()
      .optional(),
    skus: portalFields.skus.unwrap().optional(),
    eventWebhookUrl: z.string().nullish(),
    /** A new token: the old one stops working at once and its sessions are closed with 4004. */
    token: z.string().optional(),
  }),
  run(core, input) {
    const application = findApplication(core, input.applicationId);
    if (input.name !== undefined) application.name = input.name;
    if (input.redirectUris) application.redirectUris = input.redirectUris;
    if (input.intents) Object.assign(application.intents, input.intents);
    if (input.skus) application.skus = input.skus.map((sku) => ({ ...sku, flags: 1 << 7 }));
    if (input.eventWebhookUrl !== undefined) application.eventWebhookUrl = input.eventWebhookUrl;
    if (input.token !== undefined) {
      core.state.applicationByToken.delete(application.token);
      application.token = input.token;
      core.state.applicationByToken.set(application.token, application);
      for (const session of core.gateway.sessionsOf(application.id)) {
        session.connection?.close(4004, 'Authentication failed.');
        core.gateway.remove(session);
      }
    }
    return presentApplicationWithSecrets(application);
  },
});

export const installBot = operation({
  method: 'PUT',
  path: '/control/servers/:serverId/bots/:applicationId',
  input: z.object({
    serverId: id,
    applicationId: id,
    permissions: bits.default('0'),
    by: id.optional(),
  }),
  run(core, input) {
    const guild = findServer(core, input.serverId);
    const application = findApplication(core, input.applicationId);
    install(core, guild, application, BigInt(input.permissions), input.by ?? guild.ownerId);
    return { serverId: guild.id, applicationId: application.id };
  },
});

export const removeBot = operation({
  method: 'DELETE',
  path: '/control/servers/:serverId/bots/:applicationId',
  input: z.object({ serverId: id, applicationId: id }),
  run(core, input) {
    uninstall(core, findServer(core, input.serverId), input.applicationId);
    return { serverId: input.serverId, applicationId: input.applicationId };
  },
});

export const grantEntitlement = operation({
  method: 'POST',
  path: '/control/applications/:applicationId/entitlements',
  input: z.object({
    applicationId: id,
    skuId: id,
    serverId: id.nullish(),
    personId: id.nullish(),
    startsAt: z.string().nullish(),
    endsAt: z.string().nullish(),
  }),
  run(core, input) {
    const application = findApplication(core, input.applicationId);
    if (!application.skus.some((sku) => sku.id === input.skuId)) throw notFound('SKU', input.skuId);
    const entitlement = grant(core, {
      applicationId: application.id,
      skuId: input.skuId,
      guildId: input.serverId ?? null,
      userId: input.personId ?? null,
      startsAt: input.startsAt ?? new Date(core.clock.now()).toISOString(),
      endsAt: input.endsAt ?? null,
    });
    return presentEntitlement(entitlement);
  },
});

function findEntitlement(core: Core, applicationId: string, entitlementId: string) {
  const entitlement = core.state.entitlements.get(applicationId)?.get(entitlementId);
  if (!entitlement) throw notFound('entitlement', entitlementId);
  return entitlement;
}

/** Ends a subscription, now or at a time to come. */
export const expireEntitlement = operation({
  method: 'POST',
  path: '/control/applications/:applicationId/entitlements/:entitlementId/expire',
  input: z.object({ applicationId: id, entitlementId: id, at: z.string().optional() }),
  run(core, input) {
    const entitlement = findEntitlement(core, input.applicationId, input.entitlementId);
    endEntitlement(core, entitlement, input.at ?? new Date(core.clock.now()).toISOString());
    return presentEntitlement(entitlement);
  },
});

export const deleteEntitlement = operation({
  method: 'DELETE',
  path: '/control/applications/:applicationId/entitlements/:entitlementId',
  input: z.object({ applicationId: id, entitlementId: id }),
  run(core, input) {
    const entitlement = findEntitlement(core, input.applicationId, input.entitlementId);
    remove(core, entitlement);
    return presentEntitlement(entitlement);
  },
});
