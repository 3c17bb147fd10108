import {
  type AddressGuard,
  type AddressGuardOptions,
  createAddressGuard,
} from '../customer-database/index.ts';
import { listInternalHosts } from '../storage/index.ts';
import type { Connections } from './connections.ts';

/** Guards of outgoing calls to addresses that users gave. */
export interface EgressGuards {
  /**
   * @param options.allowedAddresses exceptions for private networks, as `OWN_DATABASE_ALLOW` has for
   *   databases
   */
  createEgressGuard(options: Omit<AddressGuardOptions, 'internalHosts'>): AddressGuard;
}

export const createEgressGuards = ({ config }: Connections): EgressGuards => ({
  createEgressGuard: (options) =>
    createAddressGuard({ ...options, internalHosts: listInternalHosts(config) }),
});
