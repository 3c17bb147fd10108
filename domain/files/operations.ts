export { open } from './open.ts';
export { remove } from './remove.ts';
export { getUsage } from './usage.ts';
