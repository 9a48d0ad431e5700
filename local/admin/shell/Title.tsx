import { useEffect } from 'react'
import { useIntl } from 'react-intl'

import { currentItem } from './app'

/** Names the document after the menu's entry that the address, as the window shows it, belongs to. */
export function Title({ account, pathname }: { account: string; pathname: string }) {
  const intl = useIntl()
  const item = currentItem(pathname)
  const title = item === undefined ? '' : `${intl.formatMessage({ id: item.labelId })} · `
  useEffect(() => {
    document.title = `${title}${account} · Admin`
  }, [title, account])
  return null
}
