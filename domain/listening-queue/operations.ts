export { get } from './get.ts';
export { setPlace } from './set-place.ts';
