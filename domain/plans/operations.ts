export { get } from './get-plan.ts';
