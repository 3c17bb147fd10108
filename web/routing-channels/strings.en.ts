/** Texts of the page of the channels for decided demos. */
export const routingStrings = {
  routing: {
    title: 'Channels',
    intro:
      'Post decided demos in a channel of your Discord server: the artist, the track and its link, never who decided or why.',
    approved: 'Approved demos',
    approved_hint: 'Posted once the decision can no longer be undone.',
    rejected: 'Rejected demos',
    rejected_hint: 'Most labels choose a channel that only their team can see, or none.',
    none: 'Don’t post them',
  },
  field: { approvedChannelId: 'Approved demos', rejectedChannelId: 'Rejected demos' },
  problem: {
    channel_gone: 'This channel was deleted, or Vektra can’t see it. Choose another one.',
    channel_closed:
      'Vektra can’t post in #{{name}}. Grant it View Channel and Send Messages there on Discord, or choose another channel.',
  },
};
