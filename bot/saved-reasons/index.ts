export {
  createReasonSelect,
  getChosenReasonId,
  parseReasonOption,
  readReasonsForForm,
  suggestReasons,
} from './choose-reason.ts';
