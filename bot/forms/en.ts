export const en = {
  fix: 'Fix and resend',
  again: 'Try again',
  files_kept: 'Attached already: {{names}}. Add files only to replace them.',
};
