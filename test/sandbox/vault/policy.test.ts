import test from 'ava';
import { getCapabilities, parsePolicy } from '../../../sandbox/vault/policy.ts';

const getSortedCapabilities = (text: string, path: string) =>
  [...getCapabilities(parsePolicy(text), path)].sort();

test('plus is one segment, a final star any rest', (t) => {
  const text = 'path "kv/data/tenants/+/db/*" { capabilities = ["read"] }';
  t.deepEqual(getSortedCapabilities(text, 'kv/data/tenants/1/db/a'), ['read']);
  t.deepEqual(getSortedCapabilities(text, 'kv/data/tenants/1/db/a/b'), ['read']);
  t.deepEqual(getSortedCapabilities(text, 'kv/data/tenants/1/2/db/a'), []);
  t.deepEqual(getSortedCapabilities(text, 'kv/data/tenants//db/a'), []);
  t.deepEqual(getSortedCapabilities(text, 'kv/data/tenants/1/other'), []);
});

test('the more specific rule wins, equal ones unite, deny wins', (t) => {
  const text = `
    # a comment with a "path"
    path "transit/keys/*" { capabilities = ["list"] }
    path "transit/keys/+" { capabilities = ["read"] }
    path "transit/keys/+" { capabilities = ["delete"] }
    path "transit/keys/kept" { capabilities = ["delete"] }
    path "transit/keys/kept" { capabilities = ["deny"] }
  `;
  t.deepEqual(getSortedCapabilities(text, 'transit/keys/a'), ['delete', 'read']);
  t.deepEqual(getSortedCapabilities(text, 'transit/keys/a/config'), ['list']);
  t.deepEqual(getSortedCapabilities(text, 'transit/keys/kept'), []);
});

test('what is not understood is refused', (t) => {
  t.throws(() => parsePolicy('path "a" { capabilities = ["raed"] }'));
  t.throws(() => parsePolicy('path "a" { policy = "read" }'));
  t.throws(() => parsePolicy('pth "a" { capabilities = ["read"] }'));
});
