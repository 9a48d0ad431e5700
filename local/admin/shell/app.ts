import { entries, messages, navigation } from 'virtual:app'

export { navigation as NAVIGATION, routes as ROUTES } from 'virtual:app'

/** The entry of the menu that an address of the window belongs to; undefined for an address outside of the menu. */
export const currentItem = (pathname: string) =>
  navigation
    .flatMap(block => block.subSectionItems)
    .filter(item => pathname.startsWith(item.path.replace(/\/$/, '')))
    .pop()

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

/** The app's texts in a language; none for an app that has no messages/. */
export const loadMessages = (language: string): Promise<Readonly<Record<string, string>>> =>
  messages[language] === undefined ? Promise.resolve({}) : load(messages, language)
