/** Vektra could not be reached: a request failed, or a proxy answered instead of us. */
export class NetworkError extends Error {
  override name = 'NetworkError';
}
