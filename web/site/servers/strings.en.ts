/** The picker. */
export const serversStrings = {
  servers: {
    title: 'Your servers',
    intro: 'Where you review demos.',
    invite_title: 'Bring Vektra along',
    invite_intro: 'You manage these servers; Vektra is not in them yet.',
    invite: 'Add Vektra',
    invite_named: 'Add Vektra to {{name}}',
    empty_title: 'No label here yet',
    empty_text:
      'Add Vektra to a server that you manage. Artists then send demos there, and you review them here.',
    empty_staff:
      'Are you staff of a label? Ask for a role that can see its staff channel, then reload this page.',
    empty_act: 'Add Vektra to a server',
    elsewhere:
      'None of your other servers? Only servers that you manage, or are staff of, are listed.',
  },
};
