export const en = {
  command: {
    start: { description: 'Set up Vektra in this server' },
    label_name: { description: 'Your label’s name' },
    time_zone: { description: 'Where your label is: the nearest big city' },
    setup_staff: { description: 'Choose the private channel where demos arrive' },
    channel: { description: 'A text channel that only staff can see' },
    setup: { description: 'Check your setup and see what’s missing' },
    staff_status: { description: 'See who’s staff and where demos arrive' },
  },
  started:
    '### Welcome, {{label}}\nNext, choose where demos arrive with `/setup_staff`, then check your setup with `/setup`.',
  renamed: 'Your label is now called **{{label}}**.',
  staff_set:
    '### Demos arrive in {{channel}}\nEveryone who can see it is staff. Check your setup with `/setup`.',
  bad_channel: {
    type: 'Choose a text channel. Cards and private threads only work there.',
    public:
      'Everyone can see {{channel}}, and anyone who can see the staff channel is staff. Choose a private channel, or hide this one from @everyone first.',
    missing: 'I’m missing permissions in {{channel}}: {{missing}}. Grant them, then try again.',
  },
  form: {
    title: 'Set up Vektra',
    label_hint: 'Artists see it in every message',
    channel: 'Staff channel',
    channel_hint: 'A private text channel: demos arrive there, and whoever sees it is staff',
    roles_hint: 'Optional: who reviews, beside everyone who sees the channel',
  },
  /** As Discord’s settings name them. */
  permission: {
    view_channel: 'View Channel',
    send_messages: 'Send Messages',
    embed_links: 'Embed Links',
    attach_files: 'Attach Files',
    read_message_history: 'Read Message History',
    create_private_threads: 'Create Private Threads',
    send_messages_in_threads: 'Send Messages in Threads',
  },
  checklist: {
    title_done: '### All set\nArtists can send demos with `/submit`.',
    title_open: '### Almost there',
    ok: '✅ {{text}}',
    open: '⬜ {{text}}',
    note: 'ℹ️ {{text}}',
    label: { ok: 'Your label is called **{{label}}**.', open: 'Name your label with `/start`.' },
    staff_channel: {
      ok: 'Demos arrive in <#{{channelId}}>.',
      open: 'Choose where demos arrive with `/setup_staff`.',
    },
    channel_access: {
      ok: 'I can post, attach files, create private threads and add people there.',
      open: 'I’m missing permissions in <#{{channelId}}>: {{missing}}. Grant them to Vektra in that channel’s settings.',
    },
    channel_private: {
      ok: 'Only staff can see that channel.',
      open: 'Hide <#{{channelId}}> from @everyone. Anyone who can see it is staff.',
    },
    staff_commands: {
      note: 'Discord doesn’t offer `/queue`, `/status` and other staff commands to {{roles}}. Grant **Manage Messages**, or add the role in Server Settings → Integrations → Vektra. Buttons on cards work either way.',
    },
    storage: {
      ok: 'Your database is connected.',
      open: 'Your database isn’t responding.',
    },
  },
  undelivered: {
    question_one: '### One demo is waiting\nIts card or messages couldn’t be delivered.',
    question_other:
      '### {{count, number}} demos are waiting\nTheir cards or messages couldn’t be delivered.',
    replies_one: 'One reply of an artist is among them.',
    replies_other: '{{count, number}} replies of artists are among them.',
    deliver_one: 'Deliver',
    deliver_other: 'Deliver all {{count, number}}',
    skip: 'Skip',
    delivering_one: 'Delivering one demo’s card and messages.',
    delivering_other: 'Delivering the cards and messages of {{count, number}} demos.',
    none: 'Nothing is waiting any more.',
    skipped: 'Skipped. Find every demo with `/queue` and `/status`.',
  },
  staff: {
    channel: '### Staff\nDemos arrive in {{channel}}. Everyone who can see it is staff.',
    lost: '⚠️ I can’t post there: it was deleted, or I lost access to it. An admin can choose another channel with `/setup_staff`, or give me access again.',
    roles: 'So is everyone with {{roles}}.',
    none: '### Staff\nNo staff channel yet. Choose one with `/setup_staff`.',
    you_are_admin: 'You’re an **admin** here.',
    you_are_staff: 'You’re **staff** here.',
  },
};
