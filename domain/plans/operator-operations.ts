export { createCoupon, listCoupons, revokeCoupon } from './coupons.ts';
export { endGrant, grant, listGrants } from './grants.ts';
