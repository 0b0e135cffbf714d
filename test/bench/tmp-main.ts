import { benchHttp } from './tmp-http.ts'
await benchHttp({ rounds: Number(process.env['ROUNDS'] ?? 3) })
