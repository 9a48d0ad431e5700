import type { IOContext } from '@vtex/api'
import { Logger } from '@vtex/api'

/** The part of the runtime's context that clients read. */
export function anIoContext(with_: Partial<IOContext> = {}): IOContext {
  const context = {
    account: 'lojademo',
    authToken: 'app-token',
    operationId: 'operation-1',
    platform: 'vtex',
    product: 'admin',
    production: true,
    region: 'local',
    requestId: 'request-1',
    route: { id: 'test', params: {}, type: 'public' as const },
    tracer: {
      isTraceSampled: false,
      startSpan: () => {
        throw new Error('nothing is traced here')
      },
      inject: () => undefined,
      fallbackSpanContext: () => undefined,
    },
    userAgent: 'vendor.app@0.1.0',
    workspace: 'master',
  }
  return { ...context, logger: new Logger(context), ...with_ }
}
