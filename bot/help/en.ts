export const en = {
  command: {
    help: { description: 'See what Vektra can do' },
    invite: { description: 'Add Vektra to another server' },
  },
  user_command: '**{{name}}** (right-click a person, then Apps) {{description}}',
  message_command: '**{{name}}** (right-click a message, then Apps) {{description}}',
  title: '### Vektra · demos for your label',
  everyone: '**Everyone**',
  staff: '**Staff**',
  admins: '**Admins**',
  dashboard: 'Open dashboard',
  invite: 'Add Vektra to a server you manage.',
  invite_button: 'Add Vektra',
};
