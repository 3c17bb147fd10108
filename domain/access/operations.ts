export { isStaff } from './is-staff.ts';
