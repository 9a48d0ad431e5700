/**
 * What VTEX IO provides as `vtex.styleguide`: the same components from the package that VTEX publishes,
 * those in use one by one, so that charts, date pickers and tables stay out of the bundle.
 */
export { default as Alert } from '@vtex/styleguide/lib/Alert'
export { default as Button } from '@vtex/styleguide/lib/Button'
export { default as Dropdown } from '@vtex/styleguide/lib/Dropdown'
export { default as Input } from '@vtex/styleguide/lib/Input'
export { default as Layout } from '@vtex/styleguide/lib/Layout'
export { default as PageBlock } from '@vtex/styleguide/lib/PageBlock'
export { default as PageHeader } from '@vtex/styleguide/lib/PageHeader'
export { default as Progress } from '@vtex/styleguide/lib/Progress'
export { default as Spinner } from '@vtex/styleguide/lib/Spinner'
export { default as Tag } from '@vtex/styleguide/lib/Tag'
export { default as Toggle } from '@vtex/styleguide/lib/Toggle'
export { ToastConsumer, ToastProvider } from '@vtex/styleguide/lib/ToastProvider'
export { default as IconCaretDown } from '@vtex/styleguide/lib/icon/CaretDown'
export { default as IconCaretLeft } from '@vtex/styleguide/lib/icon/CaretLeft'
export { default as IconCaretRight } from '@vtex/styleguide/lib/icon/CaretRight'
export { default as IconClear } from '@vtex/styleguide/lib/icon/Clear'
export { default as IconClose } from '@vtex/styleguide/lib/icon/Close'
export { default as IconCog } from '@vtex/styleguide/lib/icon/Cog'
export { default as IconExternalLinkMini } from '@vtex/styleguide/lib/icon/ExternalLinkMini'
export { default as IconSearch } from '@vtex/styleguide/lib/icon/Search'
