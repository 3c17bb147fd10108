import type { PlatformRules } from './types.ts';

/** A shared file is its id: the name after it is only shown, `rlkey` opens it. */
export const dropbox: PlatformRules = {
  hosts: ['dropbox.com', 'dl.dropbox.com', 'dl.dropboxusercontent.com'],
  shortLinkHosts: ['db.tt'],
  isCaseSensitive: true,
  tracks: [
    { path: '/scl/fi/:id{/:name}?', identity: 'file:{id}' },
    // A file in a shared folder: by its path, or as the preview that is open.
    { path: '/scl/fo/:id{/*}?', query: ['preview'], identity: 'folder:{id}/{0}?{preview}' },
    { path: '/scl/fo/:id{/*}?', identity: 'folder:{id}/{0}' },
    { path: '/sh/:id{/*}?', query: ['preview'], identity: 'folder:{id}/{0}?{preview}' },
    { path: '/sh/:id{/*}?', identity: 'folder:{id}/{0}' },
    { path: '/s/:id{/:name}?', identity: 's:{id}' },
    { path: '/s/:link(dl|raw)/:id{/:name}?', identity: 's:{id}' },
    { path: '/t/:id', identity: 'transfer:{id}' },
  ],
  trackingParameters: ['dl', 'raw', 'rlkey', 'e', 'st', 'subfolder_nav_tracking'],
  personalPages: ['/home{/*}?', '/personal{/*}?', '/work{/*}?', '/recents', '/starred'],
};
