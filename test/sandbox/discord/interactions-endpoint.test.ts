import { createPublicKey, verify } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { createDiscordFixture, type DiscordFixture, formErrors } from './discord-fixture.ts';

/** The DER form of an Ed25519 key is this and its 32 bytes. */
const KEY_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

function isSigned(fixture: DiscordFixture, request: IncomingMessage, body: string): boolean {
  const raw = Buffer.from(fixture.seed.application.publicKey, 'hex');
  const key = createPublicKey({
    key: Buffer.concat([KEY_PREFIX, raw]),
    format: 'der',
    type: 'spki',
  });
  const signature = Buffer.from(String(request.headers['x-signature-ed25519']), 'hex');
  const signed = Buffer.from(`${request.headers['x-signature-timestamp']}${body}`);
  return verify(null, signed, key, signature);
}

type Interaction = { type: number; id: string; token: string; data: { name: string } };

/** An application that takes its interactions by HTTP. */
async function startEndpoint(
  t: ExecutionContext,
  fixture: DiscordFixture,
  answer: (interaction: Interaction, response: ServerResponse) => void,
  checksSignature = true,
): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (checksSignature && !isSigned(fixture, request, body)) {
      response.writeHead(401).end();
      return;
    }
    const interaction = JSON.parse(body) as Interaction;
    if (interaction.type !== 1) return answer(interaction, response);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"type":1}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.teardown(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/interactions`;
}

const reply = (response: ServerResponse, body: unknown) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));

test('interactions go to the endpoint that the application gave, signed', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { api, control, seed } = fixture;
  const url = await startEndpoint(t, fixture, ({ data }, response) =>
    reply(response, { type: 4, data: { content: `ran ${data.name}` } }),
  );
  const set = await api('PATCH', '/applications/@me', { interactions_endpoint_url: url });
  t.is(set.status, 200, JSON.stringify(set.body));
  t.is(set.body.interactions_endpoint_url, url);
  await api('POST', `/applications/${seed.application.id}/commands`, {
    name: 'ping',
    description: 'x',
  });
  const run = { personId: seed.people.artist, channelId: seed.channels['demos']!, command: 'ping' };
  const outcome = await control.runCommand(run);
  t.is(outcome.kind === 'message' && outcome.message.content, 'ran ping');
  const unset = await api('PATCH', '/applications/@me', { interactions_endpoint_url: '' });
  t.is(unset.body.interactions_endpoint_url, null);
});

test('202 leaves the answer to the callback; a failure is no answer', async (t) => {
  const fixture = await createDiscordFixture(t);
  const { api, control, seed } = fixture;
  await control.setRules({ interactionDeadlineMs: 400 });
  const url = await startEndpoint(t, fixture, (interaction, response) => {
    if (interaction.data.name === 'broken') {
      response.writeHead(500).end();
      return;
    }
    response.writeHead(202).end();
    const path = `/interactions/${interaction.id}/${interaction.token}/callback`;
    void api('POST', path, { type: 4, data: { content: 'later' } }, null);
  });
  await api('PATCH', '/applications/@me', { interactions_endpoint_url: url });
  for (const name of ['ping', 'broken'])
    await api('POST', `/applications/${seed.application.id}/commands`, { name, description: 'x' });
  const run = { personId: seed.people.artist, channelId: seed.channels['demos']! };
  const later = await control.runCommand({ ...run, command: 'ping' });
  t.is(later.kind === 'message' && later.message.content, 'later');
  t.like(await control.runCommand({ ...run, command: 'broken' }), { code: 'NO_ANSWER' });
});

test('an endpoint is kept only when it answers PING and checks signatures', async (t) => {
  const fixture = await createDiscordFixture(t);
  const careless = await startEndpoint(t, fixture, () => undefined, false);
  for (const url of [careless, 'http://127.0.0.1:1/nobody']) {
    const refused = await fixture.api('PATCH', '/applications/@me', {
      interactions_endpoint_url: url,
    });
    t.is(refused.status, 400);
    t.deepEqual(formErrors(refused.body), [
      'interactions_endpoint_url: APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID',
    ]);
  }
  t.is((await fixture.api('GET', '/applications/@me')).body.interactions_endpoint_url, null);
});
