export { setPanel } from './set-panel.ts';
