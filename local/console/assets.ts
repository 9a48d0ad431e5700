import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Middleware } from 'koa'

const FILES: Record<string, string> = {
  '/assets/console.css': 'text/css',
  '/assets/console.js': 'text/javascript',
}

/** Serves the stylesheet and the script of the console pages under `/assets/`. */
export function consoleAssets(): Middleware {
  return async (ctx, next) => {
    const type = FILES[ctx.path]
    if (type === undefined) {
      await next()
      return
    }
    const file = fileURLToPath(new URL(`.${ctx.path}`, import.meta.url))
    ctx.type = type
    ctx.set('Cache-Control', 'no-cache')
    ctx.body = await readFile(file)
  }
}
