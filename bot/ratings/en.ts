export const en = {
  command: {
    rate: { description: 'See what your team thinks of a demo, or rate it' },
    stars: { description: 'Your stars, from 1 to 5' },
    remove: { description: 'Whether to take back your rating' },
  },
  summary_one: '⭐ **#{{number}}**: {{average, number(maximumFractionDigits: 1)}} from one person',
  summary_other:
    '⭐ **#{{number}}**: {{average, number(maximumFractionDigits: 1)}} from {{count, number}} people',
  line: '{{stars}} {{name}}',
  none: '⭐ No one has rated **#{{number}}** yet.',
};
