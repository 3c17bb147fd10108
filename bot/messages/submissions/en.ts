export const en = {
  status: {
    in_queue: 'In queue',
    needs_review: 'Needs review',
    shortlisted: 'Shortlisted',
    processed: 'Processed',
    contacted: 'Contacted',
    signed: 'Signed',
    approved: 'Approved',
    rejected: 'Rejected',
    withdrawn: 'Withdrawn',
  },
  priority: { high: 'High', normal: 'Normal', low: 'Low' },
  /** As artists see them. */
  artist_status: {
    received: 'Received',
    in_review: 'In review',
    approved: 'Approved',
    passed: 'Passed on',
    signed: 'Signed',
    withdrawn: 'Withdrawn',
  },
  panel: {
    title: 'Send us your demo',
    body: 'Press the button, fill in the form, and paste a link to your track or attach its file. You’ll get a direct message when we’ve listened.',
    button: 'Send a demo',
    mine: 'My demos',
  },
  card: {
    headline: '### [{{title}}]({{url}})\nby **{{artist}}**',
    headline_plain: '### {{title}}\nby **{{artist}}**',
    meta: '#{{number}} · {{platform}} · {{genre}}from <@{{artistId}}> · <t:{{seconds}}:R>',
    meta_genre: '{{genre}} · ',
    other_platform: 'Link',
    files_only: 'File',
    status: '{{icon}} **{{status}}**',
    decided: '{{icon}} **{{status}}** by <@{{by}}> · <t:{{seconds}}:R>',
    reason: '> {{reason}}',
    priority: { high: '🔺 High priority', low: '🔻 Low priority' },
    rating_one: '⭐ {{average, number(maximumFractionDigits: 1)}} from one person',
    rating_other: '⭐ {{average, number(maximumFractionDigits: 1)}} from {{count, number}} people',
    assigned: '👤 Assigned to <@{{assigneeId}}>',
    tags: '🏷️ {{tags}}',
    duplicate: '⚠️ Same link as #{{number}}',
    same_sound: '⚠️ Same recording as #{{number}}',
    unreachable: {
      dm_closed: '✉️ The artist’s DMs are closed, so messages aren’t getting through.',
      left: '🚪 The artist left this server.',
    },
    approve: 'Approve',
    reject: 'Reject',
    message: 'Message',
    thread: 'Join thread',
    listen: 'Listen',
    set_status: 'Set status…',
    reopen: 'Reopen ({{status}})',
  },
  thread: {
    intro:
      'Private staff thread for **#{{number}}**. The artist’s replies appear here. Write to them with `/reply` or **Message** on the card.',
    intro_one_way:
      'Private staff thread for **#{{number}}**. Write to the artist with `/reply` or **Message** on the card.',
  },
  deferred: {
    accepted:
      '### “{{title}}” is in\nWe held your demo while {{label}}’s database was unavailable. It’s now **#{{number}}**.',
    refused:
      '### “{{title}}” wasn’t accepted\nWe held your demo while the label’s database was unavailable. It was refused once the database was back: {{reason}}',
  },
};
