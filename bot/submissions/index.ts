export { getPartLabel } from './form-fields.ts';
export { getNumberOption, submissionNumberOption, suggestMatching } from './suggestions.ts';
export { toTextValues } from './text-values.ts';
