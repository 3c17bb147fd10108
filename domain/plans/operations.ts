export { get } from './get-plan.ts';
export { endGrant, grant, listGrants } from './grants.ts';
