import type { ServiceEvent } from '../../build/service-json'

/** Which handlers of service.json listen to an event. A handler without sender listens to any. */
export function handlersOf(
  events: Record<string, ServiceEvent>,
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
