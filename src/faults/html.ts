import type { Fault } from './fault.ts';

const reasons: Record<number, string> = {
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};

/** A gateway's own HTML page, the way nginx writes it. */
export const html: Fault = {
  name: 'html',
  summary: 'a gateway answers with an HTML page of its own',
  stage: 'edge',
  statuses: [502, 503, 504],
  family: (status) => (status >= 400 ? 'gateway' : 'garbled'),
  apply(_reply, { status = 502 }) {
    const title = `${status} ${reasons[status] ?? 'Error'}`;
    const lines = [
      '<html>',
      `<head><title>${title}</title></head>`,
      '<body>',
      `<center><h1>${title}</h1></center>`,
      '<hr><center>nginx</center>',
      '</body>',
      '</html>',
      '',
    ];
    return { status, headers: { 'content-type': 'text/html' }, body: lines.join('\r\n') };
  },
};
