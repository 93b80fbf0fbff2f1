import { http } from 'msw/http';
import type { Operation, Provider } from '../../model/provider.ts';

/** `/charges/latest` before `/charges/{id}`, for MSW takes the first handler that matches. */
export function mostLiteralFirst({ operations }: Provider): [string, Operation][] {
  const literal = ({ path }: Operation) => path.replace(/\{[^{}]+\}/g, '').length;
  return Object.entries(operations).sort(([, a], [, b]) => literal(b) - literal(a));
}

/** What registers an operation with MSW. */
export function register({ method }: Operation) {
  switch (method) {
    case 'GET':
      return http.get;
    case 'POST':
      return http.post;
    case 'PUT':
      return http.put;
    case 'PATCH':
      return http.patch;
    case 'DELETE':
      return http.delete;
  }
}
