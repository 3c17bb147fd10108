export { syncEntitlements } from './sync-entitlements.ts';
