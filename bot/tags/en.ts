export const en = {
  command: {
    tag: { description: 'See or change a demo’s tags' },
    add: { description: 'Tag to add' },
    remove: { description: 'Tag to remove' },
  },
  tags: '🏷️ **#{{number}}**: {{tags}}',
  none: '🏷️ **#{{number}}** has no tags.',
};
