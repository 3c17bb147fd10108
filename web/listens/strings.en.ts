/** Texts of who has listened to a demo. */
export const listensStrings = {
  listens: {
    heard: 'Heard',
    nobody: 'Nobody yet',
    nobody_mark: 'Not heard yet',
    duration: 'for {{duration}}',
    more_one: '1 more person',
    more_other: '{{count, number}} more people',
  },
};
