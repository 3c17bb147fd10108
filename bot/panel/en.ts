export const en = {
  command: {
    panel: { description: 'Browse demos, open one and decide on it, in one message' },
  },
  title: '### Demos · {{filter}}',
  empty: 'No demos here.',
  end: 'No older demos.',
  filter: {
    waiting: 'Waiting',
    needs_review: 'Needs review',
    shortlisted: 'Shortlisted',
    decided: 'Decided',
    followed_up: 'Contacted or signed',
    withdrawn: 'Withdrawn',
    all: 'All',
  },
  filter_option: '{{filter}} ({{count, number}})',
  choose_filter: 'Which demos',
  choose_demo: 'Open a demo',
  option: '#{{number}} · {{title}} · {{artist}}',
  first: 'Newest',
  next: 'Older',
  refresh: 'Refresh',
  back: 'Back to the list',
  undo: 'Undo the decision',
  decided_until:
    '✅ **#{{number}}** is **{{status}}**. You can undo that until <t:{{seconds}}:T>; then the artist is told.',
  decided: '✅ **#{{number}}** is **{{status}}**.',
};
