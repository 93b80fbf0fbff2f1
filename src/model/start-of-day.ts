/** The time of day when every scenario begins, in milliseconds of the epoch: 2030-01-01T00:00:00Z. */
export const startOfDay = 1_893_456_000_000;
