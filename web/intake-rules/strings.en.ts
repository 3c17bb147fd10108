/** Texts of the rules for sending demos. */
export const rulesStrings = {
  rules: {
    title: 'Rules',
    intro: 'Who can send you demos, and how many.',
    open: 'Take demos',
    open_hint: 'When this is off, artists are told that you aren’t accepting demos right now.',
    limits: 'Limits for each artist',
    limits_hint:
      '0 means no limit. A refused artist is told which rule it was and when to try again. Withdrawn demos count for the cooldown and the period.',
    cooldown: 'Cooldown',
    cooldown_hint: 'Time between two demos.',
    cooldown_unit: 'hours',
    waiting: 'Waiting demos',
    waiting_hint: 'Demos that you haven’t decided on yet.',
    waiting_unit: 'demos',
    per_period: 'Demos in a period',
    per_period_hint: 'How many one artist can send.',
    period: 'Length of the period',
    period_hint: 'Counted back from when a demo is sent.',
    period_unit: 'days',
    duplicates: 'Links that you already have',
    duplicates_flag: 'Accept them',
    duplicates_flag_hint: 'The card says that it’s a repeat.',
    duplicates_block: 'Refuse them',
    duplicates_block_hint:
      'However the link is written. The same recording as a file is accepted, and marked.',
    roles: 'Who can send',
    roles_everyone: 'Everyone in your Discord server',
    roles_some_one: 'Members with one role',
    roles_some_other: 'Members with any of {{count, number}} roles',
    roles_change: 'Run /rules on Discord to choose roles.',
    blocked: 'Blocked',
    blocked_hint:
      'People whose demos and messages aren’t taken. They’re told that the label is closed to them, not why. Run /block on Discord to add somebody.',
    blocked_by: 'Blocked by {{name}} {{time}}',
    blocked_more_one: 'One more person is blocked. Run /unblock on Discord to find them by name.',
    blocked_more_other:
      '{{count, number}} more people are blocked. Run /unblock on Discord to find them by name.',
    unblock: 'Unblock',
    unblock_name: 'Unblock {{name}}',
  },
  field: {
    cooldownHours: 'Cooldown',
    maxOpen: 'Waiting demos',
    maxPerPeriod: 'Demos in a period',
    periodDays: 'Length of the period',
  },
  problem: {
    number_whole: 'Enter a whole number.',
    number_small: 'Enter {{min, number}} or more.',
    number_large: 'Enter {{max, number}} or less.',
  },
};
