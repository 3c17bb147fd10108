/** The page for whoever comes by. */
export const landingStrings = {
  landing: {
    title: 'Demos, heard and answered',
    headline: 'Every demo heard.',
    headline_2: 'Every artist answered.',
    intro:
      'Artists send demos where they already are: your Discord server. Your team hears them in one calm inbox, decides together, and nobody is left without a word.',
    add: 'Add to Discord',
    small: 'Free for as long as you like. No card, no set-up call.',
    picture: 'The inbox of a label: a list of demos, and one of them open with its conversation',
    sample_label: 'Nocturne Records',
    sample: {
      ask: 'Love the second break. Could you send the extended mix?',
      answer: 'Of course, it is in the same folder now. Thank you for listening!',
      app: 'APP',
      yes: 'Nocturne Records said yes',
      yes_text: '“Glass Horizon” was approved. Answer this message to reach them.',
    },
    way: 'From a link to an answer',
    steps: {
      send_title: 'Artists send with /submit',
      send: 'One small form inside Discord. The link is recognised, duplicates are seen however they are pasted, and the artist gets a number to follow.',
      hear_title: 'Your team hears and decides',
      hear: 'A card in your staff channel, and the inbox here: the same acts, the same rules, live in both. Every key of it works without the mouse.',
      answer_title: 'The artist hears back',
      answer:
        'Approve, reject or write. It arrives as a direct message, thirty seconds later, so that a slip of the hand can be undone.',
    },
    promise: 'Your label’s data stays where you say',
    promise_text:
      'Every server chooses its region, or brings its own database. No label can see another one, and the database itself makes sure of it. Leave whenever you like and take everything along.',
    promise_privacy: 'What we store, and for how long',
    regions: { us: 'US West', uk: 'Europe (UK)', sg: 'Asia Pacific' },
    region_own: 'Your own Postgres or MySQL',
    plans: 'Start free, grow when it pays',
    plans_free: 'Demos, review on Discord, artist commands.',
    plans_starter: 'Reply forwarding, your branding, forms, rules and templates.',
    plans_pro: 'This dashboard, regions, your own database, tickets and analytics.',
    plans_plus: 'Your own bot, votes with quorum, blind review, API.',
  },
};
