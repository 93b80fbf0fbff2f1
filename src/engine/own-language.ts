/**
 * The language's own functions, taken when this module is first loaded: what tells that a client has replaced one of them must not need
 * it. Modules that use these do without iterators and methods of arrays, too.
 */
export const own = {
  is: Object.is,
  isExtensible: Object.isExtensible,
  names: Object.getOwnPropertyNames,
  keys: Reflect.ownKeys,
  property: Reflect.getOwnPropertyDescriptor,
  define: Reflect.defineProperty,
  remove: Reflect.deleteProperty,
} as const;
