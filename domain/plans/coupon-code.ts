import { createHash, randomBytes } from 'node:crypto';

/** Crockford's: nothing in it is taken for something else when it is read out. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 80 bits: nobody guesses one. */
const LENGTH = 16;
const PREFIX = 'VK';

/** A new code, as it is shown: `VK-7Q2M-…`. */
export function createCouponCode(): string {
  const characters = [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]);
  return [PREFIX, ...(characters.join('').match(/.{4}/g) ?? [])].join('-');
}

/** The code in what somebody typed: case, dashes and similar letters do not count. Null: none. */
export function parseCouponCode(text: string): string | null {
  const characters = text
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replace(/^VK(?=.{16}$)/, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return characters.length === LENGTH && [...characters].every((each) => ALPHABET.includes(each))
    ? characters
    : null;
}

/** What is stored of a code. */
export const hashCouponCode = (characters: string): string =>
  createHash('sha256').update(`coupon:${characters}`).digest('hex');
