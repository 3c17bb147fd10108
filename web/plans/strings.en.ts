import type { Feature, Plan } from '../../domain/plans/plans.ts';
import type { LocalizedTranslate } from '../strings/translator.ts';

/** Texts of the plan page. */
export const plansStrings = {
  field: { code: 'Code' },
  problem: {
    coupon_unknown: 'There’s no such code. Check it and try again.',
    coupon_expired: 'This code has expired.',
    coupon_used_up: 'This code was already used as often as it can be.',
    coupon_redeemed_before: 'This server has already redeemed this code.',
    coupon_included:
      'This server already has what the code gives, with no end date. You can still use the code later.',
  },
  plans: {
    title: 'Plan',
    intro: 'Applies to Discord and the dashboard.',
    current: 'current',
    grants: 'What your plan comes from',
    source: {
      entitlement: 'Subscription on Discord',
      coupon: 'Code',
      trial: 'Trial',
      operator: 'Granted by the Vektra team',
    },
    from: 'from {{day}}',
    until: 'until {{day}}',
    endless: 'no end date',
    trial: {
      title: 'Try {{plan}} for {{days, number}} days',
      text: 'No payment needed, once per server. Nothing you add is deleted when it ends.',
      start: 'Start trial',
    },
    redeem: {
      label: 'Redeem a code',
      hint: 'The plan it gives applies immediately, or when what you have ends.',
      submit: 'Redeem',
      done: 'Redeemed',
    },
    upgrade: 'Change your plan',
    upgrade_text:
      'Contact us to upgrade. Changes apply immediately. When a plan ends, your data stays stored.',
    upgrade_on_discord:
      'Subscribe with /premium on Discord, or contact us. Changes apply immediately. When a plan ends, your data stays stored.',
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
      starter:
        'Artists’ replies from direct messages, rules for sending demos, your own texts for artists, and channels for decided demos.',
      pro: 'The dashboard, listening queue, shortlist, assignment, ratings, saved reasons, tags, notes, regions and your own database.',
      pro_plus: 'Everything in Pro, and your own bucket for files.',
    } satisfies Record<Plan, string>,
    feature: {
      submit: '/submit, staff cards and private threads',
      review_on_discord: 'Queue, decisions and artist commands on Discord',
      dm_replies: 'Reply forwarding from direct messages',
      routing: 'Channels for approved and rejected demos',
      form_builder: 'Your own form: what you ask artists, in Discord’s form',
      submit_panel: 'Submit panels: a button in your channels opens the form',
      templates: 'Your own texts for artists, with a footer and your logo',
      intake_rules: 'Rules: cooldown, limits, required roles, repeats refused',
      dashboard: 'Dashboard',
      storage_region: 'Choose and change your region',
      tags: 'Tags',
      notes: 'Timed notes for your team',
      shortlist: 'Shortlist',
      quick_statuses: 'Quick statuses: processed, contacted, signed',
      assignment: 'Demos assigned to people on your team',
      ratings: 'Ratings: each of your team gives one to five stars',
      priority: 'Priority of demos',
      saved_reasons: 'Saved reasons for rejections',
      listening_queue: 'Listening queue: one demo after the other, with hotkeys',
      own_database: 'Your own database (Postgres, MySQL, MariaDB)',
      own_bucket: 'Your own bucket for files (S3, R2, MinIO, …), without a limit in total',
    } satisfies Record<Feature, string>,
  },
};

export type PlansTranslate = LocalizedTranslate<typeof plansStrings>;
