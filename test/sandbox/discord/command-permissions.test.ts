import test from 'ava';
import { createDiscordFixture, type DiscordFixture } from './discord-fixture.ts';

/** A person's token, as OAuth would give it. */
async function createBearer(fixture: DiscordFixture, personId: string): Promise<string> {
  const { application } = fixture.seed;
  const query = new URLSearchParams({
    client_id: application.id,
    response_type: 'code',
    redirect_uri: 'http://localhost:9999/callback',
    scope: 'identify applications.commands.permissions.update',
  });
  const consent = await fetch(`${fixture.discord.url}/oauth2/authorize?${query}`, {
    method: 'POST',
    body: new URLSearchParams({ decision: 'authorize', person: personId }),
    redirect: 'manual',
  });
  const code = new URL(consent.headers.get('location')!).searchParams.get('code')!;
  const response = await fetch(`${fixture.discord.url}/api/oauth2/token`, {
    method: 'POST',
    headers: { 'user-agent': 'DiscordBot (https://example.com/test, 1.0)' },
    body: new URLSearchParams({
      client_id: application.id,
      client_secret: 'the-secret',
      grant_type: 'authorization_code',
      code,
      redirect_uri: 'http://localhost:9999/callback',
    }),
  });
  return `Bearer ${((await response.json()) as { access_token: string }).access_token}`;
}

test('permissions of a command: set by a person who may, read by the bot, obeyed by the client', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { api, control, seed } = fixture;
  const commands = `/applications/${seed.application.id}/commands`;
  const { body: command } = await api('POST', commands, { name: 'queue', description: 'x' });
  const base = `/applications/${seed.application.id}/guilds/${seed.serverId}/commands`;
  t.deepEqual((await api('GET', `${base}/permissions`)).body, []);
  const path = `${base}/${command.id}/permissions`;
  t.is((await api('GET', path)).body.code, 10066);
  t.is((await api('GET', `${base}/1/permissions`)).body.code, 10063);
  const permissions = [
    { id: seed.serverId, type: 1, permission: false },
    { id: seed.roles['Staff'], type: 1, permission: true },
  ];
  const byBot = await api('PUT', path, { permissions });
  t.deepEqual([byBot.status, byBot.body.code], [403, 20001]);
  const artist = await createBearer(fixture, seed.people.artist);
  t.is((await api('PUT', path, { permissions }, artist)).body.code, 50013);
  const owner = await createBearer(fixture, seed.people.owner);
  t.deepEqual((await api('PUT', path, { permissions }, owner)).body.permissions, permissions);
  t.deepEqual((await api('GET', path)).body.permissions, permissions);
  t.is((await api('GET', `${base}/permissions`)).body[0].id, command.id);
  const channelId = seed.channels['general']!;
  const offeredTo = async (personId: string) =>
    (await control.listCommands({ personId, channelId })).map((item) => item.name);
  t.deepEqual(await offeredTo(seed.people.artist), []);
  t.deepEqual(await offeredTo(seed.people.staff), ['queue']);
  await api('PUT', path, { permissions: [{ id: channelId, type: '3', permission: false }] }, owner);
  t.deepEqual(await offeredTo(seed.people.staff), []);
  t.deepEqual(await offeredTo(seed.people.owner), ['queue']);
});
