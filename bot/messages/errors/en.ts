export const en = {
  field: {
    labelName: 'Label name',
    artistName: 'Artist name',
    trackTitle: 'Track title',
    trackUrl: 'Track link',
    genre: 'Genre',
    message: 'Message',
    files: 'Files',
    cooldownHours: 'Cooldown',
    maxOpen: 'Waiting demos',
    maxPerPeriod: 'Demos in a period',
    periodDays: 'Period',
    requiredRoleIds: 'Required roles',
    hours: 'Opening hours',
    opensAt: 'Opens at',
    closesAt: 'Closes at',
    timeZone: 'Time zone',
    answer: 'Answer outside the hours',
    reason: 'Reason',
    savedReasonId: 'Saved reason',
    title: 'Title',
    text: 'Text',
    body: 'Message',
    number: 'Number',
    status: 'Status',
    channelId: 'Channel',
    roleIds: 'Staff roles',
    approved: 'The text for approved demos',
    rejected: 'The text for rejected demos',
    success: 'The text for demos that arrive',
    footer: 'Footer',
    logoUrl: 'Logo',
    tag: 'Tag',
    code: 'Code',
    member: 'Member',
    other: 'This field',
  },
  problem: {
    text_missing: '{{field}} is required.',
    text_blank: '{{field}} can’t be blank.',
    text_too_long: '{{field}} can have at most {{max, number}} characters.',
    text_control: '{{field}} contains control characters. Use plain text.',
    text_malformed: '{{field}} contains an invalid character. Type it again.',
    tag_too_many: 'A demo can have at most {{max, number}} tags. Remove one first.',
    tag_too_many_in_guild:
      'This label already uses {{max, number}} tags, the most possible. Reuse one of them.',
    link_missing:
      '{{field}}: there’s no link in it. Paste your track’s address, such as `https://soundcloud.com/you/track`.',
    link_scheme: '{{field}} must be a web link, one that starts with https://.',
    link_several: '{{field}} has links to several tracks. Send one track at a time.',
    link_credentials:
      '{{field}} contains a user name or password. Send a link that opens without them.',
    link_private: '{{field}}: staff can’t open this. It only works on your own network.',
    link_expiring:
      '{{field}}: this link doesn’t lead to a file on Discord that we can fetch. Attach the file itself.',
    link_file_expired: '{{field}}: this Discord link has expired. Attach the file itself.',
    link_home_page:
      '{{field}}: staff can’t open your track from a home page. Open the track and copy its link.',
    link_personal:
      '{{field}}: staff can’t open this, because it shows everyone their own library. Copy the track’s share link.',
    link_too_long: '{{field}} is too long. Send a shorter link to your track.',
    template_unknown_variable:
      '{{field}}, line {{line, number}}, character {{column, number}}: there’s no `{{name}}` to fill in here.',
    template_too_long_filled:
      '{{field}} could have {{length, number}} characters once it’s filled in; {{max, number}} fit.',
    template_logo: '{{field}} must be a picture’s address that starts with https://.',
    reason_title_taken: 'There’s a saved reason with this title already. Choose another title.',
    reason_too_many:
      'This label has {{max, number}} saved reasons, the most possible. Remove one first.',
    reason_gone: 'This saved reason was removed. Choose another one, or type it.',
    note_too_many: 'A demo can have at most {{max, number}} notes. Remove one first.',
    note_no_file: 'This file is no longer there.',
    note_no_track: 'This demo has no link that a position could be of.',
    note_after_end: 'The track ends before that.',
    message_not_yours:
      'You can only send your own messages as a demo. Ask whoever wrote it to do that, or use `/submit`.',
    demo_empty: 'There’s nothing to listen to yet. Paste a link to your track or attach a file.',
    file_too_large: '“{{name}}” is larger than this label’s plan keeps. Send a link instead.',
    file_quota: '“{{name}}” can’t be kept: this label’s file storage is full. Send a link instead.',
    file_type: '“{{name}}” can’t be kept. Send audio, an image, a PDF, text or a ZIP archive.',
    file_too_many: 'No more files fit in one upload. Remove one first.',
    file_none: 'Choose a file first.',
    file_unfinished: '“{{name}}” is still being uploaded.',
    file_changed: 'A file has to be uploaded again. Reload this page to see which ones are there.',
    file_empty: '“{{name}}” is empty. Export it again and attach that.',
    role_everyone:
      '{{field}}: everyone in the server would be staff. Choose roles that only your team has.',
    role_everyone_required: '{{field}}: everyone has this role. Choose another, or none.',
    form_no_track: 'Ask for a link, for files, or for both: there must be something to listen to.',
    form_too_long: 'A form has room for 8 parts besides name and title. Remove one first.',
    form_too_many_options: 'A question can have at most 25 options.',
    form_no_label: 'A question needs a text.',
    form_few_options: '“{{label}}” needs at least two options, one on each line.',
    form_no_options: '“{{label}}” is answered freely: it has no options.',
    form_repeated: 'Each part can be in the form once.',
    form_repeated_option: '“{{label}}” has an option twice.',
    form_condition:
      '“{{label}}” depends on an answer that isn’t asked for on the first page. Change its condition first.',
    panel_too_many:
      'At most {{max, number}} channels can have a submit panel. Delete one of the channels, or change a panel.',
    hours_none: 'Choose at least one day on which the label takes demos.',
    time_malformed: '{{field}}: type a time of day such as 9:00 or 17:30.',
    time_zone_unknown:
      '{{field}}: there’s no such time zone. Type a city such as Europe/Berlin or America/New_York.',
    number_whole: '{{field}} must be a whole number.',
    number_small: '{{field}} must be at least {{min, number}}.',
    number_large: '{{field}} can be at most {{max, number}}.',
    artist_too_many_blocked:
      'At most {{max, number}} people can be blocked at a time. Unblock somebody first.',
    assignee_not_staff:
      'They aren’t on this label’s team. Your team has a staff role, or sees the staff channel.',
    coupon_unknown: 'There’s no such code. Check it and try again.',
    coupon_expired: 'This code has expired.',
    coupon_used_up: 'This code was already used as often as it can be.',
    coupon_redeemed_before: 'This server has already redeemed this code.',
    coupon_included:
      'This server already has what the code gives, with no end date. You can still use the code later.',
    other: '{{field}} isn’t valid.',
  },
  not_found: 'Nothing found. It doesn’t exist, or you don’t have access to it.',
  no_submission: 'There’s no demo **#{{number}}**. Check the number.',
  no_access: {
    staff: 'Only this label’s staff can use this.',
    admin: 'Only admins of this server can use this.',
  },
  not_set_up: {
    label: 'Vektra isn’t set up in this server yet. Ask an admin to run `/setup`.',
    staff_channel:
      'This label can’t take demos yet: it has no staff channel. Ask an admin to run `/setup`.',
  },
  plan_required: 'This needs the **{{plan}}** plan. See `/premium` to upgrade.',
  plan_included: 'This server already has everything that **{{plan}}** includes.',
  trial_unavailable: 'This server already had its trial.',
  already_decided: '**{{by}}** already decided on this demo: **{{status}}**, <t:{{seconds}}:R>.',
  already_decided_anonymous:
    'This demo is already **{{status}}**. Reopen it first with `/status` to decide again.',
  files_unavailable: 'File storage isn’t available right now. Try again in a few minutes.',
  undo_expired: 'Too late to undo: the message to the artist is on its way.',
  not_allowed_now: 'You can’t do that: this demo is **{{status}}**.',
  correction_closed:
    'The label has started on this demo, so it can’t be changed any more. You can still withdraw it.',
  intake_closed: 'This label isn’t accepting demos right now.',
  outside_hours:
    'This label isn’t taking demos at this hour. It opens again <t:{{seconds}}:F>, <t:{{seconds}}:R>.',
  duplicate_link: 'This track was already sent to the label.',
  any_of: '{{names, list(type: disjunction)}}',
  role_required: 'This label takes demos only from members with {{roles}}.',
  open_limit_one:
    'One of your demos is still waiting for an answer here. Send the next one when it’s decided.',
  open_limit_other:
    '{{count, number}} of your demos are still waiting for an answer here. Send the next one when one of them is decided.',
  submission_cooldown_one:
    'This label takes one demo an hour from each artist. You can send the next one <t:{{seconds}}:R>.',
  submission_cooldown_other:
    'This label takes one demo every {{count, number}} hours from each artist. You can send the next one <t:{{seconds}}:R>.',
  period_limit_one:
    'This label takes one demo from each artist in any {{days, number}}-day period. You can send the next one <t:{{seconds}}:R>.',
  period_limit_other:
    'This label takes {{count, number}} demos from each artist in any {{days, number}}-day period. You can send the next one <t:{{seconds}}:R>.',
  artist_blocked: 'This label is closed to you.',
  conflict: 'Someone else just changed this. Check it, then try again.',
  storage_unavailable:
    'The label’s database isn’t responding. In a minute, check whether this went through, then try again.',
  storage_moving: 'The label’s data is being moved. Try again in a few seconds.',
  secret_store_unavailable:
    'Our credential store isn’t responding. Nothing was changed. Try again in a minute.',
  setup_expired: 'This link was already used or has expired. Run `/setup_db` for a new one.',
  upload_expired:
    'This upload was already sent or has expired. Run `/submit`, or press **Add files** under your demo, for a new one.',
  move_running: 'This server’s data is already being moved. Check progress with `/storage`.',
  move_over: 'Too late to stop: the data has moved. To go back, start a new move.',
  same_place: 'The data is already there.',
  rate_limited: 'You’re going too fast. Try again <t:{{seconds}}:R>.',
  fault:
    'Something went wrong on our side. Try again in a minute. If it keeps happening, tell us this ID: `{{id}}`.',
  form_slow: 'This took too long to open. Try again in a minute.',
  form_expired: 'This form has expired. Run `/submit` again.',
  slow: 'This is taking longer than usual. This message updates when it’s done.',
};
