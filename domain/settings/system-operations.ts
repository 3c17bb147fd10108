export { isSetUp } from './is-set-up.ts';
