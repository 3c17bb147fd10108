import { createTenancy } from '../../tenancy/index.ts';
import { createTenancyConfig, type DatabaseUrls } from '../../test/helpers/databases.ts';

/** Another process of ours that knows a guild's placement, and says when it sees it change. */
const urls = JSON.parse(process.env.BENCH_URLS ?? '') as DatabaseUrls;
const tenancy = createTenancy(createTenancyConfig(urls));

process.on('message', async (guildId: string) => {
  const { epoch } = await tenancy.getPlacement(guildId);
  process.send?.('knows');
  // The next turn of the event loop each time, so that announcements are heard in between.
  while ((await tenancy.getPlacement(guildId)).epoch === epoch)
    await new Promise((resolve) => setImmediate(resolve));
  process.send?.('saw');
});
process.once('disconnect', () => void tenancy.close());
