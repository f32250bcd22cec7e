import { FastifyRequest } from 'fastify';

const LOOPBACK = /^(127(\.\d+){3}|::1|::ffff:127(\.\d+){3})$/;
const LOCAL_HOST = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/;

/**
 * Whether a request comes from a browser on this machine that was told to go to this machine. A name of another host in `Host`
 * may belong to a page that had its own name lead here; a proxy speaks for somebody else.
 */
export function isLocalReader(request: Pick<FastifyRequest, 'ip' | 'headers'>): boolean {
  const { host = '', forwarded, via } = request.headers;
  const isThroughProxy =
    forwarded !== undefined || via !== undefined || request.headers['x-forwarded-for'] !== undefined;
  return LOOPBACK.test(request.ip) && LOCAL_HOST.test(host) && !isThroughProxy;
}
