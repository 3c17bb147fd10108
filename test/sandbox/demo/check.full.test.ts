import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { readReplyText } from '../../../sandbox/demo/smoke-test/reply-text.ts';
import { expectText } from '../../../sandbox/demo/smoke-test/runner.ts';
import { startChild } from '../../helpers/child-process.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const LONG_TEXT = 'a line of a reply that is not cut off\n'.repeat(100);

test('a failed expectation has the whole text of the reply', (t) => {
  const reply = {
    kind: 'message',
    interactionId: '1',
    message: {
      id: '2',
      flags: 64,
      content: '',
      components: [
        { type: 17, components: [{ type: 10, content: `**Not ready**\n${LONG_TEXT}` }] },
      ],
    },
  };
  t.notThrows(() => expectText(reply, '**Not ready**\na line'));
  const error = t.throws(() => expectText(reply, 'All set'));
  t.is(error.message, `expected “All set”; the reply was:\n**Not ready**\n${LONG_TEXT}`);
});

test('what a person reads of a page, of a command and of what shows nothing', (t) => {
  const page = {
    status: 402,
    url: 'http://localhost/g/1',
    text: '<head><style>a{}</style></head><body><h1>Available on Pro</h1>\n<p>Upgrade</p></body>',
  };
  t.is(readReplyText(page), '402 http://localhost/g/1\nAvailable on Pro\nUpgrade');
  t.is(readReplyText('✓ granted'), '✓ granted');
  t.is(readReplyText({ kind: 'deferred', update: false }), "{ kind: 'deferred', update: false }");
});

test('a check that fails keeps its data and logs, and says where they are', async (t) => {
  const folder = path.join(ROOT, '.cache', `test-check-${process.pid}`);
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(folder, { recursive: true });
  // Read before anything is started.
  writeFileSync(path.join(folder, 'processes.json'), 'not JSON');
  const check = startChild(t, [
    '--eval',
    `import('./sandbox/demo/run.ts').then(async ({ runDemo }) => {
       const options = { folder: ${JSON.stringify(folder)}, check: true, dev: true };
       process.exitCode = await runDemo(options);
     })`,
  ]);
  t.is(await check.exited, 1, check.output());
  t.regex(check.output(), /JSON/);
  t.true(check.output().includes(`until the next one: ${folder}`), check.output());
  t.true(existsSync(folder));
});
