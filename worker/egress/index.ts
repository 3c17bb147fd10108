export { createEgress, type EgressOptions } from './egress.ts';
export { EgressError } from './egress-error.ts';
export type { Egress, EgressCallOptions, EgressResponse } from './types.ts';
