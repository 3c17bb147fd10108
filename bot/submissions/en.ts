export const en = {
  command: {
    submit: { description: 'Send a demo to this label' },
    submit_message: {
      name: 'Submit as demo',
      description: 'Send your own message, with its link and files, as a demo',
    },
    my_subs: { description: 'List your demos in this server' },
    my_demos: { description: 'List your demos in every server' },
    submission: { description: 'Show one of your demos' },
    withdraw: { description: 'Withdraw one of your demos' },
    number: { description: 'Demo number' },
  },
  form: {
    title: 'Send a demo',
    url_hint: 'Private SoundCloud, Dropbox or Google Drive links work well',
    files_hint: 'Instead of a link, or with it. Audio plays best as WAV, FLAC or MP3',
    confirm: 'Yes',
    next_page:
      '### One more step\nThe label has a few more questions. Your demo is sent after them.',
    next: 'Continue',
    message_hint: 'What should the label know? Releases, rights, plans…',
  },
  receipt: {
    done: '### Demo #{{number}} is in\n**{{title}}** is with {{label}}. The label replies by DM, so keep your DMs open.',
    file_refused: '⚠️ “{{name}}” wasn’t kept. {{reason}}',
    duplicate: 'The label already has this link. Staff will see that it’s a repeat.',
    next: 'Track it with `/submission` or see all your demos with `/my_subs`.\n-# [What we store, and how to have it removed]({{url}})',
    deferred:
      '### Your demo is safe\n**{{title}}** is held, encrypted, until {{label}}’s database is back. We’ll DM you its number when it’s in, so there’s nothing else to do.',
  },
  link_choice: {
    title:
      '### Which link is your track?\nYou pasted {{count, number}}, and a demo has one. Pick it and everything else stays as you wrote it.',
    prompt: 'Choose a link',
    expired:
      'That form was too long ago, so what you typed is no longer kept. Send it again with `/submit`.',
  },
  correction: {
    button: 'Correct',
    title: 'Correct demo #{{number}}',
    remove_files: 'Remove files',
    remove_files_hint: 'Choose those that the label should no longer have',
    add_files: 'Add files',
    expired:
      'That form was too long ago, so what you typed is no longer kept. Correct the demo again.',
    done: '✏️ Demo **#{{number}}** is corrected. The label sees it as it is now.',
  },
  withdrawn: 'You withdrew **#{{number}}**.',
  mine: {
    title: '### Your demos',
    more: '-# Showing your newest {{shown, number}}. Use `/submission` to see any other by its number.',
    empty: '### No demos yet\nSend your first one with `/submit`.',
    line: '**#{{number}}** {{icon}} {{title}} · {{status}} · <t:{{seconds}}:R>',
    one: '### #{{number}} · {{title}}\n{{icon}} **{{status}}** · sent <t:{{seconds}}:R>',
    listened: '🎧 The label has listened to it.',
  },
  everywhere: {
    empty: '### No demos yet\nSend your first one with `/submit` in a label’s server.',
    server: '**{{server}}**',
    unknown_server: 'Another server',
    more: '-# There are more: use `/my_subs` in that server.',
    unreadable: '⚠️ Can’t be read right now: {{servers, list}}. Try again in a few minutes.',
    which:
      '-# Every server that you sent a demo or a reply to in the last six months, the latest first.',
    previous: 'Previous',
    next: 'Next',
  },
  suggestion: '#{{number}} · {{title}} · {{artist}} ({{status}})',
};
