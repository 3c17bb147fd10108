export { block } from './block.ts';
export { list } from './list.ts';
export { unblock } from './unblock.ts';
