/** What is told when something fails or is refused, by its code: a title, and what to do. */
export const errors = {
  not_found: {
    title: 'Page not found',
    text: 'This page doesn’t exist, or the account you’re signed in with can’t see it.',
  },
  no_submission: {
    title: 'There’s no demo #{{number}}',
    text: 'Check the number, or pick a demo from the list.',
  },
  not_set_up: {
    title: 'Finish setting up',
    text: 'This label isn’t set up yet. Run /start in your Discord server to name it, then /setup_staff to choose where demos arrive.',
  },
  invalid_input: { title: 'Check this field', text: 'One of the values isn’t valid.' },
  plan_required: {
    title: 'Available on {{plan}}',
    text: 'This server’s plan doesn’t include it. Everything keeps working on Discord.',
  },
  plan_included: {
    title: 'Already included',
    text: 'This server already has everything that plan includes. Nothing was changed.',
  },
  trial_unavailable: {
    title: 'No trial left',
    text: 'Each server can have one trial, and this one already had it.',
  },
  already_decided: {
    title: 'Already decided',
    text: '{{by}} was first: {{status}}. Nothing was changed.',
    text_anonymous: 'Someone else was first: {{status}}. Nothing was changed.',
  },
  undo_expired: {
    title: 'Too late to undo',
    text: 'The message to the artist is on its way. You can still change the status.',
  },
  not_allowed_now: {
    title: 'You can’t do that',
    text: 'This demo is now {{status}}. Nothing was changed.',
    text_plain: 'This demo has changed since you opened it. Nothing was changed.',
  },
  intake_closed: {
    title: 'Submissions closed',
    text: 'This label isn’t accepting demos right now.',
  },
  outside_hours: {
    title: 'Not at this hour',
    text: 'This label takes demos at certain hours. /submit on Discord says when it opens.',
  },
  duplicate_link: {
    title: 'Already submitted',
    text: 'This track was already sent to the label.',
  },
  submission_cooldown: {
    title: 'Not yet',
    text: 'This label waits a while between two demos of an artist. /submit on Discord says how long.',
  },
  open_limit: {
    title: 'Your demos are still waiting',
    text: 'This label takes the next one when one of them is decided.',
  },
  period_limit: {
    title: 'Not yet',
    text: 'This label takes a limited number of demos from each artist. /submit on Discord says when the next one can be sent.',
  },
  role_required: {
    title: 'Not open to everyone',
    text: 'This label takes demos only from members with certain roles. /submit on Discord names them.',
  },
  artist_blocked: { title: 'Closed', text: 'This label is closed to you.' },
  conflict: {
    title: 'Someone else just changed this',
    text: 'Review the latest version, then try again.',
  },
  storage_unavailable: {
    title: 'The label’s database isn’t responding',
    text: 'Nothing is lost and nothing was changed. Try again in a minute.',
  },
  storage_moving: {
    title: 'The label’s data is being moved',
    text: 'This takes a few seconds. Nothing was changed; try again.',
  },
  secret_store_unavailable: {
    title: 'The vault isn’t responding',
    text: 'Database passwords are stored there and nowhere else. Nothing was changed; try again in a minute.',
  },
  files_unavailable: {
    title: 'File storage isn’t responding',
    text: 'Nothing is lost. Try again in a minute.',
  },
  setup_expired: {
    title: 'This setup has expired',
    text: 'A setup lasts 15 minutes and works only for the admin who started it. Nothing was changed; start a new one.',
  },
  upload_expired: {
    title: 'This upload is over',
    text: 'An upload lasts 24 hours and can be sent once. Start a new one from Discord.',
  },
  move_running: {
    title: 'A move is in progress',
    text: 'Wait until it finishes, or stop it first. Nothing was changed.',
  },
  move_over: {
    title: 'Too late to stop',
    text: 'The switch is done and your data is in its new location. To go back, move again.',
  },
  same_place: {
    title: 'Already there',
    text: 'The label’s data is already in this location. Nothing was changed.',
  },
  bad_request: {
    title: 'Something went wrong with this request',
    text: 'It was incomplete or malformed. Nothing was changed; reload the page and try again.',
  },
  body_too_large: {
    title: 'Too large',
    text: 'That’s more than this page accepts. Nothing was changed; send less.',
  },
  unsupported_media_type: {
    title: 'Unsupported format',
    text: 'The form was sent in a format this page doesn’t accept. Nothing was changed.',
  },
  request_timeout: {
    title: 'Request timed out',
    text: 'Your connection is very slow and the form didn’t arrive. Nothing was changed; try again.',
  },
  busy: {
    title: 'Busy right now',
    text: 'Too many requests are waiting. Nothing was changed; try again in a few seconds.',
  },
  correction_closed: {
    title: 'Too late to change it',
    text: 'The label has started on this demo. You can still withdraw it on Discord.',
  },
  form_slow: {
    title: 'This took too long',
    text: 'Nothing was changed. Try again in a minute.',
  },
  form_expired: {
    title: 'This form has expired',
    text: 'Run /submit on Discord again.',
  },
  rate_limited: { title: 'Too many requests', text: 'Wait a moment, then try again.' },
  forbidden: {
    title: 'Blocked for your security',
    text: 'This form was sent from another website. Open the page here and try again.',
  },
  discord_unavailable: {
    title: 'Discord isn’t responding',
    text: 'We check your permissions with Discord, and it isn’t responding. Nothing is lost; try again in a minute.',
  },
  service_unavailable: {
    title: 'We’ll be right back',
    text: 'We can’t check who’s signed in right now. Demos still arrive and nothing is lost; try again in a minute.',
  },
  fault: {
    title: 'Something went wrong on our side',
    text: 'We’ve logged it, and your data is safe. Try again; if it keeps happening, contact us with this ID:',
  },
  offline: {
    title: 'No connection',
    text: 'We can’t reach Vektra. Check your connection, then try again.',
  },
  signed_out: {
    title: 'You’re signed out',
    text: 'Sign in in another tab, then send this again. What you typed is still here.',
  },
  sign_in_tab: 'Sign in in a new tab',
  address: 'Part of the address isn’t valid: {{fields, list}}.',
  retry: 'Try again',
  home: 'Your servers',
  clear: 'Clear filters',
  storage_page: 'Go to storage',
  setup_again: 'Start a new setup',
  plan_page: 'Compare plans',
  plan_how: 'How to upgrade',
  plan_how_text: 'Contact us to upgrade. Changes apply immediately.',
  plan_yours: 'This server is on {{plan}}. Everything keeps working on Discord.',
};
