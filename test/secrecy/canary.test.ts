import test from 'ava';
import type { OwnEngine } from '../helpers/own-place.ts';
import { canary, sightings } from './canary.ts';
import { Life } from './life.ts';
import { overheardHouse } from './world.ts';

const open = overheardHouse();
const ENGINES: readonly OwnEngine[] = ['postgres', 'mariadb'];

test('a canary is found, whatever it is written in', (t) => {
  const bird = canary('password');
  const shapes: Record<string, string> = {
    plain: `{"url":"postgres://u:${bird.word}@h/d"}`,
    shouted: bird.word.toUpperCase(),
    'URL-encoded': `p%${[...Buffer.from(bird.word)].map((byte) => byte.toString(16).toUpperCase()).join('%')}`,
    hex: `\\x00${Buffer.from(bird.word).toString('hex')}00`,
    ...Object.fromEntries(
      ['', 'a', 'ab', 'abc'].map((before) => [
        `base64 behind ${before.length}`,
        Buffer.from(`${before}${bird.word}!?`).toString('base64'),
      ]),
    ),
    'base64 for URLs': Buffer.from(`user:${bird.word}`).toString('base64url'),
  };
  for (const [how, text] of Object.entries(shapes))
    t.is(sightings([bird], [['here', text]])[0]?.where, 'here', how);
  t.deepEqual(sightings([bird], [['here', canary('password').word]]), []);
});

for (const engine of ENGINES)
  test.serial(
    `the whole life of an own database, and no trace of its address · ${engine}`,
    async (t) => {
      const overheard = await open();
      const life = await Life.begin(t, overheard, engine);
      await life.failingTests();
      await life.moveIn();
      await life.work('Glass Horizon');
      await life.outage();
      await life.silence();
      await life.newPassword();
      await life.revoked();
      await life.moveOut();
      t.deepEqual(await overheard.search(), []);
      t.true(overheard.heard.texts.length > 500);
    },
  );

test.serial('a canary that gets out anywhere is seen', async (t) => {
  const { canary: fresh, house, heard, search } = await open();
  const bird = fresh('password');
  const database = { user: 'vektra', password: bird.word };
  house.log.warn({ database }, 'own.opened');
  heard.noteValue('error', Object.assign(new Error('refused'), { cause: { database } }));
  await house.tenancy.control.auditOperator({
    operator: 'test',
    act: 'test',
    guildId: null,
    reason: `because ${Buffer.from(`:${bird.word}`).toString('base64')}`,
    details: {},
    now: Date.now(),
  });
  const { id } = await house.discord.control.createPerson({ username: bird.word });
  await house.discord.control.createServer({
    name: 'Leak',
    ownerId: id,
    channels: [{ name: 'general' }],
  });
  const found = new Set((await search()).map(({ where }) => where));
  for (const where of ['handed to the log, inspected', 'error, cause, as JSON'])
    t.true(found.has(where), where);
  t.true([...found].some((where) => where.endsWith('operator_audit')));
});
