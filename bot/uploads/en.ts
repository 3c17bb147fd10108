export const en = {
  button: 'Add files',
  open: 'Upload files',
  for_new:
    '### One step left\nUpload the files of **{{title}}**, and send it from there. Nothing is sent before that.',
  for_number: '### Add files to demo #{{number}}',
  hint: '-# WAV, stems and artwork up to {{megabytes, number}} MB each. The link is for you alone and works for 24 hours.',
};
