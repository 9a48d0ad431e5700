/**
 * Prop types of the Styleguide components that these pages use, written from the propTypes and sources
 * of @vtex/styleguide 9.146 (the package types only a few of its components). Only the props in use.
 */
declare module 'vtex.styleguide' {
  import type { ChangeEvent, ComponentType, MouseEvent, ReactNode, RefAttributes } from 'react'

  interface AlertProps {
    type: 'success' | 'error' | 'warning'
    children: ReactNode
    onClose?: () => void
    closeIconLabel?: string
  }
  export const Alert: ComponentType<AlertProps>

  interface ButtonProps {
    variation?: 'primary' | 'secondary' | 'tertiary' | 'danger' | 'danger-tertiary'
    size?: 'small' | 'regular' | 'large'
    type?: 'button' | 'submit'
    id?: string
    disabled?: boolean
    isLoading?: boolean
    block?: boolean
    noWrap?: boolean
    onClick?: (event: MouseEvent<HTMLButtonElement>) => void
    children: ReactNode
  }
  export const Button: ComponentType<ButtonProps>

  interface DropdownOption {
    value: string
    label: string
    disabled?: boolean
  }
  interface DropdownProps {
    label?: string
    placeholder?: string
    size?: 'small' | 'regular' | 'large'
    options: readonly DropdownOption[]
    value: string
    disabled?: boolean
    error?: boolean
    onChange: (event: ChangeEvent<HTMLSelectElement>, value: string) => void
  }
  export const Dropdown: ComponentType<DropdownProps>

  interface InputProps {
    id?: string
    label?: string
    type?: 'text' | 'password' | 'email' | 'url' | 'search'
    inputMode?: 'text' | 'numeric' | 'email' | 'url' | 'search'
    size?: 'small' | 'regular' | 'large'
    value: string
    placeholder?: string
    autoComplete?: string
    spellCheck?: 'true' | 'false'
    maxLength?: number
    disabled?: boolean
    error?: boolean
    suffix?: ReactNode
    onChange: (event: ChangeEvent<HTMLInputElement>) => void
  }
  export const Input: ComponentType<InputProps & RefAttributes<HTMLInputElement>>

  interface LayoutProps {
    fullWidth?: boolean
    pageHeader: ReactNode
    children: ReactNode
  }
  export const Layout: ComponentType<LayoutProps>

  interface ModalProps {
    isOpen: boolean
    centered?: boolean
    showTopBar?: boolean
    showCloseIcon?: boolean
    closeOnOverlayClick?: boolean
    onClose: () => void
    bottomBar?: ReactNode
    children: ReactNode
  }
  export const Modal: ComponentType<ModalProps>

  interface PageBlockProps {
    variation?: 'full'
    boxProps?: { noPadding?: boolean }
    children: ReactNode
  }
  export const PageBlock: ComponentType<PageBlockProps>

  interface ProgressProps {
    type: 'line'
    percent: number
  }
  export const Progress: ComponentType<ProgressProps>

  interface SpinnerProps {
    size?: number
    block?: boolean
    color?: string
  }
  export const Spinner: ComponentType<SpinnerProps>

  interface TagProps {
    type?: 'success' | 'error' | 'warning'
    size?: 'small' | 'regular' | 'large'
    bgColor?: string
    color?: string
    children: ReactNode
  }
  export const Tag: ComponentType<TagProps>

  interface ToggleProps {
    id: string
    label: string
    checked: boolean
    disabled?: boolean
    onChange: (event: ChangeEvent<HTMLInputElement>) => void
  }
  export const Toggle: ComponentType<ToggleProps>

  interface ToastOptions {
    message: string
    duration?: number
    dismissable?: boolean
    horizontalPosition?: 'left' | 'right'
  }
  interface ToastProviderProps {
    positioning?: 'parent' | 'window'
    children: ReactNode
  }
  export const ToastProvider: ComponentType<ToastProviderProps>
  interface ToastConsumerProps {
    children: (toast: { showToast: (options: ToastOptions) => void }) => ReactNode
  }
  export const ToastConsumer: ComponentType<ToastConsumerProps>

  interface IconProps {
    size?: number
    color?: string
    block?: boolean
  }
  export const IconCaretDown: ComponentType<IconProps>
  export const IconCaretLeft: ComponentType<IconProps>
  export const IconCaretRight: ComponentType<IconProps>
  export const IconClear: ComponentType<IconProps>
  export const IconClose: ComponentType<IconProps>
  export const IconCog: ComponentType<IconProps>
  export const IconExternalLinkMini: ComponentType<IconProps>
  export const IconSearch: ComponentType<IconProps>
}
