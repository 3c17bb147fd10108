export const en = {
  command: {
    templates: { description: 'Show or change the texts that artists get from you' },
  },
  title: '### Texts for artists',
  name: {
    approved: 'When a demo is approved',
    rejected: 'When a demo is rejected',
    success: 'When a demo has arrived',
    look: 'Footer and logo',
  },
  own: '**{{name}}**\n{{text}}',
  default: '**{{name}}:** Vektra’s own text',
  default_success: '**{{name}}:** only Vektra’s own text',
  footer: '**Footer:** {{text}}',
  footer_none: '**Footer:** none',
  logo: '**Logo:** {{url}}',
  logo_none: '**Logo:** none',
  change: 'Change a text…',
  form: {
    text: 'Text',
    text_hint: 'Use {{variables}}. Leave it empty for Vektra’s own text.',
    footer: 'Footer',
    footer_hint: 'A line below the texts of decisions. Leave it empty for none.',
    logo: 'Logo',
    logo_hint: 'A picture’s https:// link; Discord loads it. Leave it empty for none.',
  },
};
