export const en = {
  command: {
    assign: { description: 'Assign a demo to someone on your team, or to yourself' },
    member: { description: 'Who takes care of it; you, if you choose no one' },
    unassign: { description: 'Whether no one takes care of it any more' },
  },
  mine: '👤 **#{{number}}** is assigned to you.',
  assigned: '👤 **#{{number}}** is assigned to <@{{assigneeId}}>. They weren’t notified.',
  unassigned: '👤 **#{{number}}** isn’t assigned to anyone now.',
};
