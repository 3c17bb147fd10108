import { EventEmitter } from 'node:events';
import { deprecate } from 'node:util';

/** What libraries do, on SIGUSR2: preloaded into a process of ours. Each says a secret. */
const SECRET = 'hunter2-in-a-library';

process.on('SIGUSR2', () => {
  console.log('connected with', SECRET);
  console.warn(`deprecated: ${SECRET}`);
  console.error(new Error(SECRET));
  process.emitWarning(`Calling client.query() of ${SECRET}`, { code: 'PG_WARNING' });
  deprecate(() => {}, `do not use ${SECRET}`, 'DEP_LIBRARY')();
  const emitter = new EventEmitter();
  for (let listener = 0; listener < 12; listener++) emitter.on('event', () => {});
});
process.on('SIGWINCH', () => {
  throw new Error(SECRET);
});
