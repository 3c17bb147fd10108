import type { Feature, Plan } from '../../domain/plans/plans.ts';
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
    support_server: 'Join our support server',
    feature_column: 'Feature',
    has: 'Included',
    lacks: 'Not included',
    files: {
      largest: 'Largest file that’s kept',
      total: 'Room for files',
      rejected: 'Files of rejected demos are kept for',
      days: '{{days, number}} days',
      forever: 'No end',
    },
    all: 'Compare all features',
    adds: {
      free: 'Demos and review on Discord, free forever.',
      starter: 'Artists’ replies from direct messages, and channels for decided demos.',
      pro: 'The dashboard, listening queue, tags, notes, regions and your own database.',
      pro_plus: 'Everything in Pro, and your own bucket for files.',
    } satisfies Record<Plan, string>,
    feature: {
      submit: '/submit, staff cards and private threads',
      review_on_discord: 'Queue, decisions and artist commands on Discord',
      dm_replies: 'Reply forwarding from direct messages',
      routing: 'Channels for approved and rejected demos',
      dashboard: 'Dashboard',
      storage_region: 'Choose and change your region',
      tags: 'Tags',
      notes: 'Timed notes for your team',
      listening_queue: 'Listening queue: one demo after the other, with hotkeys',
      own_database: 'Your own database (Postgres, MySQL, MariaDB)',
      own_bucket: 'Your own bucket for files (S3, R2, MinIO, …), without a limit in total',
    } satisfies Record<Feature, string>,
  },
};

export type PlansTranslate = LocalizedTranslate<typeof plansStrings>;
