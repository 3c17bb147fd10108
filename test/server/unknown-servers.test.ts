import test from 'ava';
import { createHttpVisitor } from '../../sandbox/demo/http-visitor.ts';
import { type StartedTestApp, startApp } from '../helpers/app.ts';
import { createLabel } from '../helpers/label.ts';

/** The bot's calls to Discord during `action`. */
async function recordBotCalls(
  { discord }: StartedTestApp,
  action: () => Promise<void>,
): Promise<string[]> {
  const isOfBot = ({ route }: { route: string }) => route.startsWith('/guilds/');
  const before = discord.requests.filter(isOfBot).length;
  await action();
  return discord.requests
    .filter(isOfBot)
    .slice(before)
    .map(({ method, route }) => `${method} ${route}`);
}

test.serial('calls to Discord are made only for servers that the bot is in', async (t) => {
  const app = await startApp(t, { processes: ['server'] });
  const { url, discord } = app;
  const label = await createLabel(app, { plan: 'pro' });
  await app.tenancy.provision(label.guildId);
  const stranger = createHttpVisitor(url, discord.url);
  await stranger.logIn(label.stranger);
  const asked = await recordBotCalls(app, async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        stranger.get(`/g/${100_000_000_000_000_000n + BigInt(n)}`),
      ),
    );
    t.true(answers.every(({ status }) => status === 404));
  });
  t.deepEqual(asked, []);

  // A person who is not a member costs one call, and gets the same response.
  let known = '';
  const foreign = await recordBotCalls(app, async () => {
    const page = await stranger.get(`/g/${label.guildId}`);
    t.is(page.status, 404);
    known = page.text;
  });
  t.deepEqual(foreign, ['GET /guilds/:guild_id/members/:user_id']);
  const normalize = (text: string) =>
    text
      .replace(/nonce="[^"]*"/g, '')
      .replace(/\d{13,19}/g, 'N')
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'UUID');
  t.is(
    normalize(known).length,
    normalize((await stranger.get('/g/100000000000000000')).text).length,
  );

  const staff = createHttpVisitor(url, discord.url);
  await staff.logIn(label.owner);
  t.is((await staff.get(`/g/${label.guildId}`)).status, 409);
});
