import test from 'ava';
import { COSTLY_ENGINES } from '../helpers/test-matrix.ts';
import { type CanaryLeak, canary, findLeaks } from './canary.ts';
import { sharedSecrecyFixture } from './fixture.ts';
import { SecretLifecycle } from './secret-lifecycle.ts';

const startFixture = sharedSecrecyFixture();

test('a canary is found, whatever it is written in', (t) => {
  const passwordCanary = canary('password');
  const encodedTexts: Record<string, string> = {
    plain: `{"url":"postgres://u:${passwordCanary.value}@h/d"}`,
    shouted: passwordCanary.value.toUpperCase(),
    'URL-encoded': `p%${[...Buffer.from(passwordCanary.value)].map((byte) => byte.toString(16).toUpperCase()).join('%')}`,
    hex: `\\x00${Buffer.from(passwordCanary.value).toString('hex')}00`,
    ...Object.fromEntries(
      ['', 'a', 'ab', 'abc'].map((before) => [
        `base64 behind ${before.length}`,
        Buffer.from(`${before}${passwordCanary.value}!?`).toString('base64'),
      ]),
    ),
    'base64 for URLs': Buffer.from(`user:${passwordCanary.value}`).toString('base64url'),
  };
  for (const [encoding, text] of Object.entries(encodedTexts))
    t.is(findLeaks([passwordCanary], [['here', text]])[0]?.location, 'here', encoding);
  t.deepEqual(findLeaks([passwordCanary], [['here', canary('password').value]]), []);
});

/** The connect page returns what its admin typed into it, except passwords. */
const isEcho = ({ canary: name, location }: CanaryLeak) =>
  name !== 'password' && /^HTTP POST \S+\/settings\/storage\/connect$/.test(location);

for (const engine of COSTLY_ENGINES)
  test(`the whole life of an own database, and no trace of its address · ${engine}`, async (t) => {
    const fixture = await startFixture();
    const lifecycle = await SecretLifecycle.create(t, fixture, engine);
    await lifecycle.testFailingConnections();
    await lifecycle.moveToCustomerDatabase();
    await lifecycle.reviewDemo('Glass Horizon');
    await lifecycle.breakConnections();
    await lifecycle.freezeConnections();
    await lifecycle.rotatePassword();
    await lifecycle.revokeCredentials();
    await lifecycle.moveToRegion();
    const leaks = await fixture.findLeaks();
    t.deepEqual(
      leaks.filter((leak) => !isEcho(leak)),
      [],
    );
    t.true(fixture.capturedOutput.texts.length > 500);
  });
