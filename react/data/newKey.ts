/** A name for one wish of one person: asked again with it, the service answers what it did the first time. */
export const newKey = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`
