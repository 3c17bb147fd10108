import type { PlatformRules } from './types.ts';

export const youtube: PlatformRules = {
  hosts: [
    'youtube.com',
    'm.youtube.com',
    'music.youtube.com',
    'gaming.youtube.com',
    'youtube-nocookie.com',
    'youtu.be',
  ],
  isCaseSensitive: true,
  tracks: [
    { hosts: ['youtu.be'], path: '/:id([\\w\\-]{6,20})', identity: '{id}' },
    { path: '/embed/videoseries', query: ['list'], identity: 'playlist:{list}' },
    { path: '/playlist', query: ['list'], identity: 'playlist:{list}' },
    { path: '/:page(shorts|embed|live|watch|v|e)/:id([\\w\\-]{6,20})', identity: '{id}' },
    { path: '{/watch}?', query: ['v'], identity: '{v}' },
  ],
  trackingParameters: ['si', 'feature', 'app', 'ab_channel', 'pp', 'cbrd', 'ucbcb'],
  homePages: ['/watch', '/playlist', '/explore', '/music'],
  personalPages: ['/feed/*', '/library', '/account{/*}?', '/upload'],
};
