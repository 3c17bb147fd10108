export const en = {
  line: '📎 {{name}} · {{size}}',
  line_audio: '🎵 {{name}} · {{duration}} · {{size}}',
  line_saving: '📎 {{name}} · {{size}} · saving…',
  line_fetching: '📎 {{name}} · saving…',
  line_lost: '⚠️ {{name}} isn’t kept. {{reason}}',
  line_unavailable: '⚠️ {{name}} is unavailable',
  size: '{{value, number}}',
  posted_copy: '-# This is a copy that plays here. Download the original from the demo’s page.',
  open_demo: 'Open demo',
  failed:
    '### “{{name}}” couldn’t be kept\n{{reason}} Your demo **#{{number}}**, “{{title}}”, is still with {{label}}.',
  problem: {
    too_large: 'It’s larger than this label’s plan keeps.',
    quota: 'This label’s file storage is full.',
    type: 'It isn’t audio, an image, a PDF, text or a ZIP archive.',
    empty: 'It’s empty.',
    gone: 'Discord had already deleted it.',
    undeliverable: 'Something went wrong several times while saving it.',
    staff: 'It was removed.',
    retention: 'It was removed.',
    lost: 'It’s missing from our storage.',
  },
};
