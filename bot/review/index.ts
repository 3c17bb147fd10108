export { createRejectForm } from './forms.ts';
export { formatDemoLine, PAGE_SIZE } from './list-page.ts';
export { suggestSubmissions } from './suggest-submissions.ts';
