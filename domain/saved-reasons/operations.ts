export { add } from './add.ts';
export { change } from './change.ts';
export { list } from './list.ts';
export { move } from './move.ts';
export { remove } from './remove.ts';
