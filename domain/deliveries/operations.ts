export { countUndelivered, deliverUndelivered, skipUndelivered } from './undelivered.ts';
