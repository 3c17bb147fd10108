export { get } from './overview.ts';
