/** Texts about what a label's files take up. */
export const files = {
  title: 'Files',
  text: 'Files that artists sent are encrypted with this server’s own key, in file storage of {{region}}.',
  text_bucket:
    'Files that artists sent are encrypted with this server’s own key, in your own bucket.',
  moving_to_bucket: 'Files are being moved to your bucket',
  moving_to_region: 'Files are being moved to file storage of {{region}}',
  moving_text: 'This happens in the background. They keep playing meanwhile.',
  count_one: '{{count, number}} file',
  count_other: '{{count, number}} files',
  used: '{{used}} of {{total}}',
  used_unlimited: '{{used}}, no limit in total',
  full: 'New files aren’t kept until there’s room again. Remove some, or ask artists for links.',
  nearly_full: 'Almost full. When it is, new files aren’t kept; demos with a link still arrive.',
  limit: 'Up to {{size}} each.',
  kept: 'Files of rejected demos are deleted after {{days, number}} days.',
  unavailable: 'The database isn’t responding, so the files can’t be counted right now.',
};
