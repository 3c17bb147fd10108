import test from 'ava';
import { checkSecretStore } from '../../../tenancy/secrets/index.ts';
import { createSecretStoreFixture } from './fixture.ts';
import { createVaultFixture } from './vault-fixture.ts';

const problemCodes = async (store: Parameters<typeof checkSecretStore>[0]) =>
  (await checkSecretStore(store)).map(({ code }) => code);

test('a Vault that is set up as told has no problem', async (t) => {
  const { store } = await createVaultFixture(t);
  t.deepEqual(await checkSecretStore(store), []);
});

test('what would end in the middle of the day is told at the start', async (t) => {
  const { store, open, vault } = await createSecretStoreFixture(t);
  vault.control.setUseLimits('worker', { token: 5, secretId: 3 });
  t.deepEqual(await problemCodes(store), ['token_uses_limited', 'secret_id_uses_limited']);
  const { roleId } = vault.appRoles.worker!;
  t.deepEqual(await problemCodes(open({ auth: { roleId, secretId: 'wrong' } })), ['login_failed']);
  t.deepEqual(await problemCodes(open({ auth: vault.appRoles.writer! })), [
    'sessions_key_unusable',
  ]);
  t.deepEqual(await problemCodes(open({ auth: { token: vault.rootToken } })), []);
  vault.control.seal();
  t.deepEqual(await problemCodes(open({})), ['not_answering']);
});

test('a problem says what to do, and holds no value', async (t) => {
  const { open, vault } = await createSecretStoreFixture(t);
  const { roleId, secretId } = vault.appRoles.writer!;
  const [problem] = await checkSecretStore(open({ auth: { roleId, secretId } }));
  t.regex(problem?.message ?? '', /policy "reader"/);
  t.false(JSON.stringify(problem).includes(secretId));
});
