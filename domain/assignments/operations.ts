export { assign } from './assign.ts';
export { unassign } from './unassign.ts';
