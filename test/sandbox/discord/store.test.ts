import test from 'ava';
import { startLocalDiscord } from '../../../sandbox/discord/index.ts';
import { LOCAL_APP, LOCAL_SKUS } from '../../../sandbox/local-environment.ts';

test('a person subscribes their server, cancels, and is refunded', async (t) => {
  const discord = await startLocalDiscord({ port: 0, rateLimits: false });
  t.teardown(() => discord.stop());
  const { control } = discord;
  await control.createApplication({ ...LOCAL_APP, redirectUris: [] });
  const [owner, stranger] = await Promise.all(
    ['mara', 'nobody'].map((username) => control.createPerson({ username })),
  );
  const server = await control.createServer({
    name: 'Nightfall',
    ownerId: owner!.id,
    channels: [{ name: 'general' }],
  });
  const channelId = server.channels[0]!.id;
  const visitor = { personId: owner!.id, applicationId: LOCAL_APP.id, channelId };
  const { id: skuId } = LOCAL_SKUS.pro;
  const listSubscribed = async () =>
    (await control.readStore(visitor)).items
      .filter(({ isSubscribed }) => isSubscribed)
      .map((item) => item.skuId);
  const listEntitlements = async () => {
    const response = await fetch(
      `${discord.url}/api/v10/applications/${LOCAL_APP.id}/entitlements?exclude_ended=true`,
      {
        headers: {
          authorization: `Bot ${LOCAL_APP.token}`,
          'user-agent': 'DiscordBot (https://vektra.example, 1)',
        },
      },
    );
    return (await response.json()) as {
      sku_id: string;
      guild_id: string;
      ends_at: string | null;
    }[];
  };

  t.deepEqual(
    (await control.readStore(visitor)).items.map(({ name, price }) => `${name}: ${price}`),
    ['Vektra Starter: €9 a month', 'Vektra Pro: €29 a month', 'Vektra Pro+: €79 a month'],
  );
  await control.subscribe({ ...visitor, skuId });
  t.deepEqual(await listSubscribed(), [skuId]);
  t.like(await listEntitlements(), [{ sku_id: skuId, guild_id: server.id, ends_at: null }]);
  await t.throwsAsync(control.subscribe({ ...visitor, skuId }), { message: /has subscribed/ });

  await control.unsubscribe({ ...visitor, skuId });
  t.deepEqual(await listSubscribed(), []);
  t.deepEqual(await listEntitlements(), []);
  await t.throwsAsync(control.unsubscribe({ ...visitor, skuId }), { message: /no subscription/ });

  await control.subscribe({ ...visitor, skuId });
  await control.unsubscribe({ ...visitor, skuId, isRefund: true });
  t.deepEqual(await listEntitlements(), []);

  await t.throwsAsync(control.subscribe({ ...visitor, skuId: '5' }), { message: /no SKU/ });
  await t.throwsAsync(control.readStore({ ...visitor, personId: stranger!.id }), {
    message: /sees no channel/,
  });
});
