import { GatewayOpcodes as Op } from 'discord-api-types/v10';
import { z } from 'zod';
import { endExpiredPolls } from '../actions/polls.ts';
import { archiveInactiveThreads } from '../actions/threads.ts';
import { DEFAULT_RULES } from '../rules.ts';
import { getSnowflakeTime } from '../state/snowflake.ts';
import { ControlError, count, flag, id, operation } from './operation.ts';
import { timeoutMs, waitUntil } from './wait-until.ts';

/** The next requests that match fail, come late or are cut; see FaultWish for each field. */
export const injectFault = operation({
  method: 'POST',
  path: '/control/faults',
  input: z.object({
    method: z.string().optional(),
    route: z.string().optional(),
    path: z.string().optional(),
    times: count.optional(),
    status: z.number().int().min(400).max(599).optional(),
    code: z.number().int().optional(),
    message: z.string().optional(),
    drop: flag.optional(),
    hang: flag.optional(),
    afterEffect: flag.optional(),
    delayMs: count.optional(),
    held: flag.optional(),
    retryAfter: z.number().positive().optional(),
    global: flag.optional(),
    scope: z.enum(['user', 'global', 'shared']).optional(),
  }),
  run: (core, options) => core.faults.add(options),
});

export const listFaults = operation({
  method: 'GET',
  path: '/control/faults',
  input: z.object({}),
  run: (core) => core.faults.all(),
});

export const clearFaults = operation({
  method: 'DELETE',
  path: '/control/faults',
  input: z.object({}),
  run(core) {
    for (const { id: faultId } of core.faults.all()) core.eventBus.emit(`release:${faultId}`);
    core.faults.clear();
    core.gateway.ignoredHeartbeats.clear();
    return { cleared: true };
  },
});

/** What a `held` fault holds goes on, and what comes after is not held. */
export const releaseFault = operation({
  method: 'POST',
  path: '/control/faults/:faultId/release',
  input: z.object({ faultId: count }),
  run(core, { faultId }) {
    if (!core.faults.release(faultId))
      throw new ControlError(404, 'UNKNOWN_FAULT', `There is no fault ${faultId}`);
    core.eventBus.emit(`release:${faultId}`);
    return { faultId };
  },
});

/** Waits until a fault has hit a request; one with `afterEffect`, until that has happened. */
export const waitForFault = operation({
  method: 'POST',
  path: '/control/wait-for-fault',
  input: z.object({ faultId: count, timeoutMs }),
  async run(core, { faultId, timeoutMs: ms }) {
    const wasHit = () =>
      core.faults.all().some(({ id: each, hits }) => each === faultId && hits > 0);
    if (!wasHit())
      await waitUntil<void>(ms, `fault ${faultId}`, (done) =>
        core.eventBus.on(`fault:${faultId}`, () => done()),
      );
    return { faultId };
  },
});

/**
 * Cuts a bot's gateway connections. Not resumable: its sessions are gone (INVALID_SESSION on
 * resume).
 */
export const dropGateway = operation({
  method: 'POST',
  path: '/control/applications/:applicationId/gateway/drop',
  input: z.object({ applicationId: id, resumable: flag.default(true), shard: count.optional() }),
  run(core, input) {
    let dropped = 0;
    for (const session of core.gateway.sessionsOf(input.applicationId)) {
      if (input.shard !== undefined && session.shard[0] !== input.shard) continue;
      const connection = session.connection;
      session.connection = null;
      session.disconnectedAt = core.clock.now();
      if (!input.resumable) core.gateway.remove(session);
      connection?.socket.terminate();
      dropped++;
    }
    return { dropped };
  },
});

/** Asks a bot politely to connect again (op 7), or tells it that its session ended (op 9). */
export const askReconnect = operation({
  method: 'POST',
  path: '/control/applications/:applicationId/gateway/reconnect',
  input: z.object({ applicationId: id, invalidSession: flag.default(false) }),
  run(core, input) {
    const sessions = core.gateway.sessionsOf(input.applicationId);
    for (const session of sessions) {
      if (!input.invalidSession) {
        session.connection?.send(Op.Reconnect, null);
        continue;
      }
      session.connection?.send(Op.InvalidSession, false);
      core.gateway.remove(session);
    }
    return { sessions: sessions.length };
  },
});

/** Heartbeats of this bot are no longer acknowledged (or are again). */
export const ignoreHeartbeats = operation({
  method: 'POST',
  path: '/control/applications/:applicationId/gateway/heartbeats',
  input: z.object({ applicationId: id, ignored: flag.default(true) }),
  run(core, input) {
    if (input.ignored) core.gateway.ignoredHeartbeats.add(input.applicationId);
    else core.gateway.ignoredHeartbeats.delete(input.applicationId);
    return { ignored: input.ignored };
  },
});

/** As after Discord's few minutes: the same nonce makes a new message. */
export const forgetNonces = operation({
  method: 'POST',
  path: '/control/forget-nonces',
  input: z.object({}),
  run(core) {
    const forgotten = core.nonces.size;
    core.nonces.clear();
    return { forgotten };
  },
});

/** Moves this server's clock on: links and tokens expire, messages age, silent threads archive. */
export const advanceClock = operation({
  method: 'POST',
  path: '/control/advance-clock',
  input: z.object({ ms: count }),
  run(core, { ms }) {
    core.clock.advance(ms);
    core.interactions.sweep(core.clock.now(), core.rules.interactionTokenMs);
    endExpiredPolls(core);
    archiveInactiveThreads(core, (thread) => getSnowflakeTime(thread.lastMessageId ?? thread.id));
    return { now: new Date(core.clock.now()).toISOString() };
  },
});

const rules = z.object(
  Object.fromEntries(Object.keys(DEFAULT_RULES).map((name) => [name, count.optional()])) as {
    [K in keyof typeof DEFAULT_RULES]: z.ZodOptional<typeof count>;
  },
);

/** Changes Discord's figures (see rules.ts), so that a limit can be reached in a test. */
export const setRules = operation({
  method: 'PATCH',
  path: '/control/rules',
  input: rules,
  run: (core, input) => Object.assign(core.rules, input),
});

export const setRateLimits = operation({
  method: 'PUT',
  path: '/control/rate-limits',
  input: z.object({ enabled: flag }),
  run(core, { enabled }) {
    core.rateLimits.enabled = enabled;
    core.rateLimits.clear();
    return { enabled };
  },
});
