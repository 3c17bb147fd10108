import type { AnnouncedFile } from '../../domain/files/announced-file.ts';
import { type Actor, bindOperations, type Operations } from '../../domain/index.ts';
import { createLabel, DEFAULT_DEMO, type Demo, type Label } from '../helpers/label.ts';
import { createActor } from '../helpers/operations-fixture.ts';
import type { WebApp } from './web-app.ts';

/** A label on which an admin acts by the operations. */
export interface ActingLabel {
  name: string;
  operations: Operations;
  admin: Actor;
}

/** A label whose people act by the operations, and on the dashboard. */
export interface WebLabel extends Label, ActingLabel {
  app: WebApp;
  /** Jonas, who can see the staff channel. */
  reviewer: Actor;
  /** A member who sends demos. */
  sender: Actor;
  /** The label's pages: `/g/<id>`. */
  path: string;
  inboxPath: string;
  storagePath: string;
  /** Sends a demo. @returns its number */
  submit(demo?: Demo & { files?: AnnouncedFile[] }): Promise<number>;
  newRequestId(): string;
}

let serial = 0;

/**
 * @param options.isSetUp whether `/start` and `/setup_staff` were run
 * @param options.region its home; the first region when absent
 */
export async function createWebLabel(
  app: WebApp,
  {
    isSetUp = true,
    labelName = 'Nocturne Records',
    plan = 'pro',
    region,
    ...options
  }: {
    isSetUp?: boolean;
    labelName?: string;
    plan?: string | null;
    region?: string;
    name?: string;
    ownerId?: string;
  } = {},
): Promise<WebLabel> {
  const label = await createLabel(app, { name: labelName, plan, ...options });
  const { guildId, staffChannel } = label;
  const operations = bindOperations({
    tenancy: app.tenancy,
    now: Date.now,
    discordUrl: app.discord.url,
  });
  const createActorFor = (userId: string, name: string, facts: Partial<Actor> = {}): Actor => ({
    ...createActor(guildId, name, facts),
    userId,
  });
  const admin = createActorFor(label.owner, 'Mara', { isAdmin: true });
  const sender = createActorFor(label.artist, 'Kite');
  const newRequestId = () => `web:${guildId}-${++serial}`;
  if (region) await app.tenancy.provision(guildId, region);
  if (isSetUp) {
    await operations.settings.setUp(admin, { labelName });
    await operations.settings.setStaffChannel(admin, { channelId: staffChannel });
  }
  const path = `/g/${guildId}`;
  return {
    ...label,
    name: labelName,
    app,
    operations,
    admin,
    reviewer: createActorFor(label.staff, 'Jonas', { canView: (id) => id === staffChannel }),
    sender,
    path,
    inboxPath: `${path}/submissions`,
    storagePath: `${path}/settings/storage`,
    newRequestId,
    async submit(demo = {}) {
      const trackUrl = `https://soundcloud.com/kite/${++serial}`;
      const input = { requestId: newRequestId(), ...DEFAULT_DEMO, trackUrl, ...demo };
      return (await operations.submissions.submit(sender, input)).number;
    },
  };
}
