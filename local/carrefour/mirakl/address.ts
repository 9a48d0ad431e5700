import type { Context } from 'koa'

/**
 * The address under which the caller reached this API, without a slash at the end. Behind VTEX's proxy
 * the app asks for https by a header; a mount below a path is told by `X-Forwarded-Prefix`.
 */
export function baseAddress(ctx: Pick<Context, 'get' | 'host' | 'protocol'>): string {
  const secure = ctx.get('X-Vtex-Use-Https') === 'true' || ctx.get('X-Forwarded-Proto') === 'https'
  return `${secure ? 'https' : ctx.protocol}://${ctx.host}${ctx.get('X-Forwarded-Prefix')}`
}
