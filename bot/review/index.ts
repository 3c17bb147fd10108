export { suggestSubmissions } from './suggest-submissions.ts';
