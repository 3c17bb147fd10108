import test from 'ava';
import { redactUrl } from '../../web/storage/connect/redact-url.ts';

test('an address keeps everything but its password, or nothing', (t) => {
  for (const [text, redacted] of [
    [
      'postgres://u:canary@db.example.com:5432/d?host=x',
      'postgres://u:@db.example.com:5432/d?host=x',
    ],
    ['psql "postgres://u:canary@h/d?host=x"', 'psql "postgres://u:@h/d?host=x"'],
    ['mysql://u:can:ary@h/d?a=1', 'mysql://u:@h/d?a=1'],
    ['mysql://u@h/d?a=1', 'mysql://u:@h/d?a=1'],
    // Where the password ends is not certain, or there is another one.
    ['postgres://u:can@ary@h/d?host=x', ''],
    ['postgres://u:can#ary@h/d?host=x', ''],
    ['postgres://u:p@h/d?password=canary', ''],
    ['postgres://u:p@h/d?a=1&sslPassword=canary', ''],
    ['canary', ''],
    ['u:canary@h', ''],
  ] as const)
    t.is(redactUrl(text), redacted, text);
});
