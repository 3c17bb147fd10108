import test from 'ava';
import { ComponentType } from 'discord-api-types/v10';
import { bindOperatorOperations } from '../../domain/index.ts';
import { LOCAL_SKUS } from '../../sandbox/local-environment.ts';
import { getMessage, pressButton } from '../helpers/discord-actions.ts';
import { createLabel, messageText, runCommand } from '../helpers/label.ts';
import { sharedApp } from '../helpers/shared-app.ts';

const getApp = sharedApp({ processes: ['bot'] });

async function createFixture(plan: string | null = null) {
  const app = await getApp();
  const label = await createLabel(app, { plan });
  const run = (personId: string, command: string, options = {}) =>
    runCommand(app, personId, label.generalChannel, command, options);
  const say = async (...args: Parameters<typeof run>) => messageText(await run(...args));
  return { app, label, run, say };
}

const listButtons = (outcome: Parameters<typeof getMessage>[0]) =>
  (getMessage(outcome).components ?? [])
    .flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []))
    .map((button) => ('sku_id' in button ? button.sku_id : 'label' in button && button.label));

test('/premium sells what is above the plan, with Discord’s own buttons', async (t) => {
  const { label, run } = await createFixture();
  const { starter, pro, proPlus } = LOCAL_SKUS;
  t.deepEqual(listButtons(await run(label.artist, 'premium')), [starter.id, pro.id, proPlus.id]);
  t.deepEqual(listButtons(await run(label.owner, 'premium')), [
    'Start 14-day trial',
    starter.id,
    pro.id,
    proPlus.id,
  ]);
  const paying = await createFixture('pro');
  t.deepEqual(listButtons(await paying.run(paying.label.owner, 'premium')), [proPlus.id]);
  const highest = await createFixture('pro_plus');
  t.deepEqual(listButtons(await highest.run(highest.label.owner, 'premium')), []);
});

test('a trial is started from /premium by an admin, once', async (t) => {
  const { app, label, run, say } = await createFixture();
  t.regex(await say(label.artist, 'premium'), /Try \*\*Pro\*\* for 14 days.*\n-# An admin can/);
  const offer = getMessage(await run(label.owner, 'premium'));
  const press = (personId: string) => pressButton(app, personId, offer, 'plans:trial');
  t.regex(
    messageText(await press(label.owner)),
    /^### This server is on \*\*Pro\*\*\nThe trial ends <t:\d+:D>\. Nothing you add is deleted then\.$/,
  );
  t.regex(
    messageText(await press(label.owner)),
    /already has everything that \*\*Pro\*\* includes/,
  );
  t.regex(
    await say(label.artist, 'pro_status'),
    /^### This server is on the \*\*Pro\*\* plan\n- \*\*Pro\*\* from a trial, until <t:\d+:D>$/,
  );
  t.notRegex(await say(label.owner, 'premium'), /Try/);
});

test('/redeem: a code gives its plan; one that cannot be redeemed says why', async (t) => {
  const { app, label, say } = await createFixture();
  const operatorOperations = bindOperatorOperations({
    tenancy: app.tenancy,
    now: Date.now,
    discordUrl: app.discord.url,
  });
  const { code } = await operatorOperations.plans.createCoupon(
    { userId: 'cli:test', name: 'test', signedInAt: 'command-line' },
    { plan: 'starter', days: 30, maxUses: 5, expiresAt: null, reason: 'launch' },
  );
  t.is(
    await say(label.artist, 'redeem', { code: 'VK-0000-0000-0000-0000' }),
    'There’s no such code. Check it and try again.',
  );
  t.regex(
    await say(label.artist, 'redeem', { code }),
    /^### This server is on \*\*Starter\*\*\nUntil <t:\d+:D>\.$/,
  );
  t.is(await say(label.owner, 'redeem', { code }), 'This server has already redeemed this code.');
  t.regex(await say(label.artist, 'pro_status'), /- \*\*Starter\*\* from a code, until <t:\d+:D>$/);

  // What continues a plan begins when that ends.
  const other = await createFixture();
  await app.tenancy.control.grantPlan({
    guildId: other.label.guildId,
    plan: 'pro',
    operator: 'test',
    reason: 'test',
    endsAt: Date.now() + 86_400_000,
    now: Date.now(),
  });
  t.regex(
    await other.say(other.label.owner, 'redeem', { code }),
    /^### Code redeemed\n\*\*Starter\*\* continues from <t:\d+:D> until <t:\d+:D>, when what you have ends\.$/,
  );
  t.regex(
    await other.say(other.label.owner, 'pro_status'),
    /- \*\*Pro\*\* from the Vektra team, until <t:\d+:D>\n- \*\*Starter\*\* from a code, from <t:\d+:D> until <t:\d+:D>$/,
  );
  const free = await createFixture();
  t.regex(await free.say(free.label.artist, 'pro_status'), /It costs nothing and doesn’t end\./);
});
