import test from 'ava';
import pg from 'pg';
import { parseOperatorUrl } from '../../tenancy/index.ts';
import { listenForNotifications } from '../../tenancy/placement/notification-listener.ts';
import { testDatabases } from '../helpers/databases.ts';
import { startFaultProxy } from '../helpers/fault-proxy.ts';

test('what was said before it listens is a gap, also when the first try failed', async (t) => {
  const { control } = await testDatabases();
  const proxy = await startFaultProxy(control);
  t.teardown(() => proxy.close());
  const payloads: string[] = [];
  const gap = Promise.withResolvers<void>();
  const received = Promise.withResolvers<void>();

  proxy.disconnect();
  const refused = proxy.waitForRefusal();
  const listener = listenForNotifications(
    parseOperatorUrl('CONTROL', proxy.proxiedUrl(control)),
    {
      vektra_registry(payload) {
        payloads.push(payload);
        received.resolve();
      },
    },
    () => gap.resolve(),
  );
  t.teardown(() => listener.close());
  await refused;
  const notifier = new pg.Client({ connectionString: control });
  await notifier.connect();
  t.teardown(() => notifier.end());
  const notify = (payload: string) => notifier.query(`NOTIFY vektra_registry, '${payload}'`);
  await notify('unheard');
  proxy.restore();
  await gap.promise;
  await notify('heard');
  await received.promise;
  t.deepEqual(payloads, ['heard']);
});
