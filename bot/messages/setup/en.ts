export const en = {
  staff_channel_lost: {
    title: '### {{server}}: I can’t post in your staff channel',
    text: 'It was deleted, or I lost access to it. Artists can still send demos, but your team doesn’t see them on Discord.',
    next: 'Choose a channel with `/setup_staff` in the server, or give me access again and run `/setup`. I’ll ask whether to deliver what’s waiting.',
  },
  greeting: {
    text: '### Thanks for adding Vektra\nArtists send demos with `/submit`, and your team reviews them in a private channel. An admin sets up both in one form.',
    button: 'Set up Vektra',
    dm: '### Thanks for adding Vektra to {{server}}\nThere’s no channel in which I can write, so I’m telling you here. Run `/setup` in the server: one form, and artists can send demos.',
  },
};
