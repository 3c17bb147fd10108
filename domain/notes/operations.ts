export { add } from './add.ts';
export { list } from './list.ts';
export { remove } from './remove.ts';
