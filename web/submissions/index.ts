export { type Demo, presentDemo } from './demo/demo-view.ts';
export { toDraftSubject } from './demo/draft-subject.ts';
export { presentTracks } from './demo/file-view.ts';
export { FormAnswers } from './demo/form-answers.tsx';
export { ListenLink } from './demo/listen-link.tsx';
export { presentReasonChoices, type ReasonChoice } from './demo/reason-choices.ts';
export { RejectFields } from './demo/reject-fields.tsx';
export { type DemoSummary, presentDemoSummary } from './demo-summary.ts';
export {
  DEFAULT_INBOX_QUERY,
  INBOX_VIEWS,
  type InboxView,
  NO_FILTERS,
  parseFilters,
  serializeFilters,
} from './filters.ts';
export { DemoListRow } from './inbox/demo-list-row.tsx';
export { submissionsStrings } from './strings.en.ts';
export { OutcomeToasts } from './toasts/outcome-toasts.tsx';
