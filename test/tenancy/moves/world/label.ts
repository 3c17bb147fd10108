import type { ExecutionContext } from 'ava';
import { type Actor, type Acts, bindActs } from '../../../../domain/index.ts';
import { createTenancy, type SecretStore, type Tenancy } from '../../../../tenancy/index.ts';
import type { MoveStep } from '../../../../tenancy/moves/index.ts';
import { actorOf, STAFF_CHANNEL } from '../../../helpers/acts.ts';
import {
  connectOwn,
  driveMove,
  type OwnEngine,
  type ReachedOwn,
} from '../../../helpers/own-place.ts';
import { asSuperuser } from '../../../helpers/postgres.ts';
import {
  newGuildId,
  sharedSecrets,
  tenancyConfig,
  testDatabases,
} from '../../../helpers/storage.ts';

/** A label in its own database, with real secrets; time goes on when the test says so. */
export interface MovingLabel {
  tenancy: Tenancy;
  acts: Acts;
  admin: Actor;
  guildId: string;
  own: ReachedOwn;
  secrets: SecretStore;
  pass(ms: number): void;
  now(): number;
  /** Runs its move until it comes to this step, and stops there as a process does that is told to end. */
  runTo(step: MoveStep): Promise<void>;
  /** Resolves at the next trouble of its move, with the problem's code. */
  trouble(): Promise<string>;
  /** Runs its move to its end, or to where it waits. */
  run(): Promise<void>;
  submit(): Promise<number>;
  /** As an admin does after changing the password in the database. */
  newPassword(password: string): Promise<void>;
  state(ref: string): Promise<string | undefined>;
  /** What operators did with this label, as audited. */
  audit(): Promise<{ act: string; reason: string; operator: string }[]>;
}

export const HOUR = 3_600_000;
const OBSERVE_MS = 24 * HOUR;

export async function movingLabel(
  t: ExecutionContext,
  engine: OwnEngine = 'postgres',
): Promise<MovingLabel> {
  const urls = await testDatabases(['eu-uk', 'us-east'], { own: true });
  const secrets = await sharedSecrets();
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const waiting: ((problem: string) => void)[] = [];
  let stopAt: { step: MoveStep; stop: AbortController } | null = null;
  const tenancy = createTenancy(
    { ...tenancyConfig(urls), own: { allow: ['127.0.0.0/8'], observeMs: OBSERVE_MS } },
    {
      secrets,
      now,
      onMove: ({ kind, step, problem }) => {
        if (kind === 'step' && step === stopAt?.step) stopAt.stop.abort();
        if (kind === 'trouble') for (const heard of waiting.splice(0)) heard(problem ?? '');
      },
    },
  );
  t.teardown(() => tenancy.close());
  const acts = bindActs({ tenancy, now, discordUrl: 'https://discord.test' });
  const guildId = newGuildId();
  const grant = { guildId, plan: 'pro', operator: 'test', reason: 'test', endsAt: null };
  await tenancy.control.grantPlan({ ...grant, now: now() });
  const admin = actorOf(guildId, 'Mara', { isAdmin: true });
  await acts.settings.start(admin, { labelName: 'Nightfall' });
  await acts.settings.setStaffChannel(admin, { channelId: STAFF_CHANNEL });
  const own = await connectOwn(t, { acts, tenancy, admin }, engine);
  let serial = 0;

  const label: MovingLabel = {
    tenancy,
    acts,
    admin,
    guildId,
    own,
    secrets,
    now,
    pass: (ms) => {
      ahead += ms;
    },
    async runTo(step) {
      const move = await tenancy.moves.latest(guildId);
      const stop = new AbortController();
      stopAt = { step, stop };
      await tenancy.moves.run(move?.id ?? '', stop.signal);
      stopAt = null;
      t.true(stop.signal.aborted, `it came to ${step}`);
    },
    trouble: () => new Promise((resolve) => waiting.push(resolve)),
    run: () => driveMove(tenancy, guildId),
    async submit() {
      serial += 1;
      const { number } = await acts.submissions.submit(actorOf(guildId, 'KITE'), {
        requestId: `moving:${guildId}:${serial}`,
        artistName: 'KITE',
        trackTitle: `Glass Horizon ${serial}`,
        trackUrl: `https://soundcloud.com/kite/${guildId}-${serial}`,
      });
      return number;
    },
    async newPassword(password) {
      await own.admin(
        engine === 'postgres'
          ? `ALTER ROLE ${own.database.user} PASSWORD '${password}'`
          : `ALTER USER ${own.database.user}@'%' IDENTIFIED BY '${password}'`,
      );
      await acts.storage.openSetup(admin, {});
      const input = { ...own.input, password };
      const tested = await acts.storage.test(admin, input);
      t.true(tested.passed, JSON.stringify(tested));
      t.deepEqual(
        await acts.storage.connect(admin, { requestId: `again:${guildId}:${password}` }),
        { effect: 'rotate' },
      );
    },
    audit: async () => {
      const { rows } = await asSuperuser(
        `SELECT act, reason, operator FROM operator_audit WHERE guild_id = ${guildId} ORDER BY id`,
        new URL(urls.control).pathname.slice(1),
      );
      return rows;
    },
    state: async (ref) => (await tenancy.control.findDatabaseSecret({ guildId, ref }))?.state,
  };
  return label;
}
