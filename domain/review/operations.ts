export { decide } from './decide.ts';
export { setStatus } from './set-status.ts';
export { undo } from './undo.ts';
