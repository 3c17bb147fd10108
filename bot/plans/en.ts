export const en = {
  command: { premium: { description: 'See this server’s plan' } },
  title: '### This server is on the **{{plan}}** plan',
  adds: '**{{plan}}** adds {{features, list}}.',
  feature: {
    submit: 'demo submissions',
    review_on_discord: 'review on Discord',
    dm_replies: 'artists’ replies by direct message',
    routing: 'channels for approved and rejected demos',
    dashboard: 'the dashboard',
    storage_region: 'a choice of storage region',
    own_database: 'your own database',
    tags: 'tags',
    notes: 'timed notes for your team',
  },
  highest: 'You have everything Vektra offers.',
  contact: '-# Contact {{support}} to change your plan. Changes apply immediately.',
  support_server: '-# Or ask in our [support server]({{url}}).',
};
