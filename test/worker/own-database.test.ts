import test, { type ExecutionContext } from 'ava';
import { planAt } from '../../domain/index.ts';
import type { Outcome } from '../../sandbox/discord/index.ts';
import { runWorker } from '../../server/processes/worker.ts';
import type { StartedHouse } from '../helpers/house.ts';
import {
  createLabel,
  type Label,
  run,
  setUp,
  submitDemo,
  textOf,
  waitFor,
} from '../helpers/label.ts';
import { dmTo, messageOf } from '../helpers/on-discord.ts';
import { connectOwn, type OwnEngine, outageOfLong, type ReachedOwn } from '../helpers/own-place.ts';
import { sharedHouse } from '../helpers/shared-house.ts';
import { type Desk, openDesk } from './desk.ts';

const open = sharedHouse({
  processes: ['bot', 'worker'],
  regions: ['eu-uk', 'us-west'],
  variables: { OWN_DATABASE_ALLOW: '127.0.0.0/8', OUTBOX_SWEEP_MS: '300' },
});

/** What the bot says when a move has ended, with nobody waiting for more. */
const MOVED = 'Moved:';

async function inOwnDatabase(
  t: ExecutionContext,
  engine: OwnEngine,
): Promise<{ house: StartedHouse; label: Label; own: ReachedOwn; desk: Desk }> {
  const house = await open();
  const label = await createLabel(house, { plan: 'pro' });
  await setUp(house, label);
  const desk = await openDesk(house, { label });
  const who = { ...desk, tenancy: house.tenancy };
  const own = await connectOwn(t, who, engine, { hasWorker: true });
  return { house, label, own, desk };
}

for (const engine of ['postgres', 'mariadb'] as const)
  test(`a label in its own database: card, decision, and what is parked while it is away · ${engine}`, async (t) => {
    const { house, label, own, desk } = await inOwnDatabase(t, engine);
    const { artist, staff, owner, general, staffChannel } = label;
    t.regex(textOf(await submitDemo(house, label, { trackTitle: 'Glass Horizon' })), /#1/);
    await waitFor(house, { channelId: staffChannel, contains: 'Glass Horizon' });
    await run(house, staff, staffChannel, 'status', { number: 1, new_status: 'approved' });

    own.way.cut();
    const titles = ['Paper Lanterns', 'Low Tide'];
    for (const trackTitle of titles)
      t.regex(textOf(await submitDemo(house, label, { trackTitle })), /safe hands/);
    t.regex(
      textOf(await run(house, staff, staffChannel, 'queue')),
      /database does not answer right now/,
    );
    const status = textOf(await run(house, owner, general, 'db_status'));
    t.regex(status, /does not answer/);
    t.regex(status, /parked until it is back: \*\*2\*\*/);

    await outageOfLong(house, label.guildId);
    t.regex(textOf(await dmTo(house, owner, 'your database does not answer')), /are parked/);

    own.way.mend();
    t.true((await desk.acts.storage.retest(desk.admin)).passed);
    await dmTo(house, artist, 'Paper Lanterns” is in');
    t.regex(textOf(await dmTo(house, artist, 'Low Tide” is in')), /\*\*#3\*\*/);
    await waitFor(house, { channelId: staffChannel, contains: 'Low Tide' });
  });

test('a plan that ended is told to those who can move the data back, once', async (t) => {
  const { house, label, desk } = await inOwnDatabase(t, 'postgres');
  const { control } = house.tenancy;
  const [grant] = await control.listGrants(label.guildId);
  const now = Date.now();
  await control.endGrant({ id: grant!.id, operator: 'test', reason: 'test', now });
  await untilPlan(house, label, 'free');
  const worker = await runWorker(house.env, house.log, new AbortController().signal);
  t.teardown(() => worker?.stop());
  t.regex(
    textOf(await dmTo(house, label.owner, 'has ended')),
    /Move it back to managed storage by/,
  );
  t.not((await desk.acts.storage.view(desk.admin)).leaveBy, null);
});

/** Resolves when this process knows the server's plan. */
async function untilPlan({ tenancy }: StartedHouse, { guildId }: Label, plan: string) {
  while (planAt((await tenancy.placement(guildId)).grants, Date.now()) !== plan)
    await new Promise((resolve) => setImmediate(resolve));
}

test('an admin moves the data to another region; the answer follows the move', async (t) => {
  const house = await open();
  const label = await createLabel(house, { plan: 'pro' });
  await setUp(house, label);
  await submitDemo(house, label);
  const { owner, staff, general, staffChannel } = label;
  const first = messageOf(await run(house, owner, general, 'storage', { region: 'us-west' }));
  const last = await waitFor(house, {
    channelId: first.channel_id,
    messageId: first.id,
    contains: MOVED,
  });
  t.regex(textOf(last), /us-west/);
  t.is((await house.tenancy.placement(label.guildId)).region, 'us-west');
  t.regex(textOf(await run(house, staff, staffChannel, 'queue')), /Queue · 1 open/);
  const again = textOf(await run(house, owner, general, 'storage', { region: 'us-west' }));
  t.regex(again, /there already/);
  t.regex(textOf(await run(house, owner, general, 'storage')), /us-west, managed by Vektra/);
});

test('/setup_db gives a link for this admin alone, and says which plan it needs', async (t) => {
  const house = await open();
  const ask = (label: Label, personId: string): Promise<Outcome> =>
    run(house, personId, label.general, 'setup_db');
  const starter = await createLabel(house, { plan: 'starter' });
  await setUp(house, starter);
  t.regex(textOf(await ask(starter, starter.owner)), /needs the \*\*Pro\*\* plan/);
  const label = await createLabel(house, { plan: 'pro' });
  await setUp(house, label);
  const link = JSON.stringify(messageOf(await ask(label, label.owner)));
  t.true(link.includes(`${house.url}/connect/${label.guildId}/`));
  t.regex(textOf(await ask(label, label.artist)), /HIDDEN_COMMAND/);
});
