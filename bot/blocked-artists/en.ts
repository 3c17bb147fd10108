export const en = {
  command: {
    block: { description: 'Take no more demos and messages from somebody' },
    unblock: { description: 'Take demos and messages from somebody again' },
    artist: { description: 'Whom' },
    blocked: { description: 'Who is blocked' },
    reason: { description: 'Why; only your team sees it' },
  },
  blocked:
    '**{{name}}** can’t send demos or messages here any more. They’re told that the label is closed to them, not why. What they sent stays.\n-# `/unblock` ends it.',
  unblocked: '**{{name}}** can send demos and messages again.',
  not_blocked: 'They aren’t blocked.',
  suggestion: '{{name}} · blocked by {{by}}',
};
