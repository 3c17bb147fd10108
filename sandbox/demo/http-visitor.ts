export interface HttpVisitor {
  logIn(personId: string): Promise<void>;
  /** Where it led, redirects followed. */
  get(path: string): Promise<{ status: number; text: string; url: string }>;
  /** The dashboard's cookies, for a request of one's own. */
  cookie(): string;
  /** Posts a form as a browser without JavaScript does, and follows where it leads. */
  post(
    path: string,
    fields: Record<string, string>,
  ): Promise<{ status: number; text: string; url: string }>;
  /** Agrees on Discord's consent page, and follows where that leads. */
  consent(url: string, personId: string): Promise<{ status: number; text: string; url: string }>;
}

/**
 * Somebody on the dashboard with cookies and links, but no browser.
 * @param fetchUrl how requests are made
 */
export function createHttpVisitor(
  dashboard: string,
  discordUrl: string,
  fetchUrl: typeof fetch = fetch,
): HttpVisitor {
  const cookieJars = new Map<string, Map<string, string>>();

  async function visit(
    url: string,
    init: { method?: string; body?: URLSearchParams } = {},
    redirectCount = 0,
  ): Promise<{ status: number; text: string; url: string }> {
    const { origin } = new URL(url);
    const jar = cookieJars.get(origin) ?? new Map<string, string>();
    cookieJars.set(origin, jar);
    const response = await fetchUrl(url, {
      method: init.method ?? 'GET',
      ...(init.body ? { body: init.body } : {}),
      redirect: 'manual',
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        origin,
        'user-agent': 'Mozilla/5.0 (walkthrough)',
      },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const separator = pair.indexOf('=');
      jar.set(pair.slice(0, separator), pair.slice(separator + 1));
    }
    const location = response.headers.get('location');
    if (location && response.status >= 300 && response.status < 400 && redirectCount < 10) {
      await response.body?.cancel();
      return visit(new URL(location, url).href, {}, redirectCount + 1);
    }
    return { status: response.status, text: await response.text(), url };
  }

  /** The consent page is a plain form that says who one is. */
  const giveConsent = (url: string, personId: string) =>
    visit(url, {
      method: 'POST',
      body: new URLSearchParams({ person: personId, decision: 'authorize' }),
    });

  return {
    async logIn(personId) {
      const consent = await visit(`${dashboard}/auth/login?returnTo=/servers`);
      if (!consent.url.startsWith(discordUrl)) throw new Error(`no consent page: ${consent.url}`);
      await giveConsent(consent.url, personId);
    },
    consent: giveConsent,
    get: (path) => visit(`${dashboard}${path}`),
    cookie: () =>
      [...(cookieJars.get(new URL(dashboard).origin) ?? [])]
        .map(([k, v]) => `${k}=${v}`)
        .join('; '),
    async post(path, fields) {
      const page = await visit(`${dashboard}${path}`);
      const requestId = /name="requestId"[^>]*value="([^"]+)"/.exec(page.text)?.[1] ?? '';
      return visit(`${dashboard}${path}`, {
        method: 'POST',
        body: new URLSearchParams({ requestId, ...fields }),
      });
    },
  };
}
