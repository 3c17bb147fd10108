import test from 'ava';
import { overheardHouse } from './world.ts';

const open = overheardHouse();

test('a canary that gets out anywhere is seen', async (t) => {
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
