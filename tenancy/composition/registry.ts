import { type ControlAccess, createControlAccess } from '../control/control-access.ts';
import {
  claimOutageNotification,
  clearOutage,
  findOutageRecipients,
  listOutages,
  type Outage,
  releaseOutageNotification,
} from '../control/outages.ts';
import { retryOnConnectionLoss } from '../pools/retry-on-connection-loss.ts';
import type { Connections } from './connections.ts';

/** A region as people choose it. */
export interface RegionInfo {
  key: string;
  name: string;
  latitude: number | null;
  longitude: number | null;
}

/** What has no guild, or is known about guilds outside their own databases. */
export interface Registry {
  control: ControlAccess;
  regions: readonly RegionInfo[];
  /**
   * Where connections to customer databases come from, for their firewalls; empty: not configured.
   */
  egressAddresses: readonly string[];
  /** Customer databases that are unreachable. */
  outages: {
    list(): Promise<Outage[]>;
    claimNotification(guildId: string, now: number): Promise<boolean>;
    /** @param claimedAt `now` of the claim */
    releaseNotification(guildId: string, claimedAt: number): Promise<void>;
    findRecipients(guildId: string): Promise<string[]>;
    /**
     * Whichever process recorded it.
     * @param reachedAt when a read that succeeded began, ms
     */
    end(guildId: string, reachedAt: number): Promise<void>;
  };
}

export const createRegistry = ({ config, control }: Connections): Registry => ({
  control: createControlAccess(control),
  regions: config.regions.map(({ key, name, latitude, longitude }) => ({
    key,
    name,
    latitude: latitude ?? null,
    longitude: longitude ?? null,
  })),
  egressAddresses: config.customerDatabases?.egressAddresses ?? [],
  outages: {
    list: () => retryOnConnectionLoss(control, () => listOutages(control)),
    claimNotification: (guildId, at) => claimOutageNotification(control, guildId, at),
    releaseNotification: (guildId, claimedAt) =>
      retryOnConnectionLoss(control, () => releaseOutageNotification(control, guildId, claimedAt)),
    findRecipients: (guildId) =>
      retryOnConnectionLoss(control, () => findOutageRecipients(control, guildId)),
    end: (guildId, reachedAt) =>
      retryOnConnectionLoss(control, () => clearOutage(control, guildId, reachedAt)),
  },
});
