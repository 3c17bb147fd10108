export { get, open } from './get.ts';
export { set } from './set.ts';
