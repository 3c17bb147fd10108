/** Discord lets people choose so many in a form. */
export const MAX_STAFF_ROLES = 25;
