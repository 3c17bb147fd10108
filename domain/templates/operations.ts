export { set } from './set.ts';
