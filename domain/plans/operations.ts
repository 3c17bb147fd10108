export { get } from './get-plan.ts';
export { getStatus } from './get-status.ts';
export { redeem } from './redeem.ts';
export { startTrial } from './start-trial.ts';
