/** Texts of the landing page. */
export const landingStrings = {
  landing: {
    title: 'Demos, heard and answered',
    headline: 'Every demo heard.',
    headline_2: 'Every artist answered.',
    intro:
      'Artists send demos right in your Discord server. Your team listens and decides in one calm inbox, and every artist gets a reply.',
    add: 'Add to Discord',
    small: 'Free forever. No card, no setup call.',
    sign_in: {
      cancelled: 'You cancelled the sign-in',
      cancelled_text: 'Nothing was shared with us. Sign in whenever you like.',
      expired: 'The sign-in took too long',
      expired_text: 'It’s valid for ten minutes, in the browser where you started it.',
      failed: 'Sign-in failed',
      failed_text: 'Discord didn’t complete it. Try again in a minute.',
      again: 'Sign in again',
    },
    picture: 'A label’s inbox: a list of demos, with one open beside its conversation',
    sample_label: 'Nocturne Records',
    sample: {
      ask: 'Love the second break. Could you send the extended mix?',
      answer: 'Of course, it’s in the same folder now. Thanks for listening!',
      app: 'APP',
      yes: 'Nocturne Records said yes',
      yes_text: '“Glass Horizon” was approved. Reply to this message to reach the label.',
    },
    way: 'How it works',
    steps: {
      send_title: 'Artists send with /submit',
      send: 'One short form inside Discord. We recognize the link, duplicates are caught however the link is written, and the artist gets a number to follow.',
      hear_title: 'Your team listens and decides',
      hear: 'A card in your staff channel and an inbox here: the same actions and rules, live in both. Everything works from the keyboard.',
      answer_title: 'The artist gets a reply',
      answer:
        'Approve, reject or write back. The artist gets a direct message 30 seconds later, so you can undo a slip.',
    },
    promise: 'Your data stays where it belongs',
    promise_text:
      'On every plan, no label can see another label’s data: the database itself enforces it. On Pro you choose your region or bring your own database, and move whenever you like while everything keeps working.',
    promise_privacy: 'What we store, and for how long',
    regions: { us: 'US West', uk: 'Europe (UK)', sg: 'Asia Pacific' },
    region_own: 'Your own Postgres or MySQL',
    plans: 'Start free, upgrade as you grow',
  },
};
