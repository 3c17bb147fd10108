export const en = {
  command: {
    my_stats: { description: 'See how your demos did in this server' },
    leaderboard: { description: 'See whose demos this label accepted most' },
  },
  mine: {
    title: '### Your demos at {{label}}',
    sent: '**{{count, number}}** sent, the last one <t:{{seconds}}:R>',
    answered: '**{{count, number}}** answered ({{percent, number}}%)',
    status: '{{icon}} {{status}} {{count, number}}',
  },
  leaders: {
    title: '### Most accepted at {{label}}',
    empty: '### Nobody yet\nArtists appear here once the label accepts a demo.',
    line: '**{{rank, number}}.** {{artist}} · {{accepted}}',
    line_signed:
      '**{{rank, number}}.** {{artist}} · {{accepted}} · {{icon}} {{signed, number}} signed',
    accepted_one: '{{count, number}} demo',
    accepted_other: '{{count, number}} demos',
    show: 'Show to everyone',
  },
};
