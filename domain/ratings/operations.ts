export { list } from './list.ts';
export { rate } from './rate.ts';
export { remove } from './remove.ts';
