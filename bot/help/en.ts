export const en = {
  command: {
    help: { description: 'See what Vektra can do' },
    invite: { description: 'Add Vektra to another server' },
  },
  title: '### Vektra · demos for your label',
  everyone: '**Everyone**',
  staff: '**Staff**',
  admins: '**Admins**',
  dashboard: 'Open dashboard',
  invite: 'Add Vektra to a server you manage.',
  invite_button: 'Add Vektra',
};
