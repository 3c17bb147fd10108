export { finish, openInRegion } from './restore.ts';
