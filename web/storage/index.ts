export { formatCount } from './format-amount.ts';
export { formatPlacement } from './format-placement.ts';
export { MoveSteps } from './move-steps.tsx';
export { isInProgress, presentMove } from './move-view.ts';
export { storageStrings } from './strings.en.ts';
