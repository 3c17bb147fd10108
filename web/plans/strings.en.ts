import type { LocalizedTranslate } from '../strings/translator.ts';

/** Texts of the plan page. */
export const plansStrings = {
  plans: {
    title: 'Plan',
    intro: 'Applies to Discord and the dashboard.',
    current: 'current',
    upgrade: 'Change your plan',
    upgrade_text:
      'Contact us to upgrade. Changes apply immediately. When a plan ends, your data stays stored.',
    ask: 'Contact us',
    feature_column: 'Feature',
    has: 'Included',
    lacks: 'Not included',
    all: 'Compare all features',
    adds: {
      free: 'Demos and review on Discord, free forever.',
      starter: 'Your branding and your rules.',
      pro: 'The dashboard, regions and your own database.',
      pro_plus: 'Your own bot, and votes.',
    },
    feature: {
      submit: '/submit, staff cards and private threads',
      review_on_discord: 'Queue, panel, leaderboard and artist commands',
      own_data: 'Export and erase your own data',
      dm_replies: 'Reply forwarding from direct messages',
      branding: 'Branding, logo and footer',
      submit_panel: 'Submit panel',
      templates: 'Message templates',
      form_builder: 'Form builder',
      intake_rules: 'Cooldown, duplicate and limit rules',
      routing: 'Channels for approved and rejected demos',
      dashboard: 'Dashboard',
      storage_region: 'Choose and change your region',
      own_database: 'Your own database (Postgres, MySQL, MariaDB)',
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
      votes: 'Votes with a quorum',
      blind_review: 'Blind review',
      api: 'Webhooks and API keys',
    },
  },
};

export type PlansTranslate = LocalizedTranslate<typeof plansStrings>;
