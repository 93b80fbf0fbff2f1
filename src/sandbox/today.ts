/** The real day, in UTC: `2027-01-31`. Not to be asked inside a scenario, where it is the first of January 2030. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
