/** The highest values of the rules for sending demos. */
export const RULE_MAXIMA = {
  cooldownHours: 720,
  maxOpen: 100,
  maxPerPeriod: 100,
  periodDays: 365,
} as const;

/** Discord lets people choose so many in a form. */
export const MAX_REQUIRED_ROLES = 25;

export const DUPLICATE_RULES = ['flag', 'block'] as const;
