import test from 'ava';
import { COSTLY_ENGINES } from '../helpers/full.ts';
import { canary, sightings } from './canary.ts';
import { Life } from './life.ts';
import { overheardHouse } from './world.ts';

const open = overheardHouse();

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

for (const engine of COSTLY_ENGINES)
  test(`the whole life of an own database, and no trace of its address · ${engine}`, async (t) => {
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
  });
