export const en = {
  command: {
    note: { description: 'Add a note to a demo, for your team' },
    text: { description: 'The note. People of your team whom you mention are notified' },
  },
  added: '📝 Your note on **#{{number}}** goes to its thread and the dashboard.',
  notified: '🔔 Notified there: {{names, list}}.',
  not_notified: '🔕 Can’t see the thread, so not notified: {{names, list}}.',
};
