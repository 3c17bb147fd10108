export const en = {
  mentions: '-# 🔔 {{mentions}}',
  plain: '📝 **{{name}}** added a note',
  about_file: '📝 **{{name}}** on *{{file}}*',
  at: '📝 **{{name}}** at {{position}}',
  at_of_file: '📝 **{{name}}** at {{position}} of *{{file}}*',
};
