/** Vite takes them for what they do. */
declare module '*.css'
