export { getSetupState } from './checklist.ts';
export { get, renameLabel, setStaffChannel, setStaffRoles, setTimeZone } from './label-settings.ts';
export { setUp } from './set-up-guild.ts';
