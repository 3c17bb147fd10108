/** Characters of a bundle of certificates; tenancy, which parses it, has the same limit. */
export const CA_MAX_LENGTH = 512 * 1024;
