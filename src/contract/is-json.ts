/** Whether a body of this type is JSON: `application/json`, `application/problem+json`. */
export function isJson(type: string): boolean {
  return /\bjson\b/i.test(type);
}
