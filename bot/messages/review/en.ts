export const en = {
  decision: {
    approved:
      '### {{label}} said yes to “{{title}}”\nYour demo **#{{number}}** was approved. The label will be in touch.',
    rejected:
      '### {{label}} passed on “{{title}}”\nYour demo **#{{number}}** isn’t the right fit this time. Thanks for sending it.',
    reason: '> {{reason}}',
  },
};
