/** Made by local/admin/app-module.ts. */
declare module 'virtual:app' {
  import type { ComponentType } from 'react'

  type Loaders<Value> = Readonly<Record<string, () => Promise<{ default: Value }>>>

  export const routes: Readonly<
    Record<string, { component: string; path: string; around?: readonly string[] }>
  >
  export const navigation: ReadonlyArray<{
    section: string
    titleId: string
    subSectionItems: ReadonlyArray<{ labelId: string; path: string }>
  }>
  export const entries: Loaders<ComponentType>
  /** Null for an app without a page of all states. */
  export const loadStates: (() => Promise<{ default: ComponentType }>) | null
  export const messages: Loaders<Readonly<Record<string, string>>>
}
