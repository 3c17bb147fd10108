import { createTenancy, type TenancyConfig } from '../../tenancy/index.ts';

const PATIENCE_MS = 60_000;

/** Waits until no guild has anything left to deliver. */
export async function settled(config: TenancyConfig): Promise<void> {
  const tenancy = createTenancy(config);
  const giveUpAt = Date.now() + PATIENCE_MS;
  try {
    while (Date.now() < giveUpAt) {
      const busy = await Promise.all(tenancy.regions.map(({ key }) => tenancy.dueGuilds(key, 1)));
      if (busy.every((guilds) => guilds.length === 0)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } finally {
    await tenancy.close();
  }
}
