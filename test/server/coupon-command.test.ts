import test from 'ava';
import { bindOperations } from '../../domain/index.ts';
import { createActor } from '../helpers/actor.ts';
import { startApp } from '../helpers/app.ts';
import { startChild } from '../helpers/child-process.ts';
import { newGuildId } from '../helpers/databases.ts';

test('vektra coupon: a code is made, redeemed, listed and revoked', async (t) => {
  const app = await startApp(t, { processes: [] });
  const run = async (...args: string[]) => {
    const child = startChild(t, ['server/cli.ts', 'coupon', ...args], {
      PATH: process.env.PATH,
      ...app.variables,
    });
    return { code: await child.exited, text: child.output() };
  };
  const created = await run('create', 'pro', '--days', '30', '--uses', '2', '--reason', 'launch');
  t.is(created.code, 0, created.text);
  t.log(created.text);
  const code = /VK(-[0-9A-Z]{4}){4}/.exec(created.text)?.[0] ?? '';
  t.regex(created.text, /gives 2 servers Pro for 30 days.*\n {2}Keep it: it is not shown again\./);

  const deps = { tenancy: app.tenancy, now: Date.now, discordUrl: app.discord.url };
  const member = createActor(newGuildId(), 'KITE');
  t.like(await bindOperations(deps).plans.redeem(member, { code }), { plan: 'pro' });

  const listed = await run('list');
  t.log(listed.text);
  t.regex(listed.text, /pro +30 +1\/2 +no end +valid +launch/);
  t.false(listed.text.includes(code));
  const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(listed.text)?.[0] ?? '';
  const [revoked, unknown] = [
    await run('revoke', id, '--reason', 'leaked'),
    await run('create', 'free', '--days', '30', '--reason', 'launch'),
  ];
  t.is(revoked.code, 0, revoked.text);
  t.is(unknown.code, 1);
  t.regex(unknown.text, /must be a plan above Free/);
  await t.throwsAsync(
    bindOperations(deps).plans.redeem(createActor(newGuildId(), 'KITE'), { code }),
    { code: 'invalid_input' },
  );
});
