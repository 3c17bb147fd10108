export const en = {
  command: {
    queue: { description: 'List demos waiting for a decision' },
    status: { description: 'Change a demo’s status' },
    new_status: { description: 'New status' },
    reason: { description: 'Shown to the artist when you approve or reject' },
    reply: { description: 'Send a demo’s artist a DM' },
    message: { description: 'Message to the artist' },
  },
  approved: '✅ Approved **#{{number}}**. We’ll tell the artist <t:{{seconds}}:R>.',
  approved_final: '✅ Approved **#{{number}}**.',
  rejected: '✅ Rejected **#{{number}}**. We’ll tell the artist <t:{{seconds}}:R>.',
  rejected_final: '✅ Rejected **#{{number}}**.',
  undo: 'Undo',
  undone: '↩️ Undone: **#{{number}}** is **{{status}}** again. The artist wasn’t told.',
  status_set: '**#{{number}}** is now **{{status}}**.',
  reject_form: {
    title: 'Reject #{{number}}',
    reason: 'Reason (shown to the artist)',
    reason_hint: 'Optional. Keep it short, specific and kind.',
  },
  message_form: {
    title: 'Message the artist of #{{number}}',
    body: 'Message (sent as a DM)',
  },
  message_sent:
    '✉️ Your message is on its way to the artist of **#{{number}}**. A copy goes to the thread.',
  thread_joined: '🧵 You’re in: {{thread}}',
  thread_gone: 'This demo’s thread was deleted.',
  queue: {
    title: '### Queue · {{count, number}} open, longest wait first',
    empty: '### The queue is empty\nNew demos appear here. Artists send them with `/submit`.',
    line_linked: '**#{{number}}** {{icon}} [{{title}}]({{url}}) · {{artist}} · <t:{{seconds}}:R>',
    line: '**#{{number}}** {{icon}} {{title}} · {{artist}} · <t:{{seconds}}:R>',
    end: 'No more demos are open.',
    first: 'Back to start',
    next: 'Next',
  },
};
