import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Guide } from '../guide.ts';
import { renderStartPage } from './render.ts';

export interface StartPage {
  url: string;
  stop(): Promise<void>;
}

/**
 * Serves the start page on loopback.
 * @param port 0 takes any free one
 * @param certificate the PEM of the customer database's authority
 */
export async function serveStartPage(
  port: number,
  guide: Guide,
  certificate: string,
): Promise<StartPage> {
  const server = createServer((request, response) => {
    if (request.url !== '/') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
      return;
    }
    const nonce = randomBytes(16).toString('base64');
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`,
      })
      .end(renderStartPage(guide, certificate, nonce));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
