/** Texts of the server picker. */
export const serversStrings = {
  servers: {
    title: 'Your servers',
    intro: 'Choose where to review demos.',
    invite_title: 'Add Vektra to another server',
    invite_intro: 'You manage these servers. Vektra isn’t in them yet.',
    invite: 'Add Vektra',
    invite_named: 'Add Vektra to {{name}}',
    empty_title: 'No servers yet',
    empty_text:
      'Add Vektra to a server you manage. Artists send demos there, and you review them here.',
    empty_staff:
      'Are you on a label’s staff? Ask for a role that can see its staff channel, then reload this page.',
    empty_act: 'Add Vektra to a server',
    elsewhere: 'Missing a server? You only see servers that you manage or are on the staff of.',
  },
};
