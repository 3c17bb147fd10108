export { submitDeferred } from './deferred-submissions.ts';
