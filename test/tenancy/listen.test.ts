import test from 'ava';
import pg from 'pg';
import { parseOperatorUrl } from '../../tenancy/index.ts';
import { listen } from '../../tenancy/placement/listen.ts';
import { testDatabases } from '../helpers/storage.ts';
import { openWay } from '../helpers/way.ts';

test('what was said before it listens is a gap, also when the first try failed', async (t) => {
  const { control } = await testDatabases();
  const way = await openWay(control);
  t.teardown(() => way.close());
  const heard: string[] = [];
  const gap = Promise.withResolvers<void>();
  const word = Promise.withResolvers<void>();

  way.cut();
  const refused = way.refusal();
  const ear = listen(
    parseOperatorUrl('CONTROL', way.by(control)),
    {
      vektra_registry(payload) {
        heard.push(payload);
        word.resolve();
      },
    },
    () => gap.resolve(),
  );
  t.teardown(() => ear.close());
  await refused;
  const speaker = new pg.Client({ connectionString: control });
  await speaker.connect();
  t.teardown(() => speaker.end());
  const say = (payload: string) => speaker.query(`NOTIFY vektra_registry, '${payload}'`);
  await say('unheard');
  way.mend();
  await gap.promise;
  await say('heard');
  await word.promise;
  t.deepEqual(heard, ['heard']);
});
