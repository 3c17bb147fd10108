import type { PlatformRules } from './types.ts';

/** The key after the id opens a file; older links have both in the fragment. */
export const mega: PlatformRules = {
  hosts: ['mega.nz', 'mega.co.nz', 'mega.io', 'mega.app'],
  isCaseSensitive: true,
  tracks: [
    { path: '/folder/:id', fragment: ':key/file/:file', identity: 'folder:{id}/{file}' },
    { path: '/folder/:id', fragment: ':key/folder/:folder', identity: 'folder:{id}/{folder}' },
    { path: '/folder/:id', identity: 'folder:{id}' },
    { path: '/:page(file|embed)/:id', identity: 'file:{id}' },
    { path: '{/embed}?', fragment: '{E}?!:id([\\w\\-]+){!:key}?', identity: 'file:{id}' },
    {
      path: '',
      fragment: 'F!:id([\\w\\-]+)!:key([\\w\\-]+):separator([!?]):file([\\w\\-]+)',
      identity: 'folder:{id}/{file}',
    },
    { path: '', fragment: 'F!:id([\\w\\-]+){!:key}?', identity: 'folder:{id}' },
  ],
  personalPages: ['/fm{/*}?'],
};
