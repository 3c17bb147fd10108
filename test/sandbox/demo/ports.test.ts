import { once } from 'node:events';
import net from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { choosePort } from '../../../sandbox/demo/choose-ports.ts';
import { findEphemeralPort, findFreePort, isPortFree } from '../../../sandbox/machine/ports.ts';

async function occupy(t: ExecutionContext, host: string): Promise<number> {
  const server = net.createServer().listen(0, host);
  t.teardown(() => server.close());
  await once(server, 'listening');
  return (server.address() as net.AddressInfo).port;
}

test('a port is taken when another program has it, on IPv4 or IPv6', async (t) => {
  for (const host of ['127.0.0.1', '0.0.0.0', '::1', '::']) {
    const port = await occupy(t, host);
    t.false(await isPortFree(port), host);
    const told: number[][] = [];
    const used = await findFreePort(port, (wanted, instead) => told.push([wanted, instead]));
    t.true(used > port, host);
    t.deepEqual(told, [[port, used]], host);
  }
});

test('a port that was asked for is used, or refused with the option that sets it', async (t) => {
  const free = await findEphemeralPort();
  t.is(await choosePort('dashboard', { 'dashboard-port': String(free) }), free);
  const taken = await occupy(t, '127.0.0.1');
  await t.throwsAsync(choosePort('discord', { 'discord-port': String(taken) }), {
    message: `Port ${taken} (--discord-port) is in use by another program: choose another one.`,
  });
  for (const wrong of ['0', '65536', 'http', '80.5', ''])
    await t.throwsAsync(choosePort('startPage', { 'start-port': wrong }), {
      message: `--start-port must be a port from 1 to 65535, not “${wrong}”.`,
    });
});
