import type { ServiceEvent } from '../../build/service-json'

/** The events part of one app's service.json. */
export interface Listener {
  /** Key of the app, `vendor.name`. */
  readonly app: string
  readonly events: Readonly<Record<string, ServiceEvent>>
}

/** A handler of an app. */
export interface HandlerOf {
  readonly app: string
  readonly handler: string
}

/** Which handlers of which apps an event is for. */
export function recipients(
  listeners: readonly Listener[],
  event: { readonly key: string; readonly sender: string; readonly subject: string }
): readonly HandlerOf[] {
  const only = addressee(event.subject)
  return listeners
    .filter(({ app }) => only === undefined || only === app)
    .flatMap(({ app, events }) =>
      handlersOf(events, event.key, event.sender).map(handler => ({ app, handler }))
    )
}

/** A resource `vrn:apps:...:/apps/vendor.name` addresses the event to that app alone. */
const addressee = (subject: string): string | undefined =>
  /^vrn:apps:.*:\/apps\/([^@]+)/.exec(subject)?.[1]

/** Which handlers of service.json listen to an event. A handler without sender listens to any. */
export function handlersOf(
  events: Readonly<Record<string, ServiceEvent>>,
  key: string,
  sender: string
): string[] {
  const senderName = sender.split('@')[0]
  return Object.entries(events).flatMap(([id, event]) => {
    const keys = [...(event.keys ?? []), ...(event.topics ?? [])]
    const fromSender =
      event.sender === undefined || event.sender === '' || event.sender === senderName
    return fromSender && keys.includes(key) ? [id] : []
  })
}
