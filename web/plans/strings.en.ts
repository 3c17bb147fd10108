import type { LocalizedTranslate } from '../strings/translator.ts';

/** Texts of the plan page. */
export const plansStrings = {
  plans: {
    title: 'Plan',
    intro: 'Discord and the dashboard follow the same table.',
    current: 'yours',
    upgrade: 'How to change it',
    upgrade_text:
      'Ask support; it starts at once. A plan that ends never costs data: what it had stays stored and waits.',
    ask: 'Ask support',
    feature_column: 'Feature',
    has: 'included',
    lacks: 'not included',
    all: 'Everything, side by side',
    adds: {
      free: 'Demos and review on Discord, for good.',
      starter: 'Your name on it, your rules.',
      pro: 'The dashboard, regions and your own database.',
      pro_plus: 'Your own bot, and votes.',
    },
    feature: {
      submit: '/submit, staff cards and private threads',
      review_on_discord: 'Queue, panel, leaderboard, artist commands',
      own_data: 'Export and erase your own data',
      dm_replies: 'Reply forwarding from direct messages',
      branding: 'Branding, logo and footer',
      submit_panel: 'Submit panel',
      templates: 'Message templates',
      form_builder: 'Form builder',
      intake_rules: 'Cooldown, duplicate and cap rules',
      routing: 'Channels for approved and rejected',
      dashboard: 'Dashboard',
      storage_region: 'Choose and change the region',
      own_database: 'Own database (Postgres, MySQL, MariaDB)',
      notes: 'Notes',
      assignment: 'Reviewer assignment',
      shortlist: 'Shortlist',
      quick_statuses: 'Quick statuses',
      priority: 'Priority',
      ratings: 'Ratings',
      saved_reasons: 'Saved reasons',
      tickets: 'Tickets',
      analytics: 'Analytics',
      exports: 'Exports',
      digest: 'Weekly digest',
      audit_log: 'Audit log',
      white_label: 'Your own bot, name and avatar',
      votes: 'Votes with quorum',
      blind_review: 'Blind review',
      api: 'Webhooks and API keys',
    },
  },
};

export type PlansTranslate = LocalizedTranslate<typeof plansStrings>;
