import {
  type Egress,
  type EgressCallOptions,
  EgressError,
  type EgressResponse,
} from '../egress/index.ts';

const MAX_REDIRECTS = 3;

/**
 * Fetches what a platform names, over https only. The address of each redirect is checked by the
 * egress like the first one.
 * @returns null when there is nothing
 * @throws EgressError when a later try may succeed, and for what the egress refuses
 */
export async function fetchResource(
  egress: Egress,
  href: string,
  options: EgressCallOptions,
): Promise<EgressResponse | null> {
  let url: URL | null = URL.parse(href);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    if (url?.protocol !== 'https:') return null;
    const response = await egress.get(url.href, options);
    const { status, headers } = response;
    if (status === 429 || status >= 500) throw new EgressError('unreachable');
    if (status < 300 || status >= 400) return status === 200 ? response : null;
    url = headers.location ? URL.parse(headers.location, url) : null;
  }
  return null;
}
