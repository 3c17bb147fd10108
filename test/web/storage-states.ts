import { randomUUID } from 'node:crypto';
import type { ExecutionContext } from 'ava';
import type { MoveStep } from '../../domain/storage/types.ts';
import { createSecretStore, createTenancy } from '../../tenancy/index.ts';
import {
  connectCustomerDatabase,
  type ProxiedCustomerDatabase,
} from '../helpers/customer-placement.ts';
import { createTenancyConfig } from '../helpers/databases.ts';
import type { WebLabel } from './web-label.ts';

type Teardown = Pick<ExecutionContext, 'teardown'>;

/** Moves a label into a Postgres of its own. */
export const moveToOwnDatabase = (t: Teardown, label: WebLabel): Promise<ProxiedCustomerDatabase> =>
  connectCustomerDatabase(t, { ...label, tenancy: label.app.tenancy }, 'postgres');

/**
 * Stops the label's own database and sends a demo, which is held.
 * @param held the demo's artist and title
 */
export async function takeDatabaseAway(
  { operations, sender, newRequestId }: WebLabel,
  { proxy }: ProxiedCustomerDatabase,
  held: { artistName: string; trackTitle: string },
): Promise<void> {
  await proxy.stop();
  const trackUrl = `https://soundcloud.com/held/${randomUUID()}`;
  await operations.submissions.submitOrDefer(sender, {
    requestId: newRequestId(),
    trackUrl,
    ...held,
  });
}

/** Starts a move to a region, as the label's admin does; nobody drives it. @returns its id */
export async function startMove(label: WebLabel, region: string): Promise<string> {
  const { operations, admin, newRequestId } = label;
  const { id } = await operations.storage.startMove(admin, { requestId: newRequestId(), region });
  return id;
}

/**
 * Drives the label's move until it is at a step, where its worker is stopped.
 * @param until the step, or `end`: as far as it goes now
 */
export async function driveMove(
  { app, guildId }: WebLabel,
  until: MoveStep | 'end',
): Promise<void> {
  const move = await app.tenancy.moves.latest(guildId);
  if (!move) throw new Error('no move');
  const secrets = createSecretStore({ url: app.vault.url, auth: app.vault.appRoles.worker! });
  const stopController = new AbortController();
  const tenancy = createTenancy(
    {
      ...createTenancyConfig(app.databases),
      customerDatabases: { allowedAddresses: app.env.OWN_DATABASE_ALLOW },
    },
    {
      secrets,
      onMoveEvent: ({ kind, step }) => {
        if (kind === 'step' && step === until) stopController.abort();
      },
    },
  );
  try {
    await tenancy.moves.run(move.id, stopController.signal);
  } finally {
    await tenancy.close();
    await secrets.close();
  }
}
