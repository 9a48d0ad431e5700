import { type Millis, DAY } from '../shared/time'

/** A webhook secret that was replaced, and until when it is still accepted. */
export interface FormerSecret {
  readonly secret: string
  readonly until: Millis
}

/** Secrets that the app made itself: they are never shown. */
export interface OwnSecrets {
  /** In the path of the webhook. */
  readonly webhook: string
  /** In the body of the scheduler's call. */
  readonly tick: string
  /** Webhook secrets that were replaced a short time ago, newest first. */
  readonly former: readonly FormerSecret[]
}

/** How long a replaced webhook secret is still accepted: the store may have calls with it under way. */
export const FORMER_KEPT: Millis = DAY

/** Most replaced secrets that are accepted at a time. */
const MAX_FORMER = 3

/** The secrets with another one for the webhook; the one before is accepted for a day. */
export function withWebhook(before: OwnSecrets, webhook: string, now: Millis): OwnSecrets {
  if (before.webhook === webhook) return before
  const former = [{ secret: before.webhook, until: now + FORMER_KEPT }, ...before.former]
  return {
    ...before,
    webhook,
    former: former
      .filter(({ secret, until }) => until > now && secret !== webhook)
      .slice(0, MAX_FORMER),
  }
}

/** Every secret that the webhook accepts now. */
export const webhooksOf = ({ webhook, former }: OwnSecrets, now: Millis): readonly string[] => [
  webhook,
  ...former.filter(({ until }) => until > now).map(({ secret }) => secret),
]
