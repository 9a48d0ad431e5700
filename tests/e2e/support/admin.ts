import type { FrameLocator, Page } from '@playwright/test'

/** The app's page in the Admin's window, also after the window was loaded anew or shows another page. */
export const appIn = (page: Page): FrameLocator => page.frameLocator('iframe')
