export { readFieldValues, VALUE_SEPARATOR } from './field-values.ts';
export { type FormValues, FormValuesCache } from './form-values-cache.ts';
export { prefillForm } from './reopen-form.ts';
export { createRetryButton } from './retry-button.ts';
export {
  FILES_FIELD,
  parseFilesValue,
  readUploadedFiles,
  toAnnouncedFile,
  toFilesValue,
} from './uploaded-files.ts';
