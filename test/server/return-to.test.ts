import test from 'ava';
import fc from 'fast-check';
import { toSafeReturnPath } from '../../server/auth/return-to.ts';

const ORIGIN = 'https://vektra.example';

test('where log-in leads back to is a path of ours', (t) => {
  for (const bad of [
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/./\\evil.example',
    '/%2e//evil.example',
    '/%2e%2e//evil.example',
    '/a/%2E./\\/evil.example',
    'https://evil.example',
    '/auth/logout',
    '/auth',
    '/AUTH/logout',
    '/g/../auth/login',
    'javascript:alert(1)',
    undefined,
    ['/g/1'],
    '/\t/evil.example',
    `/${'x'.repeat(5_000)}`,
  ])
    t.is(toSafeReturnPath(bad), '/servers', String(bad));
  t.is(
    toSafeReturnPath('/g/123/submissions?status=approved'),
    '/g/123/submissions?status=approved',
  );
  t.is(toSafeReturnPath('/authors'), '/authors');
});

test('wherever it leads, a browser stays on our site, and coming back to it changes nothing', (t) => {
  const urlPiece = fc.constantFrom(
    ...['/', '\\', '.', '..', '%2e', '%2E', '%2f', '%5c', '\t', '\n', '\r', '@', ':', '?', '#'],
    ...['evil.example', 'auth', 'g', 'http:', 'javascript:', ' ', '\u0000', 'é', '[', '\ud800'],
  );
  const hostile = fc.array(urlPiece, { maxLength: 12 }).map((pieces) => `/${pieces.join('')}`);
  fc.assert(
    fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' }), fc.webPath()), (asked) => {
      const path = toSafeReturnPath(asked);
      const url = new URL(path, `${ORIGIN}/auth/callback?code=x`);
      t.is(url.origin, ORIGIN, asked);
      t.false(url.pathname.startsWith('//'), asked);
      t.is(toSafeReturnPath(path), path, asked);
    }),
    { numRuns: 20_000 },
  );
});
