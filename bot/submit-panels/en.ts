export const en = {
  command: {
    submit_panel: { description: 'Post a message with a button that opens the form' },
    channel: { description: 'Where; this channel if you choose none' },
    title: { description: 'Its headline' },
    text: { description: 'Its text; \\n begins a new line' },
  },
  set: '### The panel is on its way to {{channel}}\nWhoever presses its button can send a demo. Run `/submit_panel` again to change its texts, or delete the message to remove it.',
  wrong_channel: 'Choose a text or announcement channel.',
};
