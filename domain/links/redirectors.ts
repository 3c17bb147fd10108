/** Pages that only forward to the address in one of their query parameters. */
interface Redirector {
  /** Without `www.`; `*.` stands for one or more labels. */
  hosts: readonly string[];
  /** In the syntax of URLPattern, without a trailing slash. */
  path: string;
  parameters: readonly string[];
}

export const REDIRECTORS: readonly Redirector[] = [
  {
    hosts: ['l.facebook.com', 'lm.facebook.com', 'l.messenger.com'],
    path: '/l.php',
    parameters: ['u'],
  },
  {
    hosts: ['facebook.com', 'm.facebook.com'],
    path: '/:page(l.php|sharer.php|sharer/sharer.php|flx/warn)',
    parameters: ['u'],
  },
  { hosts: ['l.instagram.com', 'l.threads.net', 'l.threads.com'], path: '', parameters: ['u'] },
  { hosts: ['youtube.com', 'm.youtube.com'], path: '/redirect', parameters: ['q'] },
  { hosts: ['youtube.com', 'm.youtube.com'], path: '/attribution_link', parameters: ['u'] },
  { hosts: ['google.com', 'google.co.uk', 'google.de'], path: '/url', parameters: ['q', 'url'] },
  { hosts: ['accounts.google.com'], path: '/*', parameters: ['continue', 'followup'] },
  {
    hosts: ['consent.youtube.com', 'consent.google.com'],
    path: '/:page(m|ml|d)',
    parameters: ['continue'],
  },
  { hosts: ['w.soundcloud.com'], path: '/player', parameters: ['url'] },
  { hosts: ['gate.sc', 'exit.sc'], path: '', parameters: ['url'] },
  { hosts: ['out.reddit.com'], path: '{/*}?', parameters: ['url'] },
  { hosts: ['steamcommunity.com'], path: '/linkfilter', parameters: ['u', 'url'] },
  { hosts: ['vk.com', 'm.vk.com', 'away.vk.com'], path: '/away{.php}?', parameters: ['to'] },
  { hosts: ['t.umblr.com'], path: '/redirect', parameters: ['z'] },
  { hosts: ['slack-redir.net'], path: '/link', parameters: ['url'] },
  { hosts: ['linkedin.com'], path: '/:page(redir/redirect|safety/go)', parameters: ['url'] },
  { hosts: ['*.safelinks.protection.outlook.com'], path: '{/*}?', parameters: ['url'] },
  { hosts: ['t.me'], path: '/iv', parameters: ['url'] },
];
