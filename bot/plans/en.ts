export const en = {
  command: { premium: { description: 'See this server’s plan' } },
  title: '### This server is on the **{{plan}}** plan',
  starter: '**{{plan}}** adds reply forwarding, branding, forms and intake rules.',
  pro: '**{{plan}}** adds the dashboard, storage regions, your own database, tickets and analytics.',
  pro_plus: '**{{plan}}** adds your own bot and votes by several reviewers.',
  highest: 'You have everything Vektra offers.',
  contact: '-# Contact {{support}} to change your plan. Changes apply immediately.',
};
