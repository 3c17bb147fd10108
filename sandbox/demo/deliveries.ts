import { createTenancy, type TenancyConfig } from '../../tenancy/index.ts';

const TIMEOUT_MS = 60_000;

/** Waits until no guild has anything left to deliver. */
export async function waitForDeliveries(config: TenancyConfig): Promise<void> {
  const tenancy = createTenancy(config);
  const deadline = Date.now() + TIMEOUT_MS;
  try {
    while (Date.now() < deadline) {
      const guildsWithDeliveries = await Promise.all(
        tenancy.regions.map(({ key }) => tenancy.listDueGuilds(key, 1)),
      );
      if (guildsWithDeliveries.every((guilds) => guilds.length === 0)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } finally {
    await tenancy.close();
  }
}
