export { add } from './add.ts';
export { finish } from './finish.ts';
export { get } from './get.ts';
export { open } from './open.ts';
export { remove } from './remove.ts';
export { start } from './start.ts';
