import type { PlatformRules } from './types.ts';

/** Signed-in visitors get `/u/0` for their first account, Workspace accounts `/a/<domain>`. */
const ACCOUNT = '{/a/:domain}?{/u/:account}?';

export const googleDrive: PlatformRules = {
  hosts: [
    'drive.google.com',
    'docs.google.com',
    'drive.usercontent.google.com',
    'lh3.googleusercontent.com',
  ],
  isCaseSensitive: true,
  tracks: [
    { path: `${ACCOUNT}/file{/u/:user}?/d/:id{/*}?`, identity: '{id}' },
    // A published document has an id of its own behind `/e/`.
    {
      path: '/:kind(document|spreadsheets|presentation|forms){/u/:user}?/d/e/:id{/*}?',
      identity: 'published:{id}',
    },
    {
      path: '/:kind(document|spreadsheets|presentation|forms){/u/:user}?/d/:id{/*}?',
      identity: '{id}',
    },
    { path: `/drive${ACCOUNT}/folders/:id`, identity: '{id}' },
    { path: '/drive/mobile/folders/:id{/*}?', identity: '{id}' },
    { hosts: ['lh3.googleusercontent.com'], path: '/d/:id', identity: '{id}' },
    {
      path: `${ACCOUNT}/:page(open|uc|download|thumbnail|folderview|leaf)`,
      query: ['id'],
      identity: '{id}',
    },
  ],
  trackingParameters: ['usp', 'resourcekey', 'ts', 'authuser'],
  personalPages: [
    `/drive${ACCOUNT}/:page(my-drive|home|recent|shared-with-me|starred|search|trash|priority|computers)`,
    `/drive${ACCOUNT}`,
  ],
};
