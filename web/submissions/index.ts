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
