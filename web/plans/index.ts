export { SOLD_PLANS } from './plans-view.ts';
export { plansStrings } from './strings.en.ts';
