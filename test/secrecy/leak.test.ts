import test from 'ava';
import { sharedSecrecyFixture } from './fixture.ts';

const startFixture = sharedSecrecyFixture();

test('a canary that gets out anywhere is seen', async (t) => {
  const { canary: createCanary, app, capturedOutput, findLeaks } = await startFixture();
  const passwordCanary = createCanary('password');
  const database = { user: 'vektra', password: passwordCanary.value };
  app.log.warn({ database }, 'own.opened');
  capturedOutput.recordValue('error', Object.assign(new Error('refused'), { cause: { database } }));
  await app.tenancy.control.recordOperatorAction({
    operator: 'test',
    act: 'test',
    guildId: null,
    reason: `because ${Buffer.from(`:${passwordCanary.value}`).toString('base64')}`,
    details: {},
    now: Date.now(),
  });
  const { id } = await app.discord.control.createPerson({ username: passwordCanary.value });
  await app.discord.control.createServer({
    name: 'Leak',
    ownerId: id,
    channels: [{ name: 'general' }],
  });
  const locations = new Set((await findLeaks()).map(({ location }) => location));
  for (const where of ['handed to the log, inspected', 'error, cause, as JSON'])
    t.true(locations.has(where), where);
  t.true([...locations].some((where) => where.endsWith('operator_audit')));
});
