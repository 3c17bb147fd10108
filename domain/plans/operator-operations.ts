export { endGrant, grant, listGrants } from './grants.ts';
