export const en = {
  command: {
    block: { description: 'Stop taking demos and messages from someone' },
    unblock: { description: 'Take demos and messages from someone again' },
    artist: { description: 'The person to block' },
    blocked: { description: 'The person to unblock' },
    reason: { description: 'Why; only your team sees it' },
  },
  blocked:
    '**{{name}}** can’t send demos or messages here any more. They’re told that the label is closed to them, not why. What they sent stays.\n-# `/unblock` ends it.',
  unblocked: '**{{name}}** can send demos and messages again.',
  not_blocked: 'They aren’t blocked.',
  suggestion: '{{name}} · blocked by {{by}}',
};
