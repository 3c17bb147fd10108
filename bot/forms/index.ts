export { type FormValues, FormValuesCache } from './form-values-cache.ts';
export { createRetryButton } from './retry-button.ts';
