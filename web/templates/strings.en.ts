/** Texts of the page on which a label writes its own texts for artists. */
export const templatesStrings = {
  templates: {
    title: 'Texts',
    intro: 'What artists read from you. An empty text is Vektra’s own.',
    variables: 'Fill in',
    variables_hint:
      'Write these where the text should name the demo. **Bold**, *italic*, and # headings work as on Discord.',
    variable: {
      artist: 'the artist’s name',
      title: 'the track’s title',
      label: 'your label’s name',
      number: 'the demo’s number',
      link: 'the track’s link, if it has one',
      reason: 'your reason, if you gave one',
    },
    variable_decision: '{{text}}; in texts of decisions only',
    approved: 'When a demo is approved',
    approved_hint: 'Sent as a direct message.',
    rejected: 'When a demo is rejected',
    rejected_hint: 'Sent as a direct message. Without {reason}, your reason is shown below it.',
    success: 'When a demo has arrived',
    success_hint: 'Shown below its number, right after it was sent.',
    footer: 'Footer',
    footer_hint: 'A line below the texts of decisions.',
    logo: 'Logo',
    logo_hint:
      'A picture’s https:// link. Discord loads it and shows it beside the texts of decisions.',
    preview: 'Preview: {{name}}',
    own: 'Vektra’s own text.',
    bot: 'Vektra',
    app: 'APP',
    logo_place: 'Logo',
    sample: {
      artist: 'KITE',
      title: 'Glass Horizon',
      link: 'https://soundcloud.com/kite/glass-horizon',
      reason: 'The mix is strong, but we’re full until autumn.',
      reply: 'Reply here to reach the label · #1042',
    },
  },
  field: {
    approved: 'When a demo is approved',
    rejected: 'When a demo is rejected',
    success: 'When a demo has arrived',
    footer: 'Footer',
    logoUrl: 'Logo',
  },
  problem: {
    template_unknown_variable:
      'Line {{line, number}}, character {{column, number}}: there’s no “{{name}}” to fill in here. Use one of those above.',
    template_too_long_filled:
      'Filled in, this could have {{length, number}} characters; {{max, number}} fit. Shorten it, or fill in less.',
    template_logo: 'Enter a picture’s address that starts with https://.',
  },
};
