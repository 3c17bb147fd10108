export { setHours } from './set-hours.ts';
export { setIntake } from './set-intake.ts';
export { setRules } from './set-rules.ts';
