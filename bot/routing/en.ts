export const en = {
  command: {
    routing: { description: 'Show or choose where decided demos are posted' },
    approved: { description: 'Channel for approved demos' },
    rejected: { description: 'Channel for rejected demos' },
  },
  title: '### Channels for decided demos',
  approved: '**Approved:** {{channel}}',
  approved_none: '**Approved:** not posted',
  rejected: '**Rejected:** {{channel}}',
  rejected_none: '**Rejected:** not posted',
  gone: '⚠️ That channel was deleted, or I can’t see it. Choose another one.',
  missing: '⚠️ I can’t post there. Grant me {{missing, list}} in that channel.',
  what: '-# The artist, the track and its link are posted; who decided and why isn’t.',
  change: '-# Choose a channel with the options of `/routing`.',
  bad_channel: {
    gone: 'I can’t see {{channel}}. Choose another channel, or grant me **View Channel** there.',
    missing:
      'I’m missing permissions in {{channel}}: {{missing, list}}. Grant them, then try again.',
  },
  button: {
    approved: 'Stop posting approved demos',
    rejected: 'Stop posting rejected demos',
  },
};
