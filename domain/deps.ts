import type {
  GuildStorage,
  Registry,
  SystemStatus,
  TenantData,
  TenantFiles,
} from '../tenancy/index.ts';
import type { PlanOffers } from './plans/offers.ts';

/** What operations are bound to; created by the process that runs them. */
export interface Deps {
  tenancy: TenantData & TenantFiles & Registry & GuildStorage & SystemStatus;
  now(): number;
  /**
   * Base URL of Discord's web client, for links to channels and messages; without a trailing slash.
   */
  discordUrl: string;
  /** Absent: nothing is sold, and trials are as usual. */
  offers?: PlanOffers;
  /** Whether platforms are asked about the tracks that artists link; absent: they are not. */
  asksPlatforms?: boolean;
}
