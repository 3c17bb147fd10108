export const en = {
  dm: '### {{label}} about “{{title}}”\n{{body}}',
  reply_hint: '-# Reply here to reach the label · #{{number}}',
  no_reply_hint: '-# Demo #{{number}}',
  to_artist: '**{{name}}** messaged the artist',
  from_artist: '**{{name}}** (artist)',
  undelivered: {
    dm_closed: '✉️ That message wasn’t delivered: the artist’s DMs are closed for this server.',
    left: '🚪 That message wasn’t delivered: the artist left the server.',
    other: '⚠️ That message wasn’t delivered.',
  },
};
