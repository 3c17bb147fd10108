export const en = {
  relayed: '-# Sent to the label · #{{number}}',
  not_relayed:
    '⚠️ Not sent: that kind of message can’t be passed on to the label. Send text, a link or a file instead.',
  forwarded: 'Forwarded message:',
  sticker: 'Sticker “{{name}}”',
  poll: 'Poll: {{question}}',
  edited:
    '-# Edits aren’t forwarded: the label sees your original message. Send anything new as a separate message.',
  relay_off: 'This label doesn’t accept replies by DM.',
  nothing_open: 'You have no open demos. Send one with `/submit` in a label’s server.',
  which: 'Which demo is this about?',
  which_placeholder: 'Choose a demo',
};
