export const en = {
  fix: 'Fix and resend',
  again: 'Try again',
};
