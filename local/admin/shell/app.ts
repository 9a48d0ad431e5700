import { entries, messages } from 'virtual:app'

export { navigation as NAVIGATION, routes as ROUTES } from 'virtual:app'

/** Loads what stands under a name; it throws when the app has nothing there. */
async function load<Value>(
  loaders: Readonly<Record<string, () => Promise<{ default: Value }>>>,
  name: string
): Promise<Value> {
  const loader = loaders[name]
  if (loader === undefined) throw new Error(`The app has no ${name}`)
  return (await loader()).default
}

/** The component that a route names: a file directly in react/. */
export const loadEntry = (component: string) => load(entries, component)

export const loadMessages = (language: string) => load(messages, language)
