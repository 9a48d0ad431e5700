/** The package types few of its components; the app types those that it uses, in react/typings. */
declare module '@vtex/styleguide/lib/ToastProvider' {
  export const ToastConsumer: unknown
  export const ToastProvider: unknown
}
declare module '@vtex/styleguide/lib/*' {
  const component: unknown
  export default component
}
