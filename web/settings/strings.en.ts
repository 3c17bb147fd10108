/** Texts of a label's settings. */
export const settingsStrings = {
  settings: {
    title: 'Settings',
    label_title: 'Label',
    label_intro: 'How your label appears to artists.',
    name: 'Label name',
    name_hint: 'Shown in every message to artists.',
    channel: 'Staff channel',
    channel_set: 'Demos arrive here. Everyone who can see it is staff.',
    channel_chosen: 'Chosen on Discord',
    channel_none: 'No staff channel yet, so demos can’t arrive. Run /setup_staff on Discord.',
    channel_change: 'Run /setup_staff on Discord to change it.',
    time_zone: 'Time zone',
    time_zone_hint: 'Your opening hours are in this zone.',
    time_zone_browser: 'This device is in {{zone}}.',
    time_zone_use: 'Choose it',
    roles: 'Staff roles',
    roles_hint:
      'Members with any of these roles are staff, beside everyone who can see the staff channel.',
    undo: 'Undo window',
    undo_value: '{{seconds}} seconds before we tell the artist',
    listens: 'Show artists that their demo was listened to',
    listens_hint:
      'Their /submission then says so, without names or times, once your team has heard at least 10 seconds.',
    post_files: 'Post sound files on Discord',
    post_files_hint:
      'In each demo’s private thread, up to 10 MB a file, so your team can play them there. Files already posted stay.',
  },
  field: { roleIds: 'Staff roles' },
  problem: {
    role_everyone: 'Everyone in the server would be staff. Choose roles that only your team has.',
  },
};
