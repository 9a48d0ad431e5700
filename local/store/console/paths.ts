/** Where the console is mounted; its pages link with whole paths. */
export const CONSOLE = '/console/store'
