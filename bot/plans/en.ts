export const en = {
  command: {
    premium: { description: 'See what plans there are, and get one' },
    pro_status: { description: 'See what this server’s plan comes from, and until when' },
    redeem: { description: 'Redeem a code for this server' },
    code: { description: 'The code, such as VK-7Q2M-…' },
  },
  title: '### This server is on the **{{plan}}** plan',
  adds: '**{{plan}}** adds {{features, list}}.',
  adds_for: '**{{plan}}** ({{price}}) adds {{features, list}}.',
  feature: {
    submit: 'demo submissions',
    review_on_discord: 'review on Discord',
    dm_replies: 'artists’ replies by direct message',
    routing: 'channels for approved and rejected demos',
    intake_rules: 'rules for sending demos',
    dashboard: 'the dashboard',
    storage_region: 'a choice of storage region',
    own_database: 'your own database',
    own_bucket: 'your own bucket for files',
    tags: 'tags',
    notes: 'timed notes for your team',
    listening_queue: 'a listening queue',
  },
  highest: 'You have everything Vektra offers.',
  contact: '-# Contact {{support}} to change your plan. Changes apply immediately.',
  support_server: '-# Or ask in our [support server]({{url}}).',
  trial: {
    offer: 'Try **{{plan}}** for {{days, number}} days. No payment needed, once per server.',
    ask_admin: '-# An admin can start it with `/premium`.',
    button: 'Start {{days, number}}-day trial',
    started:
      '### This server is on **{{plan}}**\nThe trial ends <t:{{seconds}}:D>. Nothing you add is deleted then.',
  },
  source: {
    entitlement: 'a subscription on Discord',
    coupon: 'a code',
    trial: 'a trial',
    operator: 'the Vektra team',
  },
  grant: {
    endless: '**{{plan}}** from {{source}}, until it’s cancelled',
    until: '**{{plan}}** from {{source}}, until <t:{{endSeconds}}:D>',
    between: '**{{plan}}** from {{source}}, from <t:{{startSeconds}}:D> until <t:{{endSeconds}}:D>',
    from: '**{{plan}}** from {{source}}, from <t:{{startSeconds}}:D>',
  },
  no_grants: 'It costs nothing and doesn’t end. See `/premium` for more.',
  redeemed: {
    now: '### This server is on **{{plan}}**\nUntil <t:{{endSeconds}}:D>.',
    later:
      '### Code redeemed\n**{{plan}}** continues from <t:{{startSeconds}}:D> until <t:{{endSeconds}}:D>, when what you have ends.',
  },
};
